using System.Reflection;
using System.Runtime.InteropServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.Tests.Mac;

/// <summary>Variables of the frameworks, each looked up by the name of its property.</summary>
public sealed class DataSymbolTests
{
    private static readonly HashSet<string> Opened = [];

    public static TheoryData<string, string> Symbols => new()
    {
        { "CoreMIDI", "kMIDIPropertyName" },
        { "CoreMIDI", "kMIDIPropertyDisplayName" },
        { "CoreMIDI", "kMIDIPropertyManufacturer" },
        { "CoreMIDI", "kMIDIPropertyModel" },
        { "CoreMIDI", "kMIDIPropertyUniqueID" },
        { "CoreMIDI", "kMIDIPropertyDeviceID" },
        { "CoreMIDI", "kMIDIPropertyOffline" },
        { "CoreMIDI", "kMIDIPropertyPrivate" },
        { "CoreMIDI", "kMIDIPropertyDriverOwner" },
        { "CoreMIDI", "kMIDIPropertyDriverVersion" },
        { "CoreMIDI", "kMIDIPropertyMaxSysExSpeed" },
        { "CoreMIDI", "kMIDIPropertyAdvanceScheduleTimeMuSec" },
        { "CoreMIDI", "kMIDIPropertyIsEmbeddedEntity" },
        { "CoreMIDI", "kMIDIPropertyConnectionUniqueID" },
        { "CoreMIDI", "kMIDIPropertyProtocolID" },
        { "CoreMIDI", "kMIDIPropertyReceiveChannels" },
        { "CoreMIDI", "kMIDIPropertyTransmitChannels" },
        { "CoreFoundation", "kCFRunLoopDefaultMode" },
        { "CoreFoundation", "kCFRunLoopCommonModes" },
        { "CoreFoundation", "kCFBooleanTrue" },
        { "CoreFoundation", "kCFBooleanFalse" },
        { "CoreFoundation", "kCFTypeDictionaryKeyCallBacks" },
        { "CoreFoundation", "kCFTypeDictionaryValueCallBacks" },
        { "CoreFoundation", "kCFTypeArrayCallBacks" },
        { "CoreFoundation", "NSDefaultRunLoopMode" },
        { "ApplicationServices", "kAXTrustedCheckOptionPrompt" },
        { "Carbon", "kTISPropertyUnicodeKeyLayoutData" },
        { "Carbon", "kTISNotifySelectedKeyboardInputSourceChanged" },
        { "AppKit", "NSPasteboardTypeString" },
        { "AppKit", "NSWorkspaceDidActivateApplicationNotification" },
        { "AppKit", "NSWorkspaceApplicationKey" },
        { "AppKit", "NSWorkspaceDidWakeNotification" },
        { "AppKit", "NSWorkspaceWillSleepNotification" },
        { "AppKit", "NSWorkspaceSessionDidBecomeActiveNotification" },
        { "AppKit", "NSWorkspaceSessionDidResignActiveNotification" },
        { "AppKit", "NSApp" },
    };

    private static IEnumerable<PropertyInfo> Properties => MacBindings.Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
        .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
        .Where(property => property.PropertyType == typeof(nint));

    [Fact]
    public void Every_variable_is_a_property_of_its_name() =>
        Assert.Equal(Symbols.Select(row => row.Data.Item2).Order(), Properties.Select(property => property.Name).Order());

    [Theory]
    [MemberData(nameof(Symbols))]
    public void A_variable_is_looked_up_by_its_name_in_its_framework(string framework, string name)
    {
        var property = Properties.Single(property => property.Name == name);
        if (OperatingSystem.IsMacOS())
        {
            Assert.True(name == "NSApp" || (nint)property.GetValue(null)! != 0, name);
            return;
        }

        // Another library in the place of each, which has none of them: the exception says what was looked up.
        Framework.Resolver = StandIn;
        var thrown = Assert.Throws<TargetInvocationException>(() => property.GetValue(null));
        Assert.Contains($"'{name}'", Assert.IsType<EntryPointNotFoundException>(thrown.InnerException).Message);
        Assert.Contains($"/System/Library/Frameworks/{framework}.framework/{framework}", Opened);
    }

    [Fact]
    public void A_variable_is_looked_up_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the library is glibc's");
        var libc = new Framework("libc.so.6");
        nint address = 0, value = 0, kept = 5;
        Assert.NotEqual(0, libc.Address(ref address, "environ"));
        Assert.Equal(Marshal.ReadIntPtr(address), libc.Value(ref value, "environ"));
        Assert.Equal(5, libc.Address(ref kept, "environ"));
        Assert.Equal(5, libc.Value(ref kept, "environ"));
    }

    [Fact]
    public void What_is_missing_is_told_apart_from_what_is_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the library is glibc's");
        var libc = new Framework("libc.so.6");
        Assert.True(libc.Has("environ"));
        Assert.False(libc.Has("kMIDIPropertyName"));
        Assert.Throws<EntryPointNotFoundException>(() => libc.Value("kMIDIPropertyName"));

        var none = new Framework("/nowhere/none");
        Assert.False(none.Has("environ"));
        Assert.Contains("/nowhere/none", Assert.Throws<DllNotFoundException>(() => none.Address("environ")).Message);
    }

    private static nint StandIn(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (!name.StartsWith("/System/", StringComparison.Ordinal))
            return 0;

        Opened.Add(name);
        return NativeLibrary.GetMainProgramHandle();
    }
}
