using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;
using Conductor.Platform.Linux;
using static Conductor.Native.Alsa.SeqEvent;

namespace Conductor.Alsa.Tests;

public sealed class AlsaInputTests : SequencerTest
{
    private readonly MidiPort _keys;

    public AlsaInputTests()
    {
        _keys = Other.CreatePort("Keys", RawClient.Readable);
        Drain(Us);
    }

    [Fact]
    public void Every_kind_of_message_arrives_with_its_slot_and_the_time_it_was_read()
    {
        Us.Connect(_keys, 7);
        foreach (var sent in Samples.OfEveryKind)
        {
            var before = Us.Now;
            Other.Send(_keys, sent);
            var read = NextMessage(Us);
            Assert.Equal(sent.From(7).At(read.Time), read);
            Assert.InRange(read.Time, before, Us.Now);
        }
    }

    [Fact]
    public void A_burst_bears_the_time_it_was_read()
    {
        Us.Connect(_keys, 1);
        for (var i = 0; i < 3; i++) Other.Send(_keys, Samples.Note);
        var first = NextMessage(Us);
        Assert.Equal(first, NextMessage(Us));
        Assert.Equal(first, NextMessage(Us));
        Other.Send(_keys, Samples.Note);
        Assert.True(NextMessage(Us).Time > first.Time);
    }

    [Fact]
    public void What_is_no_message_is_skipped()
    {
        Us.Connect(_keys, 1);
        foreach (var type in new[] { SND_SEQ_EVENT_CLOCK, SND_SEQ_EVENT_SENSING, SND_SEQ_EVENT_CONTROL14, SND_SEQ_EVENT_REGPARAM })
            Other.Send(_keys, new snd_seq_event_t { type = type, queue = Seq.SND_SEQ_QUEUE_DIRECT });
        Other.SendSysEx(_keys, 6);
        Other.Send(_keys, Samples.Note);
        Assert.Equal(MidiInput.Message, Us.TryRead(out var message));
        Assert.Equal(Samples.Note.Kind, message.Kind);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(1999 * 28)] // all of the kernel's pool
    public void A_long_SysEx_is_skipped_whole(int length)
    {
        Us.Connect(_keys, 1);
        Drain(Us); // the kernel tells of the connection
        Other.SendSysEx(_keys, length);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
        Other.Send(_keys, Samples.Note);
        Assert.Equal(Samples.Note.Kind, NextMessage(Us).Kind);
    }

    [Fact]
    public void A_source_that_connected_itself_is_no_device()
    {
        Other.Connect(_keys, InputOf(Us));
        Other.Send(_keys, Samples.Note);
        Assert.Equal(0, NextMessage(Us).Device);
    }

    [Fact]
    public void Sources_keep_their_slots_apart()
    {
        var pads = Other.CreatePort("Pads", RawClient.Readable);
        Us.Connect(_keys, 1);
        Us.Connect(pads, 2);
        Other.Send(pads, Samples.Note);
        Other.Send(_keys, Samples.Note);
        Assert.Equal(2, NextMessage(Us).Device);
        Assert.Equal(1, NextMessage(Us).Device);
    }

    [Fact]
    public void Connecting_again_replaces_the_slot()
    {
        Us.Connect(_keys, 1);
        Us.Connect(_keys, 2);
        Other.Send(_keys, Samples.Note);
        Assert.Equal(2, NextMessage(Us).Device);
    }

    [Fact]
    public void A_disconnected_source_is_not_heard()
    {
        var pads = Other.CreatePort("Pads", RawClient.Readable);
        Us.Connect(pads, 2);
        Us.Connect(_keys, 1);
        Us.Disconnect(_keys);
        Drain(Us);
        Other.Send(_keys, Samples.Note);
        Other.Send(pads, Samples.Note);
        Assert.Equal(2, NextMessage(Us).Device);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
    }

    [Fact]
    public void Disconnecting_what_is_gone_or_never_was_is_no_error()
    {
        Us.Disconnect(_keys);
        Other.DeletePort(_keys);
        Us.Disconnect(_keys);
    }

    [Fact]
    public void Connecting_what_is_gone_names_it()
    {
        Other.DeletePort(_keys);
        var refusal = Assert.Throws<NativeException>(() => Us.Connect(_keys, 1));
        Assert.Equal($"snd_seq_connect_from {_keys.Address} \"Keys\"", refusal.Function);
        Assert.Equal(22, refusal.Status);
        Assert.Equal("EINVAL (Invalid argument)", refusal.Symbol);
    }

    [Fact]
    public void A_port_that_comes_and_one_that_goes_is_announced_once_for_all()
    {
        var pads = Other.CreatePort("Pads", RawClient.Readable);
        var lights = Other.CreatePort("Lights", RawClient.Writable);
        UntilPortsChanged(Us);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
        Other.DeletePort(pads);
        Other.DeletePort(lights);
        UntilPortsChanged(Us);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
    }

    [Fact]
    public void A_program_that_comes_and_goes_is_announced()
    {
        using (new RawClient("Visitor")) UntilPortsChanged(Us);
        UntilPortsChanged(Us);
    }

    [Fact]
    public void Our_own_ports_and_connections_are_not_announced()
    {
        Us.Connect(_keys, 1);
        Us.CreateOutput("Lights").Dispose();
        Us.Disconnect(_keys);
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
    }

    [Fact]
    public void Messages_go_before_announcements_and_a_wait_does_not_sleep_over_those()
    {
        Us.Connect(_keys, 1);
        Other.CreatePort("Pads", RawClient.Readable);
        Other.Send(_keys, Samples.Note);
        Other.Send(_keys, Samples.Note);
        Assert.Equal(MidiInput.Message, Us.TryRead(out _));
        WaitBriefly();
        Assert.Equal(MidiInput.Message, Us.TryRead(out _));
        WaitBriefly();
        Assert.Equal(MidiInput.PortsChanged, Us.TryRead(out _));
    }

    [Fact]
    public void A_port_that_takes_the_number_of_one_that_went_does_not_get_its_slot()
    {
        Us.Connect(_keys, 7);
        Other.DeletePort(_keys);
        var pads = Other.CreatePort("Pads", RawClient.Readable);
        Assert.Equal(_keys.Id, pads.Id);
        UntilPortsChanged(Us);
        Other.Connect(pads, InputOf(Us));
        Other.Send(pads, Samples.Note);
        Assert.Equal(0, NextMessage(Us).Device);
    }

    [Fact]
    public void A_program_that_goes_takes_its_slots_along()
    {
        using (var visitor = new RawClient("Visitor")) Us.Connect(visitor.CreatePort("Keys", RawClient.Readable), 7);
        UntilPortsChanged(Us);
        using var next = new RawClient("Next");
        var keys = next.CreatePort("Keys", RawClient.Readable);
        next.Connect(keys, InputOf(Us));
        next.Send(keys, Samples.Note);
        Assert.Equal(0, NextMessage(Us).Device);
    }

    [Fact]
    public void A_port_that_went_and_came_back_is_connected_again_though_its_end_is_announced_later()
    {
        Us.Connect(_keys, 7);
        Other.DeletePort(_keys);
        Assert.Equal(_keys.Id, Other.CreatePort("Keys", RawClient.Readable).Id);
        Us.Connect(_keys, 8);
        UntilPortsChanged(Us);
        Other.Send(_keys, Samples.Note);
        Assert.Equal(8, NextMessage(Us).Device);
    }

    [Fact]
    public void Twenty_thousand_messages_arrive_in_order_where_they_are_read_in_between()
    {
        Us.Connect(_keys, 1);
        for (var i = 0; i < 20_000; i++)
        {
            Other.Send(_keys, Numbered(i));
            if (i % 1000 != 999) continue;
            for (var number = i - 999; number <= i; number++) Assert.Equal(number % 16384, NextMessage(Us).Bend);
        }
    }

    [Fact]
    public void What_comes_faster_than_it_is_read_is_not_lost_in_silence()
    {
        const int Sent = 20_000;
        Us.Connect(_keys, 1);
        var sender = new Thread(() =>
        {
            for (var i = 0; i < Sent; i++) Other.TrySend(_keys, AlsaEvents.From(Numbered(i)));
        });
        sender.Start();
        var (messages, overruns) = (0, 0);
        while (sender.IsAlive) Count(ref messages, ref overruns);
        Count(ref messages, ref overruns);
        Assert.True(messages == Sent || overruns > 0, $"{messages} messages, {overruns} overruns");
    }

    [Fact]
    public void An_overrun_is_told_and_the_ports_are_to_be_looked_at_anew()
    {
        Us.Connect(_keys, 1);
        while (Other.TrySend(_keys, AlsaEvents.From(Samples.Note)) >= 0)
        {
        }

        Assert.Equal(MidiInput.Overrun, Us.TryRead(out _));
        Assert.Equal(MidiInput.PortsChanged, Us.TryRead(out _));
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
        Other.Send(_keys, Samples.Note);
        Assert.Equal(1, NextMessage(Us).Device);
    }

    [Fact]
    public void Two_thousand_messages_wait_in_the_kernel()
    {
        Us.Connect(_keys, 1);
        Drain(Us); // the kernel tells of the connection
        for (var i = 0; i < 2000; i++) Other.Send(_keys, Samples.Note);
        for (var i = 0; i < 2000; i++) Assert.Equal(MidiInput.Message, Us.TryRead(out _));
        Assert.Equal(MidiInput.None, Us.TryRead(out _));
    }

    [Fact]
    public void Waiting_and_reading_allocate_nothing()
    {
        Us.Connect(_keys, 1);
        var note = AlsaEvents.From(Samples.Note);
        Assert.Equal(0, Allocation.Of(() =>
        {
            Other.TrySend(_keys, note);
            Us.Wait(Far);
            while (Us.TryRead(out _) != MidiInput.None)
            {
            }
        }));
    }

    [Fact]
    public void A_wake_from_another_thread_ends_a_wait()
    {
        var waker = new Thread(Us.Wake);
        waker.Start();
        WaitBriefly();
        waker.Join();
    }

    [Fact]
    public void A_wait_ends_at_its_deadline()
    {
        var deadline = Us.Now + 5_000;
        Us.Wait(deadline);
        Assert.True(Us.Now >= deadline);
    }

    private void WaitBriefly()
    {
        var deadline = Far;
        Us.Wait(deadline);
        Assert.True(Us.Now < deadline, "it slept to the end");
    }

    private void Count(ref int messages, ref int overruns)
    {
        while (true)
        {
            var input = Us.TryRead(out _);
            if (input == MidiInput.None) return;
            if (input == MidiInput.Message) messages++;
            if (input == MidiInput.Overrun) overruns++;
        }
    }

    private static MidiMessage Numbered(int number) => new(MidiStatus.PitchBend, 0, number & 0x7F, (number >> 7) & 0x7F);
}
