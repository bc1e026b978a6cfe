namespace Conductor.Native.IOKit;

/// <summary>A call of IOKit that failed.</summary>
/// <param name="function">The call.</param>
/// <param name="status">The IOReturn that it returned.</param>
public sealed class IOKitException(string function, int status) : Exception($"{function}: {IOReturn.Describe(status)}")
{
    public string Function { get; } = function;

    public int Status { get; } = status;

    /// <summary>The status by name, e.g. "kIOReturnExclusiveAccess (0xE00002C5)".</summary>
    public string Symbol { get; } = IOReturn.Describe(status);
}

/// <summary>IOReturn.h, https://developer.apple.com/documentation/iokit/ioreturn_h. A kern_return_t with IOKit's own numbers.</summary>
public static class IOReturn
{
    public const int kIOReturnSuccess = 0;
    public const int kIOReturnError = unchecked((int)0xE00002BC);
    public const int kIOReturnNoMemory = unchecked((int)0xE00002BD);
    public const int kIOReturnNoResources = unchecked((int)0xE00002BE);
    public const int kIOReturnIPCError = unchecked((int)0xE00002BF);

    /// <summary>It is gone.</summary>
    public const int kIOReturnNoDevice = unchecked((int)0xE00002C0);

    /// <summary>Only for root.</summary>
    public const int kIOReturnNotPrivileged = unchecked((int)0xE00002C1);
    public const int kIOReturnBadArgument = unchecked((int)0xE00002C2);
    public const int kIOReturnLockedRead = unchecked((int)0xE00002C3);
    public const int kIOReturnLockedWrite = unchecked((int)0xE00002C4);

    /// <summary>Another program has it for itself.</summary>
    public const int kIOReturnExclusiveAccess = unchecked((int)0xE00002C5);
    public const int kIOReturnBadMessageID = unchecked((int)0xE00002C6);
    public const int kIOReturnUnsupported = unchecked((int)0xE00002C7);
    public const int kIOReturnVMError = unchecked((int)0xE00002C8);
    public const int kIOReturnInternalError = unchecked((int)0xE00002C9);
    public const int kIOReturnIOError = unchecked((int)0xE00002CA);
    public const int kIOReturnCannotLock = unchecked((int)0xE00002CC);
    public const int kIOReturnNotOpen = unchecked((int)0xE00002CD);
    public const int kIOReturnNotReadable = unchecked((int)0xE00002CE);
    public const int kIOReturnNotWritable = unchecked((int)0xE00002CF);
    public const int kIOReturnNotAligned = unchecked((int)0xE00002D0);
    public const int kIOReturnBadMedia = unchecked((int)0xE00002D1);
    public const int kIOReturnStillOpen = unchecked((int)0xE00002D2);
    public const int kIOReturnRLDError = unchecked((int)0xE00002D3);
    public const int kIOReturnDMAError = unchecked((int)0xE00002D4);
    public const int kIOReturnBusy = unchecked((int)0xE00002D5);
    public const int kIOReturnTimeout = unchecked((int)0xE00002D6);
    public const int kIOReturnOffline = unchecked((int)0xE00002D7);
    public const int kIOReturnNotReady = unchecked((int)0xE00002D8);
    public const int kIOReturnNotAttached = unchecked((int)0xE00002D9);
    public const int kIOReturnNoChannels = unchecked((int)0xE00002DA);
    public const int kIOReturnNoSpace = unchecked((int)0xE00002DB);
    public const int kIOReturnPortExists = unchecked((int)0xE00002DD);
    public const int kIOReturnCannotWire = unchecked((int)0xE00002DE);
    public const int kIOReturnNoInterrupt = unchecked((int)0xE00002DF);
    public const int kIOReturnNoFrames = unchecked((int)0xE00002E0);
    public const int kIOReturnMessageTooLarge = unchecked((int)0xE00002E1);

    /// <summary>The user has not allowed it.</summary>
    public const int kIOReturnNotPermitted = unchecked((int)0xE00002E2);
    public const int kIOReturnNoPower = unchecked((int)0xE00002E3);
    public const int kIOReturnNoMedia = unchecked((int)0xE00002E4);
    public const int kIOReturnUnformattedMedia = unchecked((int)0xE00002E5);
    public const int kIOReturnUnsupportedMode = unchecked((int)0xE00002E6);
    public const int kIOReturnUnderrun = unchecked((int)0xE00002E7);
    public const int kIOReturnOverrun = unchecked((int)0xE00002E8);
    public const int kIOReturnDeviceError = unchecked((int)0xE00002E9);
    public const int kIOReturnNoCompletion = unchecked((int)0xE00002EA);
    public const int kIOReturnAborted = unchecked((int)0xE00002EB);
    public const int kIOReturnNoBandwidth = unchecked((int)0xE00002EC);
    public const int kIOReturnNotResponding = unchecked((int)0xE00002ED);
    public const int kIOReturnIsoTooOld = unchecked((int)0xE00002EE);
    public const int kIOReturnIsoTooNew = unchecked((int)0xE00002EF);
    public const int kIOReturnNotFound = unchecked((int)0xE00002F0);
    public const int kIOReturnInvalid = unchecked((int)0xE0000001);

    /// <summary>Throws for a status that is not kIOReturnSuccess.</summary>
    public static void Check(int status, string function)
    {
        if (status != kIOReturnSuccess)
            throw new IOKitException(function, status);
    }

    /// <summary>Name and number, e.g. "kIOReturnExclusiveAccess (0xE00002C5)"; "IOReturn 0x5" for one without a name.</summary>
    public static string Describe(int status) => Name(status) is { } name ? $"{name} (0x{status:X})" : $"IOReturn 0x{status:X}";

    /// <summary>Null for one that is not in the list.</summary>
    public static string? Name(int status) => status switch
    {
        kIOReturnSuccess => nameof(kIOReturnSuccess),
        kIOReturnError => nameof(kIOReturnError),
        kIOReturnNoMemory => nameof(kIOReturnNoMemory),
        kIOReturnNoResources => nameof(kIOReturnNoResources),
        kIOReturnIPCError => nameof(kIOReturnIPCError),
        kIOReturnNoDevice => nameof(kIOReturnNoDevice),
        kIOReturnNotPrivileged => nameof(kIOReturnNotPrivileged),
        kIOReturnBadArgument => nameof(kIOReturnBadArgument),
        kIOReturnLockedRead => nameof(kIOReturnLockedRead),
        kIOReturnLockedWrite => nameof(kIOReturnLockedWrite),
        kIOReturnExclusiveAccess => nameof(kIOReturnExclusiveAccess),
        kIOReturnBadMessageID => nameof(kIOReturnBadMessageID),
        kIOReturnUnsupported => nameof(kIOReturnUnsupported),
        kIOReturnVMError => nameof(kIOReturnVMError),
        kIOReturnInternalError => nameof(kIOReturnInternalError),
        kIOReturnIOError => nameof(kIOReturnIOError),
        kIOReturnCannotLock => nameof(kIOReturnCannotLock),
        kIOReturnNotOpen => nameof(kIOReturnNotOpen),
        kIOReturnNotReadable => nameof(kIOReturnNotReadable),
        kIOReturnNotWritable => nameof(kIOReturnNotWritable),
        kIOReturnNotAligned => nameof(kIOReturnNotAligned),
        kIOReturnBadMedia => nameof(kIOReturnBadMedia),
        kIOReturnStillOpen => nameof(kIOReturnStillOpen),
        kIOReturnRLDError => nameof(kIOReturnRLDError),
        kIOReturnDMAError => nameof(kIOReturnDMAError),
        kIOReturnBusy => nameof(kIOReturnBusy),
        kIOReturnTimeout => nameof(kIOReturnTimeout),
        kIOReturnOffline => nameof(kIOReturnOffline),
        kIOReturnNotReady => nameof(kIOReturnNotReady),
        kIOReturnNotAttached => nameof(kIOReturnNotAttached),
        kIOReturnNoChannels => nameof(kIOReturnNoChannels),
        kIOReturnNoSpace => nameof(kIOReturnNoSpace),
        kIOReturnPortExists => nameof(kIOReturnPortExists),
        kIOReturnCannotWire => nameof(kIOReturnCannotWire),
        kIOReturnNoInterrupt => nameof(kIOReturnNoInterrupt),
        kIOReturnNoFrames => nameof(kIOReturnNoFrames),
        kIOReturnMessageTooLarge => nameof(kIOReturnMessageTooLarge),
        kIOReturnNotPermitted => nameof(kIOReturnNotPermitted),
        kIOReturnNoPower => nameof(kIOReturnNoPower),
        kIOReturnNoMedia => nameof(kIOReturnNoMedia),
        kIOReturnUnformattedMedia => nameof(kIOReturnUnformattedMedia),
        kIOReturnUnsupportedMode => nameof(kIOReturnUnsupportedMode),
        kIOReturnUnderrun => nameof(kIOReturnUnderrun),
        kIOReturnOverrun => nameof(kIOReturnOverrun),
        kIOReturnDeviceError => nameof(kIOReturnDeviceError),
        kIOReturnNoCompletion => nameof(kIOReturnNoCompletion),
        kIOReturnAborted => nameof(kIOReturnAborted),
        kIOReturnNoBandwidth => nameof(kIOReturnNoBandwidth),
        kIOReturnNotResponding => nameof(kIOReturnNotResponding),
        kIOReturnIsoTooOld => nameof(kIOReturnIsoTooOld),
        kIOReturnIsoTooNew => nameof(kIOReturnIsoTooNew),
        kIOReturnNotFound => nameof(kIOReturnNotFound),
        kIOReturnInvalid => nameof(kIOReturnInvalid),
        _ => null,
    };
}
