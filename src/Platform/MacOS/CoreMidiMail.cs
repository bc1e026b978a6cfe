using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Platform.MacOS;

/// <summary>What goes from the system's threads to the engine's: messages, and that something has changed. The engine's thread sleeps here.</summary>
[SupportedOSPlatform("macos")]
internal sealed class CoreMidiMail : IDisposable
{
    private readonly KqueueSleep _sleep = new();
    private SysExPool? _pool;
    private int _lent = -1;
    private volatile bool _portsChanged;
    private volatile bool _woke;
    private volatile NativeException? _lost;
    private int _callers;
    private volatile bool _isClosed;

    public MidiInbox Inbox { get; } = new();

    public bool WantsSysEx
    {
        get;
        set
        {
            if (value) _pool ??= new SysExPool();
            Volatile.Write(ref field, value);
        }
    }

    /// <summary>The SysEx message read last.</summary>
    public ReadOnlySpan<byte> SysEx => _lent < 0 ? default : _pool![_lent];

    /// <summary>Until there is something, somebody rings, or a time (µs) has come.</summary>
    public void Wait(long deadline)
    {
        if (Inbox.IsEmpty && !_portsChanged && !_woke && _lost is null) _sleep.Until(deadline);
    }

    public void Ring() => _sleep.Wake();

    public void PortsChanged()
    {
        _portsChanged = true;
        Ring();
    }

    public void Woke()
    {
        _woke = true;
        Ring();
    }

    /// <summary>From now on there is nothing but this.</summary>
    public void Lost(NativeException reason)
    {
        _lost = reason;
        Ring();
    }

    /// <summary>The system's thread comes in. False where all is over; else it must <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        Interlocked.Increment(ref _callers);
        if (!_isClosed) return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _callers);

    /// <summary>From the system's thread.</summary>
    public void AddSysEx(ReadOnlySpan<byte> bytes, ushort device, long time)
    {
        if (!WantsSysEx) return;
        var place = _pool!.TryKeep(bytes);
        if (place < 0) Inbox.CountDropped();
        else if (!Inbox.TryAdd(new MidiMessage(MidiStatus.SysEx, 0, place, 0, device, time))) _pool.GiveBack(place);
    }

    /// <summary>Messages first, in their order; then what changed.</summary>
    /// <exception cref="NativeException">The system is lost.</exception>
    public MidiInput TryRead(long now, out MidiMessage message)
    {
        GiveBack();
        if (Inbox.TryTake(now, out message)) return message.Kind == MidiStatus.SysEx ? Lend(message.Data1) : MidiInput.Message;
        if (_lost is { } reason) throw new NativeException(reason.Function, reason.Status, reason.Symbol, reason.Remedy);
        if (_woke)
        {
            (_woke, _portsChanged) = (false, false);
            return MidiInput.Woke;
        }

        if (!_portsChanged) return MidiInput.None;
        _portsChanged = false;
        return MidiInput.PortsChanged;
    }

    /// <summary>A packet's time stamp as µs of our clock: what has none, or lies ahead, is of now.</summary>
    public static long TimeOf(ulong stamp)
    {
        var now = HostTime.Now;
        if (stamp == 0) return now;
        return Math.Min(HostTime.Microseconds(stamp), now);
    }

    /// <summary>Waits for whoever is inside, a few microseconds; the system may call once more after the last connection has ended.</summary>
    public void Dispose()
    {
        _isClosed = true;
        SpinWait.SpinUntil(() => Volatile.Read(ref _callers) == 0);
        _sleep.Dispose();
    }

    private MidiInput Lend(int place)
    {
        _lent = place;
        return MidiInput.SysEx;
    }

    private void GiveBack()
    {
        if (_lent < 0) return;
        _pool!.GiveBack(_lent);
        _lent = -1;
    }
}
