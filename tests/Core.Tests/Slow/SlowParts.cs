using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Config;
using Conductor.Core.Triggers;

namespace Conductor.Core.Tests.Slow;

/// <summary>A press of a note or button, with what its look-ups found.</summary>
internal sealed class SlowPress
{
    public required string? Device { get; init; }
    public required int Channel { get; init; }
    public required int Note { get; init; }
    public required int Velocity { get; init; }
    public required long Time { get; init; }
    public bool IsDown { get; set; } = true;

    /// <summary>A long press or a chord has fired: no tap.</summary>
    public bool IsClaimed { get; set; }
    public SlowMapping? Release { get; set; }
    public SlowMapping? Tap { get; set; }

    /// <summary>The end of the double tap's window that a tap waits for; null = it waits for nothing.</summary>
    public long? WindowEnd { get; set; }
    public List<SlowTimer> LongPresses { get; } = [];
    public SlowTimer? WaitingTap { get; set; }

    /// <summary>The chords that it was part of.</summary>
    public List<string> Served { get; } = [];
}

/// <summary>What an action gets to know of what the player did.</summary>
internal sealed record SlowGesture
{
    public static readonly SlowGesture None = new();

    public string? Device { get; init; }
    public int Channel { get; init; }
    public int? Note { get; init; }
    public int? Velocity { get; init; }
    public int? Value { get; init; }

    /// <summary>The value as a message has it: a detent back is 127, an axis has no side below its rest.</summary>
    public int? Sent => Value is { } value && !IsWide ? (IsDetent && value < 0 ? 127 : Math.Max(0, value)) : Value;

    public bool IsDetent { get; init; }

    /// <summary>The value has 14 bits: a bend.</summary>
    public bool IsWide { get; init; }

    /// <summary>The presses whose first release ends what is held; none where there is nothing to release.</summary>
    public IReadOnlyList<SlowPress> Presses { get; init; } = [];

    public bool IsUp => Presses.Any(press => !press.IsDown);
}

/// <summary>Something due. What waits for the end of a window has the window's last moment, and comes after all that happens in it.</summary>
internal sealed record SlowTimer(long Moment, bool IsWindow, Action Run)
{
    public long Due => IsWindow ? Moment + 1 : Moment;
}

/// <summary>A mapping of the plan, or a mode's hook, with all that is kept for it.</summary>
internal sealed class SlowMapping
{
    public required string? Mode { get; init; }
    public required GestureAction Action { get; init; }

    /// <summary>Null: a hook.</summary>
    public MappingConfig? Config { get; set; }

    public string Hook { get; init; } = "";

    /// <summary>A reload took it away, and a later one brought this back in its place.</summary>
    public SlowMapping? Successor { get; set; }

    public Trigger? Trigger => Config?.Trigger;
    public Condition? Condition => Config?.Condition;

    public List<SlowRun> Running { get; } = [];
    public List<SlowGesture> Waiting { get; } = [];
    public List<SlowThrottle> Throttles { get; } = [];
    public List<SlowRest> Rests { get; } = [];
    public List<SlowCycle> Cycles { get; } = [];

    public WhenRunning WhenRunning => Config?.WhenRunning ?? (Action is ShellAction or LaunchAction ? WhenRunning.Parallel : WhenRunning.Queue);

    public int MostAtOnce => WhenRunning == WhenRunning.Parallel ? 16 : 1;

    public bool IsSame(SlowMapping other) => Mode == other.Mode && Hook == other.Hook && Equals(Trigger, other.Trigger) && Action == other.Action;
}

/// <summary>One run of an action, as far as it has come.</summary>
internal sealed class SlowRun(SlowMapping mapping, SlowGesture gesture)
{
    public SlowMapping Mapping => mapping;

    public SlowGesture Gesture => gesture;

    /// <summary>Each step is something to wait for: a time in ms, or (null) a command's answer.</summary>
    public IEnumerator<int?>? Steps { get; set; }
    public SlowTimer? Timer { get; set; }
    public bool AnswerFailed { get; set; }
}

internal sealed class SlowRepeat(SlowMapping mapping, SlowGesture gesture)
{
    public SlowMapping Mapping => mapping;

    public SlowGesture Gesture => gesture;

    public SlowTimer? Timer { get; set; }
}

/// <summary>The interval of a throttled value that has fired.</summary>
internal sealed class SlowThrottle(string? device, int channel, int number)
{
    public string? Device => device;

    public int Channel => channel;

    public int Number => number;

    public long End { get; set; }
    public SlowGesture? Waiting { get; set; }
    public SlowTimer? Timer { get; set; }
}

/// <summary>Detents that make no whole division yet; negative = counter-clockwise.</summary>
internal sealed class SlowRest(string? device, int channel, int number)
{
    public string? Device => device;

    public int Channel => channel;

    public int Number => number;

    public int Detents { get; set; }
}

internal sealed class SlowCycle(string path)
{
    public string Path => path;

    public int Next { get; set; }
    public long LastRan { get; set; }
}

/// <summary>Something held down until a press of its gesture goes up.</summary>
internal sealed record SlowHold(SlowRun Run, IReadOnlyList<SlowPress> Presses);

/// <summary>A momentary layer.</summary>
internal sealed record SlowLayer(SlowRun Run, IReadOnlyList<SlowPress> Presses, string Mode);
