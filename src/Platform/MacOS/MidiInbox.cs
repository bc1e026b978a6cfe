using Conductor.Core.Midi;

namespace Conductor.Platform.MacOS;

/// <summary>
/// Carries messages from the threads that the system calls us on to the engine's. Whoever adds never waits and allocates nothing: what finds it full is dropped and counted, but that a note was
/// released stays in a bit until all before it has been taken, so that overload leaves no note hanging.
/// </summary>
internal sealed class MidiInbox
{
    public const int Capacity = 4096;

    private const int MostDevices = 1024;
    private const int WordsPerDevice = 16 * 128 / 64;   // a bit for each channel and note

    private readonly Place[] _places = new Place[Capacity];
    private readonly ulong[]?[] _missed = new ulong[MostDevices][];
    private long _added;
    private long _taken;
    private long _dropped;
    private volatile bool _hasMissed;

    public MidiInbox()
    {
        for (var i = 0; i < Capacity; i++) _places[i].Turn = i;
    }

    /// <summary>A place is free for the message with the number <see cref="Turn"/>, and holds it once that is one more.</summary>
    private struct Place
    {
        public long Turn;
        public MidiMessage Message;
    }

    /// <summary>How many messages found it full; from any thread.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public bool IsEmpty => Volatile.Read(ref _places[_taken & (Capacity - 1)].Turn) != _taken + 1 && !_hasMissed;

    /// <summary>Makes room for the missed releases of a device, before its first message.</summary>
    public void Expect(ushort device)
    {
        if (device < MostDevices) _missed[device] ??= new ulong[WordsPerDevice];
    }

    /// <summary>From any thread, and from several. False, and counted, where it is full.</summary>
    public bool TryAdd(in MidiMessage message)
    {
        while (true)
        {
            var number = Volatile.Read(ref _added);
            ref var place = ref _places[number & (Capacity - 1)];
            var turn = Volatile.Read(ref place.Turn);
            if (turn < number && number == Volatile.Read(ref _added)) return Miss(message);
            if (turn != number || Interlocked.CompareExchange(ref _added, number + 1, number) != number) continue;
            place.Message = message;
            Volatile.Write(ref place.Turn, number + 1);
            return true;
        }
    }

    /// <summary>The engine's thread.</summary>
    /// <param name="now">The time of a release that was missed.</param>
    /// <param name="message">What came next.</param>
    public bool TryTake(long now, out MidiMessage message)
    {
        ref var place = ref _places[_taken & (Capacity - 1)];
        if (Volatile.Read(ref place.Turn) != _taken + 1) return TryTakeMissed(now, out message);
        message = place.Message;
        Volatile.Write(ref place.Turn, _taken + Capacity);
        _taken++;
        return true;
    }

    /// <summary>Counts what was lost before it got here; from any thread.</summary>
    public void CountDropped() => Interlocked.Increment(ref _dropped);

    private bool Miss(in MidiMessage message)
    {
        CountDropped();
        if (message.Kind != MidiStatus.NoteOff || message.Device >= MostDevices || _missed[message.Device] is not { } bits) return false;
        var bit = (message.Channel * 128) + message.Data1;
        Interlocked.Or(ref bits[bit / 64], 1UL << (bit % 64));
        _hasMissed = true;
        return false;
    }

    private bool TryTakeMissed(long now, out MidiMessage message)
    {
        message = default;
        if (!_hasMissed) return false;
        _hasMissed = false;   // before looking: what is missed meanwhile sets it again
        for (var device = 0; device < MostDevices; device++)
        {
            if (_missed[device] is not { } bits) continue;
            for (var word = 0; word < WordsPerDevice; word++)
            {
                var set = Volatile.Read(ref bits[word]);
                if (set == 0) continue;
                var bit = System.Numerics.BitOperations.TrailingZeroCount(set);
                Interlocked.And(ref bits[word], ~(1UL << bit));
                _hasMissed = true;   // there may be more
                var number = (word * 64) + bit;
                message = new MidiMessage(MidiStatus.NoteOff, number / 128, number % 128, 0, (ushort)device, now);
                return true;
            }
        }

        return false;
    }
}
