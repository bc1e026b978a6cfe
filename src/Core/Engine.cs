using System.Runtime.CompilerServices;
using Conductor.Core.Actions;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Core;

/// <summary>
/// The hot path, top to bottom: a message becomes gestures, each is looked up in the plan, what was found runs. One thread owns it; it knows no clock, no thread and no device. It
/// answers with the time at which it wants to be woken (µs; <see cref="long.MaxValue"/> = not at all).
/// </summary>
public sealed partial class Engine
{
    private readonly TimerQueue _timers = new();
    private readonly HoldTable _holds = new();
    private readonly FiringBuffer _firings = new();
    private readonly ModeStack _modes = new();
    private readonly Outputs _outputs;
    private readonly Repeats _repeats;
    private readonly GestureRecognizer _recognizer;
    private readonly ActionContext _context;
    private readonly IEngineListener _listener;
    private Plan _plan;
    private ushort[] _definitions = new ushort[64];
    private long _now;
    private int _shownMode;
    private int _shownBase;

    public Engine(Plan plan, IEngineListener listener, IJobQueue? jobs = null)
    {
        _plan = plan;
        _listener = listener;
        _outputs = new Outputs(_timers, _holds);
        _repeats = new Repeats(_timers);
        _recognizer = new GestureRecognizer(_timers, _holds);
        _context = new ActionContext(_outputs, _modes, _holds) { Jobs = jobs, Plan = plan, Timers = _timers, Control = Do };
        RememberEchoes(plan);
        _outputs.ReleaseFailed = listener.Failed;
    }

    /// <summary>Whether the listener is told of messages, gestures and actions, too: false costs nothing, and failures are told all the same.</summary>
    public bool IsWatched { get; set; } = true;

    /// <summary>What conditions see of the computer.</summary>
    public ISurroundings Surroundings { get => _context.Surroundings; set => _context.Surroundings = value; }

    /// <summary>Nothing runs but what resumes; note-offs and values are followed all the same.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Actions that ran since the beginning (containers don't count).</summary>
    public long ActionCount { get; private set; }

    /// <summary>Handles one message; deadlines that are due by its time run first, each at its own time, so a late wake-up never changes an outcome.</summary>
    public long Process(in MidiMessage message)
    {
        ComeTo(message.Time);
        var timed = message.At(_now);
        if (IsWatched) _listener.Received(timed);
        if (_context.Echoes is not null) CountEcho(timed);
        _recognizer.Feed(timed, At(message.Device, message.Channel), _firings);
        Dispatch();
        return _timers.NextDue;
    }

    /// <summary>Handles a System Exclusive message that has come whole; as <see cref="Process"/>.</summary>
    /// <param name="bytes">F0 … F7; of one longer than 256 bytes the first 255 and F7.</param>
    public long ProcessSysEx(ReadOnlySpan<byte> bytes, ushort device, long time)
    {
        ComeTo(time);
        if (IsWatched) _listener.ReceivedSysEx(bytes, device, _now);
        GestureRecognizer.FeedSysEx(bytes, device, _now, At(device, 0), _firings);
        Dispatch();
        return _timers.NextDue;
    }

    /// <summary>Runs what is due.</summary>
    public long Wake(long now)
    {
        ComeTo(now);
        return _timers.NextDue;
    }

    /// <summary>What is due by then fires, each at its own time. A time before the last counts as the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ComeTo(long time)
    {
        if (time < _now) time = _now;
        if (_timers.NextDue <= time) FireAllDue(time);
        _now = time;
    }

    private void FireAllDue(long now)
    {
        while (_timers.TryTake(now, out var timer))
        {
            _now = Math.Max(_now, timer.Moment);
            Fire(timer);
            _timers.Recycle(timer);
        }
    }

    private void Fire(Timer timer)
    {
        switch (timer.Kind)
        {
            case TimerKind.LongPress or TimerKind.Tap or TimerKind.Throttle or TimerKind.AxisHold:
                _recognizer.FireDue(timer, timer.Moment, _firings);
                Dispatch();
                break;
            case TimerKind.Resume:
                Resume((ActionRun)timer.Target!);
                TellMode();
                break;
            case TimerKind.Repeat:
                RunAgain((HeldRepeat)timer.Target!, timer.Due);
                TellMode();
                break;
            case TimerKind.EndHold:
                EndHold(timer.Hold);
                TellMode();
                break;
        }
    }

    private void Dispatch()
    {
        for (var i = 0; i < _firings.Count; i++)
        {
            ref readonly var firing = ref _firings[i];
            if (firing.Ended != default) EndHold(firing.Ended);
            else
            {
                TellMode();   // layers that end together make one change
                if (IsWatched) _listener.Recognized(firing.Gesture);
                if (firing.Mapping is not null) Trigger(firing.Mapping, firing.Gesture);
            }
        }

        _firings.Clear();
        TellMode();
    }

    /// <summary>A press is over: what it held goes up, and the layer it called ends.</summary>
    private void EndHold(HoldId hold)
    {
        _repeats.End(hold);
        _outputs.Release(hold);
        _modes.Release(hold);
        _holds.End(hold);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TellMode()
    {
        if (_modes.Current != _shownMode || _modes.Base != _shownBase) FollowMode();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private LookUp At(ushort slot, int channel) => new(_plan, _modes.Current, Surroundings, IsPaused, IsWatched, Definition(slot), channel);

    private int Definition(ushort slot) => slot < _definitions.Length ? _definitions[slot] : 0;
}
