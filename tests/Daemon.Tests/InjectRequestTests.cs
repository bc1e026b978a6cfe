using System.Text.Json;
using Conductor.Core.Midi;
using Conductor.Daemon.Ipc;
using Conductor.Ipc;

namespace Conductor.Daemon.Tests;

/// <summary>What <c>inject</c> makes of words and bytes.</summary>
public sealed class InjectRequestTests
{
    private static string Read(InjectArgs args)
    {
        Assert.True(InjectRequest.TryRead(args, out var messages, out _, out var error), error);
        return string.Join(", ", messages.Select(one => one.SysEx is null ? MidiWords.Format(one.Message) : MidiWords.Format(one.SysEx)));
    }

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    [Theory]
    [InlineData("note-on C2 100")]
    [InlineData("sysex F0 7E 7F 06 01 F7")]
    [InlineData("button South down 90 ch=2")]
    [InlineData("button L2 up")]
    [InlineData("axis LeftX -100")]
    [InlineData("stop")]
    public void Words_are_every_message(string words) => Assert.Equal(words.Replace("C2", "36"), Read(new InjectArgs { Message = words }));

    [Theory]
    [InlineData("\"90 24 64 F0 01 02 F7 FA\"", "note-on 36 100, sysex F0 01 02 F7, start")]
    [InlineData("\"F001F7F002F7\"", "sysex F0 01 F7, sysex F0 02 F7")]
    [InlineData("[240, 1, 248, 2, 247]", "sysex F0 01 02 F7")]
    [InlineData("\"F0 01 90 24 64\"", "note-on 36 100")]
    public void Bytes_are_what_a_cable_brings(string bytes, string expected) => Assert.Equal(expected, Read(new InjectArgs { Bytes = Json(bytes) }));

    [Theory]
    [InlineData("\"F4 80 05\"")]
    [InlineData("\"F0 01\"")]
    [InlineData("\"90 80 64\"")]
    public void No_bytes_are_a_gamepad(string bytes)
    {
        Assert.False(InjectRequest.TryRead(new InjectArgs { Bytes = Json(bytes) }, out var messages, out _, out var error));
        Assert.Empty(messages);
        Assert.Equal("these bytes are no complete MIDI message", error);
    }

    [Fact]
    public void The_words_of_the_device_stand_behind_the_argument()
    {
        Assert.True(InjectRequest.TryRead(new InjectArgs { Message = "sysex F0 F7 device=pads" }, out _, out var device, out _));
        Assert.Equal("pads", device);
        Assert.True(InjectRequest.TryRead(new InjectArgs { Message = "sysex F0 F7 device=pads", Device = "keys" }, out _, out device, out _));
        Assert.Equal("keys", device);
    }
}
