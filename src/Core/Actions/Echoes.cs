using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core.Actions;

/// <summary>
/// What SendMidi sent a moment ago, so that a message which comes back is known for an echo of the mapping that sent it. Made where a plan sends at all; remembers the last 1,024
/// messages, found by a hash, newest first.
/// </summary>
internal sealed class Echoes
{
    /// <summary>How long a message is waited for, µs.</summary>
    private const long Lasting = 50_000;

    private const int Capacity = 1024;
    private const int Buckets = 256;

    private struct Sent
    {
        public long Time;
        public int Message;
        public PlannedMapping? Mapping;

        /// <summary>Number of the one before it in its bucket; 0 = none.</summary>
        public long Older;
    }

    private readonly Sent[] _sent = new Sent[Capacity];
    private readonly long[] _newest = new long[Buckets];
    private long _count;

    public void Remember(in MidiMessage message, PlannedMapping mapping, long now)
    {
        var key = KeyOf(message);
        ref var newest = ref _newest[BucketOf(key)];
        _count++;
        _sent[_count % Capacity] = new Sent { Time = now, Message = key, Mapping = mapping, Older = newest };
        newest = _count;
    }

    /// <summary>The mapping that sent an equal message last, at most 50 ms ago; null where the message is nobody's echo.</summary>
    public PlannedMapping? SenderOf(in MidiMessage message, long now)
    {
        var key = KeyOf(message);
        var at = _newest[BucketOf(key)];
        while (at > 0 && at > _count - Capacity)   // older ones have been written over
        {
            ref readonly var sent = ref _sent[at % Capacity];
            if (now - sent.Time > Lasting) return null;
            if (sent.Message == key) return sent.Mapping;
            at = sent.Older;
        }

        return null;
    }

    /// <summary>A new plan: what was sent a moment ago is its mappings', and no other mapping is kept alive.</summary>
    public void Rebind(Plan plan, long now)
    {
        foreach (ref var sent in _sent.AsSpan())
        {
            if (sent.Mapping is { } mapping) sent.Mapping = now - sent.Time <= Lasting ? plan.FindSame(mapping) : null;
        }
    }

    private static int KeyOf(in MidiMessage message) => message.StatusByte | (message.Data1 << 8) | (message.Data2 << 16);

    private static int BucketOf(int key) => (int)((uint)key * 2654435769u >> 24);
}

/// <summary>A mapping's echoes of the last second.</summary>
internal sealed class EchoCount
{
    private const long Second = 1_000_000;
    private const int Most = 100;

    /// <summary>The last hundred and one; the one at <see cref="_next"/> is the oldest.</summary>
    private readonly long[] _times = new long[Most + 1];
    private int _next;

    public EchoCount() => Array.Fill(_times, long.MinValue);

    /// <summary>Counts one more; true where more than a hundred lie in the second that ends now.</summary>
    public bool Add(long now)
    {
        _times[_next] = now;
        _next = (_next + 1) % _times.Length;
        return _times[_next] > now - Second;
    }
}
