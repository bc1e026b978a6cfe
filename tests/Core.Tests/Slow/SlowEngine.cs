using Conductor.Core.Triggers;
using Conductor.TestKit;
using FileConfig = Conductor.Core.Config.Config;

namespace Conductor.Core.Tests.Slow;

/// <summary>
/// The engine once more, written from its description as plainly as can be: lists, no tables, no care for speed. What the real one does is compared with what this one does.
/// </summary>
internal sealed partial class SlowEngine
{
    private readonly List<SlowTimer> _timers = [];   // in the order they were armed
    private FileConfig _config;
    private long _now;

    public SlowEngine(FileConfig config)
    {
        _config = config;
        _mappings = MappingsOf(config);
        _base = ModeNames[0];
    }

    /// <summary>What ran.</summary>
    public List<RanAction> Ran { get; } = [];

    /// <summary>Which triggers have fired.</summary>
    public HashSet<TriggerKind> Fired { get; } = [];

    /// <summary>When it wants to be woken.</summary>
    public long NextDue => _timers.Count == 0 ? long.MaxValue : _timers.Min(timer => timer.Due);

    /// <summary>The names of the modes; a file without any has one.</summary>
    private List<string> ModeNames => _config.Modes.IsEmpty ? ["Default"] : [.. _config.ModeNames];

    /// <summary>The last moment.</summary>
    public long LastMoment => _now;

    /// <summary>Whatever happens at a time comes after all that is due by then, each at its own time.</summary>
    public void Wake(long time)
    {
        time = Math.Max(_now, time);
        while (NextDue <= time)
        {
            // Of one due time the windows' ends come first, since their moment is the one before; then what was armed first.
            var first = _timers.Where(timer => timer.Due == NextDue).OrderByDescending(timer => timer.IsWindow).First();
            _timers.Remove(first);
            _now = first.Moment;
            first.Run();
        }

        _now = time;
    }

    public void Happen(Happening happening, FileConfig? config)
    {
        Wake(happening.Micros);
        switch (happening.What)
        {
            case What.NoteOn or What.NoteOff or What.CC or What.ChannelPressure or What.PolyPressure or What.PitchBend or What.Program or What.Start or What.Stop or What.Continue
                or What.ButtonDown or What.ButtonUp or What.Axis or What.SysEx:
                Receive(happening);
                break;
            case What.Mode when ModeNames.Contains(ScenarioConfig.ModeName(happening.Number)): SetMode(ScenarioConfig.ModeName(happening.Number)); break;
            case What.Reload: Adopt(config!); break;
            case What.Disconnect: Disconnect(happening.Device); break;
            case What.Answer: Answer(isFailed: false); break;
            case What.AnswerFailed: Answer(isFailed: true); break;
            case What.Mode or What.Wait: break;   // a mode that there isn't is refused
        }
    }

    /// <summary>All look-ups of a message are made before its first action runs.</summary>
    private void Receive(Happening message)
    {
        var firings = new List<Action>();
        switch (message.What)
        {
            case What.ButtonDown or What.NoteOn when message.Value > 0: Press(message, firings); break;
            case What.NoteOn or What.NoteOff or What.ButtonDown or What.ButtonUp: Release(message, firings); break;
            case What.SysEx: SysEx(message, firings); break;
            case What.Axis: Axis(message, firings); break;
            case What.CC: Control(message, firings); break;
            case What.ChannelPressure: Pressure(message, note: null, firings); break;
            case What.PolyPressure: Pressure(message, message.Number, firings); break;
            case What.PitchBend: Bend(message, firings); break;
            case What.Program: Program(message, firings); break;
            case What.Start or What.Stop or What.Continue: Transport(message, firings); break;
            default: throw new ArgumentException(message.Words);
        }

        foreach (var fire in firings) fire();
    }

    private SlowTimer Arm(long moment, bool isWindow, Action run)
    {
        var timer = new SlowTimer(moment, isWindow, run);
        _timers.Add(timer);
        return timer;
    }

    private void Cancel(SlowTimer? timer)
    {
        if (timer is not null) _timers.RemoveAll(armed => ReferenceEquals(armed, timer));
    }

    private static long Micros(int ms) => ms * 1000L;
}
