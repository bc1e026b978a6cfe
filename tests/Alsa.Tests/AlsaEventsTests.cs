using System.Runtime.InteropServices;
using Conductor.Core.Midi;
using Conductor.Native.Alsa;
using Conductor.Platform.Linux;
using static Conductor.Native.Alsa.SeqEvent;

namespace Conductor.Alsa.Tests;

public sealed class AlsaEventsTests
{
    public static TheoryData<byte> Messages => [.. Samples.OfEveryKind.Select(message => message.StatusByte)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_that_goes_out_and_comes_in_is_the_same(byte status)
    {
        var sent = Samples.OfEveryKind.Single(message => message.StatusByte == status);
        Assert.Equal(sent.From(3).At(42), Read(AlsaEvents.From(sent)));
    }

    [Theory]
    [InlineData(-8192, 0)]
    [InlineData(-1, 8191)]
    [InlineData(0, 8192)]
    [InlineData(8191, 16383)]
    public void A_bend_of_the_sequencer_is_centred_at_zero(int value, int expected)
    {
        var message = Message(Control(SND_SEQ_EVENT_PITCHBEND, channel: 0, param: 0, value));
        Assert.Equal(expected, message.Bend);
        Assert.Equal(value, AlsaEvents.From(message).data.control.value);
    }

    [Theory]
    [InlineData(SND_SEQ_EVENT_NOTEON)]
    [InlineData(SND_SEQ_EVENT_NOTEOFF)]
    [InlineData(SND_SEQ_EVENT_KEYPRESS)]
    public void A_note_or_channel_that_does_not_exist_is_nothing(byte type)
    {
        Assert.Null(Read(Note(type, channel: 0, note: 128, velocity: 1)));
        Assert.Null(Read(Note(type, channel: 16, note: 0, velocity: 1)));
    }

    [Theory]
    [InlineData(SND_SEQ_EVENT_NOTEON)]
    [InlineData(SND_SEQ_EVENT_NOTEOFF)]
    [InlineData(SND_SEQ_EVENT_KEYPRESS)]
    public void No_note_of_a_driver_is_a_gamepads_button(byte type)
    {
        for (var note = 0; note <= byte.MaxValue; note++)
        {
            var read = Read(Note(type, channel: 0, (byte)note, velocity: 100));
            Assert.Equal(note < 128 ? (byte?)note : null, read?.Data1);
        }
    }

    [Fact]
    public void A_controller_or_program_that_does_not_exist_is_nothing()
    {
        Assert.Null(Read(Control(SND_SEQ_EVENT_CONTROLLER, channel: 0, param: 128, value: 0)));
        Assert.Null(Read(Control(SND_SEQ_EVENT_CONTROLLER, channel: 0, param: 4000, value: 0)));
        Assert.Null(Read(Control(SND_SEQ_EVENT_CONTROLLER, channel: 0, param: uint.MaxValue, value: 0)));
        Assert.Null(Read(Control(SND_SEQ_EVENT_PGMCHANGE, channel: 0, param: 0, value: 128)));
        Assert.Null(Read(Control(SND_SEQ_EVENT_PGMCHANGE, channel: 0, param: 0, value: -1)));
    }

    [Theory]
    [InlineData(SND_SEQ_EVENT_CONTROLLER)]
    [InlineData(SND_SEQ_EVENT_PGMCHANGE)]
    [InlineData(SND_SEQ_EVENT_CHANPRESS)]
    [InlineData(SND_SEQ_EVENT_PITCHBEND)]
    public void A_channel_above_16_is_nothing(byte type)
    {
        for (var channel = 0; channel <= byte.MaxValue; channel++) Assert.Equal(channel < 16, Read(Control(type, (byte)channel, param: 0, value: 0)) is not null);
    }

    [Fact]
    public void An_amount_beyond_its_range_is_the_nearest_that_exists()
    {
        foreach (var type in new[] { SND_SEQ_EVENT_NOTEON, SND_SEQ_EVENT_NOTEOFF, SND_SEQ_EVENT_KEYPRESS })
        {
            Assert.Equal(127, Message(Note(type, channel: 0, note: 60, velocity: 128)).Data2);
            Assert.Equal(127, Message(Note(type, channel: 0, note: 60, velocity: 255)).Data2);
        }

        Assert.Equal(127, Message(Control(SND_SEQ_EVENT_CONTROLLER, channel: 0, param: 1, value: 128)).Data2);
        Assert.Equal(127, Message(Control(SND_SEQ_EVENT_CONTROLLER, channel: 0, param: 1, value: 1000)).Data2);
        Assert.Equal(0, Message(Control(SND_SEQ_EVENT_CONTROLLER, channel: 0, param: 1, value: -1)).Data2);
        Assert.Equal(127, Message(Control(SND_SEQ_EVENT_CHANPRESS, channel: 0, param: 0, value: int.MaxValue)).Data1);
        Assert.Equal(16383, Message(Control(SND_SEQ_EVENT_PITCHBEND, channel: 0, param: 0, value: 9000)).Bend);
        Assert.Equal(0, Message(Control(SND_SEQ_EVENT_PITCHBEND, channel: 0, param: 0, value: int.MinValue)).Bend);
    }

    [Fact]
    public void An_axis_or_a_SysEx_message_is_no_event_to_send()
    {
        Assert.Throws<ArgumentException>(() => AlsaEvents.From(MidiMessage.OfAxis(128, 5)));
        Assert.Throws<ArgumentException>(() => AlsaEvents.From(new MidiMessage(MidiStatus.SysEx, 0, 0, 0)));
    }

    [Fact]
    public void A_press_with_velocity_0_is_a_release() =>
        Assert.Equal(MidiStatus.NoteOff, Read(Note(SND_SEQ_EVENT_NOTEON, channel: 2, note: 60, velocity: 0))?.Kind);

    [Fact]
    public void Every_other_type_is_nothing()
    {
        byte[] known =
        [
            SND_SEQ_EVENT_NOTEON, SND_SEQ_EVENT_NOTEOFF, SND_SEQ_EVENT_KEYPRESS, SND_SEQ_EVENT_CONTROLLER, SND_SEQ_EVENT_PGMCHANGE,
            SND_SEQ_EVENT_CHANPRESS, SND_SEQ_EVENT_PITCHBEND, SND_SEQ_EVENT_START, SND_SEQ_EVENT_CONTINUE, SND_SEQ_EVENT_STOP,
        ];
        for (var type = 0; type <= byte.MaxValue; type++)
            Assert.Equal(known.Contains((byte)type), Read(new snd_seq_event_t { type = (byte)type }) is not null);
    }

    [Fact]
    public void Whatever_an_event_holds_only_valid_messages_come_out()
    {
        var random = new Random(1);
        var ev = default(snd_seq_event_t);
        for (var i = 0; i < 100_000; i++)
        {
            random.NextBytes(Bytes(ref ev));
            ev.type = (byte)random.Next(SND_SEQ_EVENT_NOTE, SND_SEQ_EVENT_CLOCK);
            if (Read(ev) is not { } message) continue;
            Assert.Contains(message.Kind, Samples.OfEveryKind.Select(sample => sample.Kind));
            Assert.InRange(message.Data1, 0, 127);
            Assert.InRange(message.Data2, 0, 127);
        }
    }

    private static MidiMessage? Read(snd_seq_event_t ev) => AlsaEvents.TryRead(ev, device: 3, time: 42, out var message) ? message : null;

    private static MidiMessage Message(snd_seq_event_t ev) => Assert.NotNull(Read(ev));

    private static Span<byte> Bytes(ref snd_seq_event_t ev) => MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref ev, 1));

    private static snd_seq_event_t Note(byte type, byte channel, byte note, byte velocity)
    {
        var ev = new snd_seq_event_t { type = type };
        ev.data.note = new snd_seq_ev_note_t { channel = channel, note = note, velocity = velocity };
        return ev;
    }

    private static snd_seq_event_t Control(byte type, byte channel, uint param, int value)
    {
        var ev = new snd_seq_event_t { type = type };
        ev.data.control = new snd_seq_ev_ctrl_t { channel = channel, param = param, value = value };
        return ev;
    }
}
