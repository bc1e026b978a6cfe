using System.Runtime.CompilerServices;
using Conductor.Core.Midi;

namespace Conductor.Core.Tests.Midi;

public class MidiMessageTests
{
    [Fact]
    public void It_has_16_bytes() => Assert.Equal(16, Unsafe.SizeOf<MidiMessage>());

    [Theory]
    [InlineData(0, 0)]
    [InlineData(127, 127)]
    [InlineData(-1, -1)]
    [InlineData(-127, -127)]
    [InlineData(128, 127)]
    [InlineData(-128, -127)]
    [InlineData(int.MinValue, -127)]
    public void An_axis_has_a_value_with_a_sign(int given, int expected)
    {
        var message = MidiMessage.OfAxis(130, given, device: 3, time: 5);
        Assert.Equal((MidiStatus.Axis, 130, expected), (message.Kind, message.Data1, message.AxisValue));
        Assert.Equal((3, 5L), (message.Device, message.Time));
        Assert.Equal(expected, message.At(9).From(4).AxisValue);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(255)]
    public void A_button_is_a_note_behind_the_keyboard(int button)
    {
        var message = new MidiMessage(MidiStatus.NoteOn, 15, button, 127);
        Assert.Equal((MidiStatus.NoteOn, 15, button, 127), (message.Kind, message.Channel, message.Data1, message.Data2));
        Assert.Equal(MidiStatus.NoteOff, new MidiMessage(MidiStatus.NoteOn, 0, button, 0).Kind);
    }

    [Fact]
    public void What_stands_for_the_whole_cable_has_no_channel()
    {
        foreach (var kind in Enum.GetValues<MidiStatus>())
        {
            var message = new MidiMessage(kind, 9, 1, 1);
            Assert.Equal(kind is not (MidiStatus.SysEx or MidiStatus.Axis or MidiStatus.Start or MidiStatus.Continue or MidiStatus.Stop), message.HasChannel);
            Assert.Equal(message.HasChannel ? 9 : 0, message.Channel);
        }
    }
}
