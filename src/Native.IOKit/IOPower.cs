using System.Runtime.InteropServices;

namespace Conductor.Native.IOKit;

/// <summary>
/// Sleep and wake. pwr_mgt/IOPMLib.h and IOMessage.h, https://developer.apple.com/documentation/iokit/iopmlib_h.
/// </summary>
public static unsafe partial class IOPower
{
    // Message types; the argument of the first two is what IOAllowPowerChange wants.

    /// <summary>The computer has been idle: answer at once, or it waits 30 s.</summary>
    public const uint kIOMessageCanSystemSleep = 0xE0000270;

    /// <summary>It will: answer at once, or it waits 30 s.</summary>
    public const uint kIOMessageSystemWillSleep = 0xE0000280;
    public const uint kIOMessageSystemWillNotSleep = 0xE0000290;
    public const uint kIOMessageSystemHasPoweredOn = 0xE0000300;
    public const uint kIOMessageSystemWillPowerOn = 0xE0000320;

    // IOPMAssertionLevel
    public const uint kIOPMAssertionLevelOff = 0;
    public const uint kIOPMAssertionLevelOn = 255;

    /// <summary>The header's macro is this text: the computer stays awake though nobody touches it.</summary>
    public const string kIOPMAssertionTypePreventUserIdleSystemSleep = "PreventUserIdleSystemSleep";

    /// <param name="assertionType">A CFString, borrowed.</param>
    /// <param name="assertionLevel">kIOPMAssertionLevelOn.</param>
    /// <param name="assertionName">A CFString, borrowed: why, as pmset shows it.</param>
    /// <param name="assertionID">For <see cref="IOPMAssertionRelease"/>; it ends with the process.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOPMAssertionCreateWithName(nint assertionType, uint assertionLevel, nint assertionName, uint* assertionID);

    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOPMAssertionRelease(uint assertionID);

    /// <summary>The connection that <see cref="IOAllowPowerChange"/> wants; 0 where that failed.</summary>
    /// <param name="refcon">Handed back.</param>
    /// <param name="thePortRef">A new port; see <see cref="IONotificationPortHandle"/>.</param>
    /// <param name="callback">
    /// (refcon, service, message type, argument) on the thread of the loop that the port's source is added to.
    /// </param>
    /// <param name="notifier">For <see cref="IODeregisterForSystemPower"/>.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial uint IORegisterForSystemPower(
        nint refcon, nint* thePortRef, delegate* unmanaged<nint, uint, uint, nint, void> callback, uint* notifier);

    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IODeregisterForSystemPower(uint* notifier);

    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOAllowPowerChange(uint kernelPort, nint notificationID);
}
