using System.Collections.Immutable;
using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Triggers;

namespace Conductor.Core.Config;

/// <summary>What the file says, with every default filled in and nothing resolved: the input of <see cref="Mapping.PlanBuilder"/>.</summary>
public sealed record Config
{
    public required string File { get; init; }

    /// <summary>Empty: every MIDI input but System, Midi Through and our own ports.</summary>
    public required ImmutableArray<DeviceConfig> Devices { get; init; }
    public required ImmutableArray<ModeConfig> Modes { get; init; }
    public required ImmutableArray<MappingConfig> GlobalMappings { get; init; }
    public required TimingConfig Timing { get; init; }

    /// <summary>Path of the socket the daemon listens on, or null.</summary>
    public string? Socket { get; init; }

    /// <summary>off, error, warn, info, debug or trace; null where the file says nothing.</summary>
    public LogLevelName? LogLevel { get; init; }

    /// <summary>Mapping entries as written, global ones included, those that are off too.</summary>
    public required int MappingsWritten { get; init; }
    public required int GlobalMappingsWritten { get; init; }

    public IEnumerable<string> ModeNames => Modes.Select(mode => mode.Name);
}

public enum LogLevelName
{
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

/// <summary>One entry of [[devices]], or [device].</summary>
public sealed record DeviceConfig
{
    public required string Id { get; init; }

    /// <summary>Compared, ignoring case, with the client's name, the port's name and CLIENT:PORT; null = any.</summary>
    public string? Name { get; init; }

    /// <summary>Which of all that match, from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>An explicit index into the system's inputs, from 0; wins over the name.</summary>
    public int? Port { get; init; }

    /// <summary>A regular expression instead of the name.</summary>
    public string? PortPattern { get; init; }
    public bool AutoConnect { get; init; } = true;
    public bool AutoReconnect { get; init; } = true;
    public bool Enabled { get; init; } = true;

    /// <summary>What happens whenever it connects.</summary>
    public HookConfig? OnConnect { get; init; }
}

public sealed record ModeConfig
{
    public required string Name { get; init; }
    public Color? Color { get; init; }
    public string? Description { get; init; }

    /// <summary>What happens when the mode begins.</summary>
    public HookConfig? OnEnter { get; init; }

    /// <summary>What happens when the mode ends.</summary>
    public HookConfig? OnExit { get; init; }
    public required ImmutableArray<MappingConfig> Mappings { get; init; }

    /// <summary>This mode, and behind its own what another file says of it.</summary>
    internal ModeConfig With(ModeConfig more) => this with
    {
        Color = Color ?? more.Color,
        Description = Description ?? more.Description,
        OnEnter = OnEnter ?? more.OnEnter,
        OnExit = OnExit ?? more.OnExit,
        Mappings = Mappings.AddRange(more.Mappings),
    };
}

/// <summary>What another press does while a mapping's action still runs.</summary>
public enum WhenRunning
{
    /// <summary>It waits; at most 16 do.</summary>
    Queue,

    /// <summary>It runs beside it; at most 16 do.</summary>
    Parallel,

    /// <summary>It is left out.</summary>
    Ignore,

    /// <summary>What runs is ended, and begins anew.</summary>
    Restart,

    /// <summary>What runs is ended.</summary>
    Stop,
}

public sealed record MappingConfig
{
    public required Trigger Trigger { get; init; }
    public required GestureAction Action { get; init; }
    public string? Description { get; init; }

    /// <summary>Where it is false the mapping is passed over; null = always.</summary>
    public Condition? Condition { get; init; }

    /// <summary>Null = as the action would have it.</summary>
    public WhenRunning? WhenRunning { get; init; }

    /// <summary>Until the note is released the action runs again at this interval; null = once.</summary>
    public int? RepeatMs { get; init; }

    /// <summary>Shapes the velocity that the action sees; null = as played.</summary>
    public VelocityMapping? VelocityMapping { get; init; }

    /// <summary>False where the file switches it off, or where something in it can't be done here or is not built yet.</summary>
    public bool IsOn => OffBecause is null;

    /// <summary>Why it is off, in a few words; null where it is on.</summary>
    public string? OffBecause { get; init; }
    public required string File { get; init; }

    /// <summary>Where the entry begins, from 1.</summary>
    public required int Line { get; init; }
}

/// <summary>[advanced_settings]: the times that triggers use where they say none, in milliseconds.</summary>
public sealed record TimingConfig
{
    public int ChordTimeoutMs { get; init; } = 50;
    public int DoubleTapTimeoutMs { get; init; } = 300;
    public int HoldThresholdMs { get; init; } = 2000;
    public int HotReloadDebounceMs { get; init; } = 500;
}

/// <summary>[virtual_midi]: the port that SendMidi uses where it names none.</summary>
public sealed record VirtualMidiConfig(string PortName, bool Create);
