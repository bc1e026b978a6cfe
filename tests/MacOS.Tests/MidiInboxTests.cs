using Conductor.Core.Midi;
using Conductor.Platform.MacOS;

namespace Conductor.MacOS.Tests;

public sealed class MidiInboxTests
{
    private const ushort Pads = 3;
    private readonly MidiInbox _inbox = new();

    public MidiInboxTests() => _inbox.Expect(Pads);

    private static MidiMessage On(int note, int channel = 0) => new(MidiStatus.NoteOn, channel, note, 100, Pads);

    private static MidiMessage Off(int note, int channel = 0) => new(MidiStatus.NoteOff, channel, note, 0, Pads);

    private List<MidiMessage> TakeAll(long now = 0)
    {
        var all = new List<MidiMessage>();
        while (_inbox.TryTake(now, out var message)) all.Add(message);
        return all;
    }

    [Fact]
    public void Messages_come_out_in_the_order_they_went_in_round_and_round()
    {
        for (var round = 0; round < 5; round++)
        {
            var sent = Enumerable.Range(0, 3000).Select(i => On((i + round) % 128, i % 16)).ToList();
            Assert.True(_inbox.IsEmpty);
            foreach (var message in sent) Assert.True(_inbox.TryAdd(message));
            Assert.False(_inbox.IsEmpty);
            Assert.Equal(sent, TakeAll());
        }
    }

    [Fact]
    public void What_finds_it_full_is_dropped_and_counted_the_newest_first()
    {
        for (var i = 0; i < MidiInbox.Capacity; i++) Assert.True(_inbox.TryAdd(On(i % 128)));
        Assert.False(_inbox.TryAdd(On(1)));
        Assert.False(_inbox.TryAdd(On(2)));
        Assert.Equal(2, _inbox.Dropped);
        Assert.Equal(MidiInbox.Capacity, TakeAll().Count);
        Assert.True(_inbox.TryAdd(On(3)));
        Assert.Equal([On(3)], TakeAll());
    }

    [Fact]
    public void A_release_that_found_it_full_comes_once_all_before_it_has_been_taken()
    {
        for (var i = 0; i < MidiInbox.Capacity; i++) _inbox.TryAdd(On(36));
        Assert.False(_inbox.TryAdd(Off(36)));
        Assert.False(_inbox.TryAdd(Off(127, channel: 15)));
        Assert.False(_inbox.TryAdd(Off(36)));   // twice is once
        var all = TakeAll(now: 77);
        Assert.Equal(MidiInbox.Capacity + 2, all.Count);
        Assert.Equal([Off(36).At(77), Off(127, channel: 15).At(77)], all[^2..]);
        Assert.True(_inbox.IsEmpty);
        Assert.Empty(TakeAll());
    }

    [Fact]
    public void Of_a_device_that_nobody_expects_nothing_is_remembered_and_nothing_breaks()
    {
        for (var i = 0; i < MidiInbox.Capacity; i++) _inbox.TryAdd(On(36));
        Assert.False(_inbox.TryAdd(new MidiMessage(MidiStatus.NoteOff, 0, 36, 0, device: 9)));
        Assert.False(_inbox.TryAdd(new MidiMessage(MidiStatus.NoteOff, 0, 36, 0, device: 65535)));
        Assert.Equal(MidiInbox.Capacity, TakeAll().Count);
    }

    [Fact]
    public void Adding_and_taking_allocate_nothing()
    {
        _inbox.TryAdd(On(1));
        TakeAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            _inbox.TryAdd(On(i % 128));
            _inbox.TryTake(0, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void From_several_threads_nothing_is_lost_or_doubled_and_each_thread_keeps_its_order()
    {
        const int Threads = 4, Each = 50_000;
        var dropped = 0;
        var threads = Enumerable.Range(0, Threads).Select(channel => new Thread(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                // The number of the message in the data bytes' 14 bits, which never end a note.
                var message = new MidiMessage(MidiStatus.PitchBend, channel, i & 0x7F, (i >> 7) & 0x7F, Pads);
                while (!_inbox.TryAdd(message)) Interlocked.Increment(ref dropped);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        var next = new int[Threads];
        while (next.Sum() < Threads * Each)
        {
            if (!_inbox.TryTake(0, out var message)) continue;
            Assert.Equal(next[message.Channel]++ & 0x3FFF, message.Bend);
        }

        threads.ForEach(thread => thread.Join());
        Assert.Equal(dropped, _inbox.Dropped);
        Assert.False(_inbox.TryTake(0, out _));
    }
}
