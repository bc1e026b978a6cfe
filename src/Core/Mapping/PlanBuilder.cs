using System.Collections.Immutable;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Triggers;

namespace Conductor.Core.Mapping;

/// <summary>Config → Plan; the only bridge between the two. Pure: the same config gives the same plan.</summary>
public sealed class PlanBuilder
{
    /// <summary>What the one mode of a file without [[modes]] is called.</summary>
    public const string NamelessMode = "Default";

    private readonly Config.Config _config;
    private readonly List<PlannedMapping> _mappings = [];
    private readonly SlotTableBuilder _global = new();
    private readonly List<SlotTableBuilder> _modes = [];
    private readonly Dictionary<NoteMask, int> _chordIndex = [];
    private readonly List<(NoteMask Notes, List<(int Mode, Slot Slot)> Slots)> _chords = [];
    private readonly HashSet<MidiPortRef> _outputs = [];
    private readonly Plan? _offOf;
    private bool _keyboard, _mouse, _sysEx;
    private SlotTableBuilder _table;
    private int _mode = -1;

    private PlanBuilder(Config.Config config, Plan? offOf)
    {
        _config = config;
        _offOf = offOf;
        _table = _global;
    }

    public TimingConfig Timing => _config.Timing;

    public static Plan Build(Config.Config config) => new PlanBuilder(config, offOf: null).Build();

    /// <summary>The tables of what is off in a plan, and of nothing else: what they say would be, never is. The mappings are the plan's own.</summary>
    internal static Plan BuildOff(Plan plan) => new PlanBuilder(plan.Config, plan).Build();

    private Plan Build()
    {
        foreach (var mode in _config.Modes)
        {
            _mode = _modes.Count;
            _modes.Add(_table = new SlotTableBuilder());
            AddMappings(mode.Name, mode.Mappings);
        }

        if (_modes.Count == 0) _modes.Add(new SlotTableBuilder());
        _mode = -1;
        _table = _global;
        AddMappings(null, _config.GlobalMappings);
        var hooks = new PlanHooks(_config);
        foreach (var hook in hooks.All) hook.Action.Bind(this);
        return new Plan(_config, [.. _mappings], [.. _modes.Select(table => table.Build())], _global.Build(), BuildChords(), ChordsOfNotes(), hooks, Needs());
    }

    private PlanNeeds Needs() => new() { Keyboard = _keyboard, Mouse = _mouse, SysEx = _sysEx, Outputs = [.. _outputs] };

    private void AddMappings(string? mode, ImmutableArray<MappingConfig> mappings)
    {
        foreach (var mapping in mappings)
        {
            var index = _mappings.Count;
            _mappings.Add(_offOf?.Mappings[index] ?? new PlannedMapping(index, mode, mapping));
            if (mapping.IsOn == (_offOf is not null)) continue;
            mapping.Trigger.Bind(this, index);
            if (mapping.IsOn) mapping.Action.Bind(this);
        }
    }

    /// <summary>A press, a release or a tap of notes.</summary>
    internal void Add(GestureKind kind, NoteSet notes, ValueRange velocities, int mapping, Trigger trigger) =>
        AddNotes(kind, notes, NewSlot(velocities with { Min = Math.Max(1, velocities.Min) }, mapping, trigger));   // a press of velocity 0 is none

    internal void AddLongPress(NoteSet notes, int? thresholdMs, int mapping, Trigger trigger) =>
        AddNotes(GestureKind.LongPress, notes, NewSlot(mapping, trigger) with { Time = Micros(thresholdMs ?? Timing.HoldThresholdMs) });

    internal void AddDoubleTap(NoteSet notes, int? windowMs, int mapping, Trigger trigger) =>
        AddNotes(GestureKind.DoubleTap, notes, NewSlot(mapping, trigger) with { Time = Micros(windowMs ?? Timing.DoubleTapTimeoutMs) });

    private void AddNotes(GestureKind kind, NoteSet notes, in Slot slot)
    {
        for (var note = (int)notes.First; note <= notes.Last; note++) _table.Add(kind, note, slot);
    }

    /// <summary>A value of a kind: which of its messages count.</summary>
    internal void AddValue(GestureKind kind, int number, ValueRange values, ValueEdge edge, int mapping, Trigger trigger, int deadzone = 0) =>
        _table.Add(kind, number, NewSlot(values, mapping, trigger) with { Edge = edge, Deadzone = (ushort)deadzone });

    /// <summary>A gesture that its number, or its trigger, says all of.</summary>
    internal void Add(GestureKind kind, int number, int mapping, Trigger trigger) => _table.Add(kind, number, NewSlot(mapping, trigger));

    /// <summary>As <see cref="Add(GestureKind, int, int, Trigger)"/>, of a message that has no channel.</summary>
    internal void AddSystem(GestureKind kind, int number, int mapping, Trigger trigger) => _table.Add(kind, number, NewSlot(mapping, trigger) with { Channel = 0 });

    internal void AddChord(NoteMask notes, int? windowMs, int mapping, Trigger trigger)
    {
        if (!_chordIndex.TryGetValue(notes, out var index))
        {
            _chordIndex.Add(notes, index = _chords.Count);
            _chords.Add((notes, []));
        }

        _chords[index].Slots.Add((_mode, NewSlot(mapping, trigger) with { Time = Micros(windowMs ?? Timing.ChordTimeoutMs) }));
    }

    private static long Micros(int milliseconds) => milliseconds * 1000L;

    private Slot NewSlot(int mapping, Trigger trigger) => NewSlot(new ValueRange(0, 127), mapping, trigger);

    private Slot NewSlot(ValueRange values, int mapping, Trigger trigger) => new()
    {
        Min = (ushort)values.Min,
        Max = (ushort)values.Max,
        Channel = (byte)(trigger.Channel ?? 0),
        Device = DeviceIndex(trigger.Device),
        Mapping = mapping,
        IsConditional = _mappings[mapping].Source.Condition is { Constant: null },
    };

    private ushort DeviceIndex(string? id)
    {
        if (id is null) return 0;
        for (var i = 0; i < _config.Devices.Length; i++)
        {
            if (_config.Devices[i].Id == id) return (ushort)(i + 1);
        }

        return 0;
    }

    /// <summary>Actions say here what they will need of the outside.</summary>
    internal void NeedsKeyboard() => _keyboard = true;

    internal void NeedsMouse() => _mouse = true;

    /// <summary>A trigger listens to System Exclusive messages, which are not stored otherwise.</summary>
    internal void NeedsSysEx() => _sysEx = true;

    internal void NeedsOutput(MidiPortRef port) => _outputs.Add(port);

    private ChordSet[] BuildChords() => [.. _chords.Select(chord => new ChordSet(chord.Notes, [.. chord.Slots]))];

    private int[][] ChordsOfNotes()
    {
        if (_chords.Count == 0) return [];
        var lists = new List<int>[256];
        for (var note = 0; note < lists.Length; note++) lists[note] = [];
        for (var i = 0; i < _chords.Count; i++)
        {
            foreach (var note in _chords[i].Notes) lists[note].Add(i);
        }

        return Array.ConvertAll(lists, list => list.ToArray());
    }
}
