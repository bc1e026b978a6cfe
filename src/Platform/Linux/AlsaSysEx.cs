using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Native.Alsa;
using static Conductor.Native.Alsa.SeqEvent;

namespace Conductor.Platform.Linux;

/// <summary>
/// SysEx messages, put together from events of all sources: the kernel cuts a long one into pieces, and a program may put several into one event.
/// </summary>
/// <remarks>Reads where libasound holds an event, so that what <see cref="HasMore"/> tells of is to be taken before the next event.</remarks>
[SupportedOSPlatform("linux")]
public sealed unsafe class AlsaSysEx
{
    /// <summary>How many sources can be in the middle of a message at one time. The next one takes the place of another, whose message is lost.</summary>
    public const int MostOpen = 16;

    private readonly SysExBuffer?[] _buffers = new SysExBuffer?[MostOpen]; // made when first needed
    private readonly int[] _sources = new int[MostOpen];
    private int _current;
    private byte* _next;
    private byte* _end;
    private bool _isAnyOpen;

    /// <summary>False: no event is to be shown to it.</summary>
    public bool IsWanted
    {
        get;
        set
        {
            field = value;
            if (!value) Abandon(0, int.MaxValue);
        }
    }

    /// <summary>Whether bytes of the last event are left, for <see cref="TryNext"/>.</summary>
    public bool HasMore => _next != _end;

    /// <summary>F0 … F7 of the last message.</summary>
    public ReadOnlySpan<byte> Bytes => _buffers[_current] is { } buffer ? buffer.Bytes : default;

    /// <summary>Where the last message came from.</summary>
    public int Source => _sources[_current];

    /// <summary>Is shown every event of a source, whatever its type; true when one completed a message.</summary>
    public bool TryTake(in snd_seq_event_t ev, int source)
    {
        if (!IsSysEx(ev))
        {
            if (_isAnyOpen && IsStatus(ev.type)) Abandon(source, source);
            return false;
        }

        _current = BufferOf(source);
        _next = (byte*)ev.data.ext.ptr;
        _end = _next + ev.data.ext.len;
        return TryNext();
    }

    /// <summary>Goes on in the last event; true when there is another message in it.</summary>
    public bool TryNext()
    {
        if (!HasMore) return false;
        var buffer = _buffers[_current]!;
        while (_next < _end)
        {
            if (buffer.TryTake(*_next++)) return true;
        }

        _isAnyOpen |= buffer.IsOpen;
        return false;
    }

    /// <summary>Forgets what sources (a range of them) have begun and not ended.</summary>
    public void Abandon(int first, int last)
    {
        if (Source >= first && Source <= last) _next = _end;
        _isAnyOpen = false;
        for (var i = 0; i < MostOpen; i++)
        {
            if (_sources[i] >= first && _sources[i] <= last) _buffers[i]?.Abandon();
            _isAnyOpen |= _buffers[i] is { IsOpen: true };
        }
    }

    // An event of another length class has no bytes here: what stands in the place of the pointer is data, or another program's address.
    private static bool IsSysEx(in snd_seq_event_t ev) =>
        ev.type == SND_SEQ_EVENT_SYSEX && (ev.flags & SND_SEQ_EVENT_LENGTH_MASK) == SND_SEQ_EVENT_LENGTH_VARIABLE;

    // What on a cable is a status byte, and so ends a message: all but real-time and what is no MIDI.
    private static bool IsStatus(byte type) => type is (>= SND_SEQ_EVENT_NOTE and <= SND_SEQ_EVENT_QFRAME) or SND_SEQ_EVENT_TUNE_REQUEST;

    private int BufferOf(int source)
    {
        var free = -1;
        for (var i = 0; i < MostOpen; i++)
        {
            if (_buffers[i] is not { IsOpen: true }) free = i;
            else if (_sources[i] == source) return i;
        }

        if (free < 0) free = (_current + 1) % MostOpen;
        _buffers[free] ??= new SysExBuffer();
        _buffers[free]!.Abandon();
        _sources[free] = source;
        return free;
    }
}
