using System.Reflection;
using Conductor.Native.CoreAudio;
using Conductor.Native.CoreGraphics;
using Conductor.Native.CoreMidi;
using Conductor.Native.HIToolbox;
using Conductor.Native.IOKit;

namespace Conductor.Native.Tests.Mac;

/// <summary>Statuses and their names.</summary>
public sealed class StatusTests
{
    private static readonly Dictionary<Type, Func<int, string?>> Names = new()
    {
        [typeof(CoreMidiError)] = CoreMidiError.Name,
        [typeof(CGError)] = CGError.Name,
        [typeof(CoreAudioError)] = CoreAudioError.Name,
        [typeof(HIToolboxError)] = HIToolboxError.Name,
        [typeof(IOReturn)] = IOReturn.Name,
    };

    public static TheoryData<string, int> Numbers => new()
    {
        { "kMIDIInvalidClient", -10830 },
        { "kMIDIInvalidPort", -10831 },
        { "kMIDIWrongEndpointType", -10832 },
        { "kMIDINoConnection", -10833 },
        { "kMIDIUnknownEndpoint", -10834 },
        { "kMIDIUnknownProperty", -10835 },
        { "kMIDIWrongPropertyType", -10836 },
        { "kMIDINoCurrentSetup", -10837 },
        { "kMIDIMessageSendErr", -10838 },
        { "kMIDIServerStartErr", -10839 },
        { "kMIDISetupFormatErr", -10840 },
        { "kMIDIWrongThread", -10841 },
        { "kMIDIObjectNotFound", -10842 },
        { "kMIDIIDNotUnique", -10843 },
        { "kMIDINotPermitted", -10844 },
        { "kMIDIUnknownError", -10845 },
        { "kIOReturnExclusiveAccess", -536870203 },
        { "kIOReturnNotPermitted", -536870174 },
        { "kIOReturnNotPrivileged", unchecked((int)0xE00002C1) },
        { "kIOReturnNoDevice", unchecked((int)0xE00002C0) },
        { "kIOReturnNotOpen", unchecked((int)0xE00002CD) },
        { "kIOReturnTimeout", unchecked((int)0xE00002D6) },
        { "kAudioHardwareUnknownPropertyError", 0x77686F3F },
        { "kAudioHardwareBadObjectError", 0x216F626A },
        { "kAudioHardwareNotRunningError", 0x73746F70 },
        { "kCGErrorFailure", 1000 },
        { "kCGErrorNoneAvailable", 1011 },
        { "kUCOutputBufferTooSmall", -25340 },
    };

    public static TheoryData<string> Libraries => [.. Names.Keys.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_the_headers(string name, int number) =>
        Assert.Contains((name, number), Names.Keys.SelectMany(Constants));

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Every_number_has_its_own_name(string library)
    {
        var (type, name) = Names.Single(pair => pair.Key.Name == library);
        var constants = Constants(type).ToList();
        Assert.All(constants, constant => Assert.Equal(constant.Name, name(constant.Number)));
        Assert.Equal(constants.Count, constants.Select(constant => constant.Number).Distinct().Count());
    }

    [Fact]
    public void A_number_without_a_name_is_told_as_a_number()
    {
        Assert.Equal("OSStatus -2", CoreMidiError.Describe(-2));
        Assert.Equal("CGError 7", CGError.Describe(7));
        Assert.Equal("OSStatus -50", CoreAudioError.Describe(-50));
        Assert.Equal("OSStatus 'abcd'", CoreAudioError.Describe(0x61626364));
        Assert.Equal("OSStatus -2", HIToolboxError.Describe(-2));
        Assert.Equal("IOReturn 0x5", IOReturn.Describe(5));
    }

    [Fact]
    public void A_refusal_names_the_function_and_the_status()
    {
        Assert.Equal(
            "MIDIClientCreate: kMIDIServerStartErr (-10839)",
            Assert.Throws<CoreMidiException>(() => CoreMidiError.Check(-10839, "MIDIClientCreate")).Message);
        Assert.Equal(
            "CGWarpMouseCursorPosition: kCGErrorCannotComplete (1004)",
            Assert.Throws<CoreGraphicsException>(() => CGError.Check(1004, "CGWarpMouseCursorPosition")).Message);
        Assert.Equal(
            "AudioObjectGetPropertyData: kAudioHardwareUnknownPropertyError ('who?')",
            Assert.Throws<CoreAudioException>(() => CoreAudioError.Check(0x77686F3F, "AudioObjectGetPropertyData")).Message);
        Assert.Equal(
            "UCKeyTranslate: paramErr (-50)",
            Assert.Throws<HIToolboxException>(() => HIToolboxError.Check(-50, "UCKeyTranslate")).Message);
        Assert.Equal(
            "IOHIDDeviceOpen: kIOReturnExclusiveAccess (0xE00002C5)",
            Assert.Throws<IOKitException>(() => IOReturn.Check(-536870203, "IOHIDDeviceOpen")).Message);
    }

    [Fact]
    public void Success_is_no_refusal()
    {
        CoreMidiError.Check(0, "");
        CGError.Check(0, "");
        CoreAudioError.Check(0, "");
        HIToolboxError.Check(0, "");
        IOReturn.Check(0, "");
    }

    private static IEnumerable<(string Name, int Number)> Constants(Type type) => type.GetFields(BindingFlags.Static | BindingFlags.Public)
        .Where(field => field.IsLiteral).Select(field => (field.Name, (int)field.GetRawConstantValue()!));
}
