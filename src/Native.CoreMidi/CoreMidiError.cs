namespace Conductor.Native.CoreMidi;

/// <summary>A call of CoreMIDI that failed.</summary>
/// <param name="function">The call.</param>
/// <param name="status">The OSStatus that it returned.</param>
public sealed class CoreMidiException(string function, int status) : Exception($"{function}: {CoreMidiError.Describe(status)}")
{
    public string Function { get; } = function;

    public int Status { get; } = status;

    /// <summary>The status by name, e.g. "kMIDIServerStartErr (-10839)".</summary>
    public string Symbol { get; } = CoreMidiError.Describe(status);
}

/// <summary>
/// OSStatus as CoreMIDI returns it. MIDIServices.h and MacErrors.h, https://developer.apple.com/documentation/coremidi/midi-services.
/// Others than these may come.
/// </summary>
public static class CoreMidiError
{
    public const int noErr = 0;

    /// <summary>
    /// An argument that it does not like; also every MIDIClientCreate after this process has disposed of its last client.
    /// </summary>
    public const int paramErr = -50;

    public const int kMIDIInvalidClient = -10830;
    public const int kMIDIInvalidPort = -10831;
    public const int kMIDIWrongEndpointType = -10832;
    public const int kMIDINoConnection = -10833;
    public const int kMIDIUnknownEndpoint = -10834;
    public const int kMIDIUnknownProperty = -10835;
    public const int kMIDIWrongPropertyType = -10836;
    public const int kMIDINoCurrentSetup = -10837;

    /// <summary>The MIDI server does not answer.</summary>
    public const int kMIDIMessageSendErr = -10838;

    /// <summary>The MIDI server does not start.</summary>
    public const int kMIDIServerStartErr = -10839;
    public const int kMIDISetupFormatErr = -10840;
    public const int kMIDIWrongThread = -10841;
    public const int kMIDIObjectNotFound = -10842;
    public const int kMIDIIDNotUnique = -10843;
    public const int kMIDINotPermitted = -10844;
    public const int kMIDIUnknownError = -10845;

    /// <summary>Throws for a status that is not noErr.</summary>
    public static void Check(int status, string function)
    {
        if (status != noErr)
            throw new CoreMidiException(function, status);
    }

    /// <summary>Name and number, e.g. "kMIDIServerStartErr (-10839)"; "OSStatus -2" for one without a name.</summary>
    public static string Describe(int status) => Name(status) is { } name ? $"{name} ({status})" : $"OSStatus {status}";

    /// <summary>Null for one that is not in the list.</summary>
    public static string? Name(int status) => status switch
    {
        noErr => nameof(noErr),
        paramErr => nameof(paramErr),
        kMIDIInvalidClient => nameof(kMIDIInvalidClient),
        kMIDIInvalidPort => nameof(kMIDIInvalidPort),
        kMIDIWrongEndpointType => nameof(kMIDIWrongEndpointType),
        kMIDINoConnection => nameof(kMIDINoConnection),
        kMIDIUnknownEndpoint => nameof(kMIDIUnknownEndpoint),
        kMIDIUnknownProperty => nameof(kMIDIUnknownProperty),
        kMIDIWrongPropertyType => nameof(kMIDIWrongPropertyType),
        kMIDINoCurrentSetup => nameof(kMIDINoCurrentSetup),
        kMIDIMessageSendErr => nameof(kMIDIMessageSendErr),
        kMIDIServerStartErr => nameof(kMIDIServerStartErr),
        kMIDISetupFormatErr => nameof(kMIDISetupFormatErr),
        kMIDIWrongThread => nameof(kMIDIWrongThread),
        kMIDIObjectNotFound => nameof(kMIDIObjectNotFound),
        kMIDIIDNotUnique => nameof(kMIDIIDNotUnique),
        kMIDINotPermitted => nameof(kMIDINotPermitted),
        kMIDIUnknownError => nameof(kMIDIUnknownError),
        _ => null,
    };
}
