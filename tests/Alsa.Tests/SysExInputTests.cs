using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;
using static Conductor.Native.Alsa.SeqEvent;

namespace Conductor.Alsa.Tests;

/// <summary>SysEx from another program, through the real sequencer.</summary>
public sealed class SysExInputTests : SequencerTest
{
    private static readonly byte[] Identity = [0xF0, 0x7E, 0x7F, 0x06, 0x01, 0xF7];

    private readonly MidiPort _keys;

    public SysExInputTests()
    {
        _keys = Other.CreatePort("Keys", RawClient.Readable);
        Us.Connect(_keys, 7);
        Us.WantsSysEx = true;
        Drain(Us);
    }

    /// <summary>The next message; a SysEx message's bytes beside it.</summary>
    private (MidiMessage Message, byte[] Bytes) Next()
    {
        (MidiMessage, byte[]) next = default;
        Until(Us, input => input is MidiInput.SysEx or MidiInput.Message, (input, message) => next = (message, input == MidiInput.SysEx ? Us.SysEx.ToArray() : []));
        return next;
    }

    [Fact]
    public void A_message_arrives_with_its_slot_and_the_time_it_was_read()
    {
        var before = Us.Now;
        Other.SendSysEx(_keys, Identity);
        var (message, bytes) = Next();
        Assert.Equal(Identity, bytes);
        Assert.Equal((MidiStatus.SysEx, 7), (message.Kind, message.Device));
        Assert.InRange(message.Time, before, Us.Now);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
    }

    [Fact]
    public void A_message_in_two_pieces_is_told_once_it_is_whole()
    {
        Other.SendSysEx(_keys, Identity.AsSpan(0, 4));
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
        Other.Send(_keys, Clock);
        Other.SendSysEx(_keys, Identity.AsSpan(4));
        Assert.Equal(Identity, Next().Bytes);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
    }

    [Fact]
    public void Pieces_of_two_sources_do_not_mix()
    {
        var pads = Other.CreatePort("Pads", RawClient.Readable);
        Us.Connect(pads, 8);
        Other.SendSysEx(_keys, [0xF0, 1]);
        Other.SendSysEx(pads, [0xF0, 2]);
        Other.SendSysEx(_keys, [3, 0xF7]);
        Other.SendSysEx(pads, [4, 0xF7]);
        var (first, firstBytes) = Next();
        Assert.Equal([0xF0, 1, 3, 0xF7], firstBytes);
        var (second, secondBytes) = Next();
        Assert.Equal([0xF0, 2, 4, 0xF7], secondBytes);
        Assert.Equal((7, 8), (first.Device, second.Device));
    }

    [Fact]
    public void Notes_between_keep_their_place()
    {
        Other.SendSysEx(_keys, [0xF0, 1, 0xF7, 0xF0, 2, 0xF7]);
        Other.Send(_keys, Samples.Note);
        Other.SendSysEx(_keys, [0xF0, 3, 0xF7]);
        Assert.Equal([0xF0, 1, 0xF7], Next().Bytes);
        Assert.Equal([0xF0, 2, 0xF7], Next().Bytes);
        Assert.Equal(Samples.Note.Kind, Next().Message.Kind);
        Assert.Equal([0xF0, 3, 0xF7], Next().Bytes);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
    }

    [Fact]
    public void Of_a_long_one_the_first_255_bytes_and_the_end_are_kept()
    {
        Other.SendSysEx(_keys, [0xF0, .. new byte[20_000], 0xF7]);
        Assert.Equal([0xF0, .. new byte[254], 0xF7], Next().Bytes);
    }

    [Fact]
    public void After_an_overrun_nothing_goes_on_that_had_begun()
    {
        Other.SendSysEx(_keys, [0xF0, 1]);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
        while (Other.TrySend(_keys, Clock) >= 0)
        {
        }

        Assert.Equal(MidiInput.Overrun, Us.TryRead(out _));
        Drain(Us);
        Other.SendSysEx(_keys, [2, 0xF7]);
        Other.Send(_keys, Samples.Note);
        Assert.Equal(Samples.Note.Kind, Next().Message.Kind);
    }

    [Fact]
    public void Reading_it_allocates_nothing()
    {
        Assert.Equal(0, Allocation.Of(() =>
        {
            Other.SendSysEx(_keys, Identity);
            Us.Wait(Far);
            while (Us.TryRead(out _) != MidiInput.None)
            {
            }
        }));
    }

    private static snd_seq_event_t Clock => new() { type = SND_SEQ_EVENT_CLOCK, queue = Seq.SND_SEQ_QUEUE_DIRECT };
}
