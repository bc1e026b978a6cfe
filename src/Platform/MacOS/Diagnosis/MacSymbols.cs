using System.Runtime.Versioning;
using Conductor.Native.AppKit;
using Conductor.Native.CoreAudio;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreGraphics;
using Conductor.Native.CoreMidi;
using Conductor.Native.Darwin;
using Conductor.Native.HIToolbox;
using Conductor.Native.IOKit;

namespace Conductor.Platform.MacOS;

/// <summary>A library with everything that our bindings name of it, between spaces.</summary>
internal sealed record SymbolsOf(string Library, string Names);

/// <summary>All that the bindings import, functions and constants, for the doctor to look up: a native program can't ask its own metadata. A test compares this list with the bindings.</summary>
[SupportedOSPlatform("macos")]
internal static class MacSymbols
{
    /// <summary>The calls of Intel's Macs that have this ending; elsewhere the plain name is the same call.</summary>
    public const string IntelEnding = "$INODE64";

    public static readonly string[] OfIntelAlone = ["fstat" + IntelEnding, "lstat" + IntelEnding, "statfs" + IntelEnding];

    public static readonly SymbolsOf[] All =
    [
        new(CoreMidiLibrary.Name,
            """
            MIDIClientCreate MIDIClientDispose MIDIDestinationCreate MIDIDeviceGetEntity MIDIDeviceGetNumberOfEntities MIDIEndpointDispose MIDIEndpointGetEntity
            MIDIEntityGetDestination MIDIEntityGetDevice MIDIEntityGetNumberOfDestinations MIDIEntityGetNumberOfSources MIDIEntityGetSource MIDIEventListAdd
            MIDIEventListInit MIDIFlushOutput MIDIGetDestination MIDIGetDevice MIDIGetExternalDevice MIDIGetNumberOfDestinations MIDIGetNumberOfDevices
            MIDIGetNumberOfExternalDevices MIDIGetNumberOfSources MIDIGetSource MIDIInputPortCreate MIDIObjectFindByUniqueID MIDIObjectGetDataProperty
            MIDIObjectGetDictionaryProperty MIDIObjectGetIntegerProperty MIDIObjectGetProperties MIDIObjectGetStringProperty MIDIObjectRemoveProperty
            MIDIObjectSetDataProperty MIDIObjectSetIntegerProperty MIDIObjectSetStringProperty MIDIOutputPortCreate MIDIPacketListAdd MIDIPacketListInit
            MIDIPortConnectSource MIDIPortDisconnectSource MIDIPortDispose MIDIReceived MIDIReceivedEventList MIDIRestart MIDISend MIDISendEventList MIDISendSysex
            MIDISourceCreate MIDISourceCreateWithProtocol kMIDIPropertyAdvanceScheduleTimeMuSec kMIDIPropertyConnectionUniqueID kMIDIPropertyDeviceID
            kMIDIPropertyDisplayName kMIDIPropertyDriverOwner kMIDIPropertyDriverVersion kMIDIPropertyIsEmbeddedEntity kMIDIPropertyManufacturer
            kMIDIPropertyMaxSysExSpeed kMIDIPropertyModel kMIDIPropertyName kMIDIPropertyOffline kMIDIPropertyPrivate kMIDIPropertyProtocolID
            kMIDIPropertyReceiveChannels kMIDIPropertyTransmitChannels kMIDIPropertyUniqueID
            """),
        new(CoreFoundationLibrary.Name,
            """
            CFAbsoluteTimeGetCurrent CFArrayCreate CFArrayGetCount CFArrayGetValueAtIndex CFBooleanGetTypeID CFBooleanGetValue CFCopyDescription CFDataCreate
            CFDataGetBytePtr CFDataGetLength CFDictionaryCreate CFDictionaryCreateMutable CFDictionaryGetCount CFDictionaryGetValue CFDictionarySetValue CFEqual
            CFGetRetainCount CFGetTypeID CFHash CFMachPortCreateRunLoopSource CFMachPortInvalidate CFNotificationCenterAddObserver
            CFNotificationCenterGetDistributedCenter CFNotificationCenterRemoveObserver CFNumberCreate CFNumberGetTypeID CFNumberGetValue CFRelease CFRetain
            CFRunLoopAddSource CFRunLoopAddTimer CFRunLoopGetCurrent CFRunLoopGetMain CFRunLoopIsWaiting CFRunLoopRemoveSource CFRunLoopRun CFRunLoopRunInMode
            CFRunLoopSourceCreate CFRunLoopSourceInvalidate CFRunLoopSourceSignal CFRunLoopStop CFRunLoopTimerCreate CFRunLoopTimerInvalidate CFRunLoopWakeUp
            CFSetGetCount CFSetGetValues CFStringCompare CFStringCreateWithBytes CFStringCreateWithCString CFStringCreateWithCharacters CFStringGetBytes
            CFStringGetCString CFStringGetCStringPtr CFStringGetCharacters CFStringGetCharactersPtr CFStringGetLength CFStringGetMaximumSizeForEncoding
            CFStringGetTypeID NSDefaultRunLoopMode kCFBooleanFalse kCFBooleanTrue kCFRunLoopCommonModes kCFRunLoopDefaultMode kCFTypeArrayCallBacks
            kCFTypeDictionaryKeyCallBacks kCFTypeDictionaryValueCallBacks
            """),
        new(ApplicationServicesLibrary.Name,
            """
            AXIsProcessTrusted AXIsProcessTrustedWithOptions kAXTrustedCheckOptionPrompt
            """),
        new(CoreGraphicsLibrary.Name,
            """
            CGDisplayBounds CGEventCreate CGEventCreateKeyboardEvent CGEventCreateMouseEvent CGEventCreateScrollWheelEvent2 CGEventGetFlags
            CGEventGetIntegerValueField CGEventGetLocation CGEventGetType CGEventKeyboardSetUnicodeString CGEventPost CGEventPostToPid CGEventSetDoubleValueField
            CGEventSetFlags CGEventSetIntegerValueField CGEventSetLocation CGEventSetTimestamp CGEventSetType CGEventSourceCreate CGEventSourceFlagsState
            CGEventSourceGetKeyboardType CGEventSourceKeyState CGEventSourceSetKeyboardType CGEventSourceSetLocalEventsSuppressionInterval
            CGEventSourceSetUserData CGEventTapCreate CGEventTapEnable CGMainDisplayID CGPreflightListenEventAccess CGPreflightPostEventAccess
            CGRequestListenEventAccess CGRequestPostEventAccess CGSessionCopyCurrentDictionary CGWarpMouseCursorPosition
            """),
        new(HIToolboxLibrary.Name,
            """
            IsSecureEventInputEnabled LMGetKbdType TISCopyCurrentASCIICapableKeyboardLayoutInputSource TISCopyCurrentKeyboardLayoutInputSource
            TISGetInputSourceProperty kTISNotifySelectedKeyboardInputSourceChanged kTISPropertyUnicodeKeyLayoutData
            """),
        new(CoreServicesLibrary.Name,
            """
            UCKeyTranslate
            """),
        new(CoreAudioLibrary.Name,
            """
            AudioConvertHostTimeToNanos AudioConvertNanosToHostTime AudioGetCurrentHostTime AudioGetHostClockFrequency AudioObjectAddPropertyListener
            AudioObjectGetPropertyData AudioObjectGetPropertyDataSize AudioObjectHasProperty AudioObjectIsPropertySettable AudioObjectRemovePropertyListener
            AudioObjectSetPropertyData
            """),
        new(AppKitLibrary.Name,
            """
            NSApp NSApplicationLoad NSPasteboardTypeString NSWorkspaceApplicationKey NSWorkspaceDidActivateApplicationNotification NSWorkspaceDidWakeNotification
            NSWorkspaceSessionDidBecomeActiveNotification NSWorkspaceSessionDidResignActiveNotification NSWorkspaceWillSleepNotification
            """),
        new(ObjCLibrary.Name,
            """
            class_addIvar class_addMethod class_addProtocol class_createInstance class_getInstanceMethod class_getName class_replaceMethod objc_allocateClassPair
            objc_autoreleasePoolPop objc_autoreleasePoolPush objc_getClass objc_getProtocol objc_msgSend objc_registerClassPair objc_release objc_retain
            objc_setUncaughtExceptionHandler object_getClass object_getClassName sel_registerName
            """),
        new(IOKitLibrary.Name,
            """
            IOAllowPowerChange IODeregisterForSystemPower IOHIDCheckAccess IOHIDDeviceClose IOHIDDeviceGetProperty IOHIDDeviceGetReport IOHIDDeviceGetService
            IOHIDDeviceOpen IOHIDDeviceRegisterInputReportCallback IOHIDDeviceRegisterRemovalCallback IOHIDDeviceScheduleWithRunLoop IOHIDDeviceSetReport
            IOHIDDeviceUnscheduleFromRunLoop IOHIDManagerClose IOHIDManagerCopyDevices IOHIDManagerCreate IOHIDManagerOpen
            IOHIDManagerRegisterDeviceMatchingCallback IOHIDManagerRegisterDeviceRemovalCallback IOHIDManagerScheduleWithRunLoop IOHIDManagerSetDeviceMatching
            IOHIDManagerSetDeviceMatchingMultiple IOHIDManagerUnscheduleFromRunLoop IOHIDRequestAccess IONotificationPortDestroy
            IONotificationPortGetRunLoopSource IOObjectRelease IOPMAssertionCreateWithName IOPMAssertionRelease IORegisterForSystemPower
            IORegistryEntryGetRegistryEntryID
            """),
        new(SystemLibrary.Name,
            """
            fstat getpeereid kevent kqueue lstat mach_absolute_time mach_continuous_time mach_timebase_info proc_pidpath pthread_main_np
            pthread_set_qos_class_self_np statfs
            """),
    ];
}
