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
    private readonly Layer _global = new();
    private readonly List<Layer> _modes = [];
    private readonly Dictionary<NoteMask, int> _chordIndex = [];
    private readonly List<(NoteMask Notes, List<(int Mode, Slot Slot)> Slots)> _chords = [];
    private readonly HashSet<MidiPortRef> _outputs = [];
    private bool _keyboard, _mouse;
    private Layer _layer;
    private int _mode = -1;

    /// <summary>Slots as they come, each with its cell; sorted into rows at the end.</summary>
    private sealed class Layer
    {
        private readonly List<(int Cell, Slot Slot)> _slots = [];

        public void Add(GestureKind kind, int number, in Slot slot) => _slots.Add((((int)kind * SlotTable.Numbers) + number, slot));

        /// <summary>A counting sort: stable, so that rows keep the file's order.</summary>
        public SlotTable Build()
        {
            if (_slots.Count == 0) return SlotTable.Empty;
            var starts = new int[((int)GestureKind.Control * SlotTable.Numbers) + SlotTable.Numbers + 1];
            foreach (var (cell, _) in _slots) starts[cell + 1]++;
            for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
            var next = (int[])starts.Clone();
            var sorted = new Slot[_slots.Count];
            var kinds = 0;
            foreach (var (cell, slot) in _slots)
            {
                sorted[next[cell]++] = slot;
                kinds |= 1 << (cell / SlotTable.Numbers);
            }

            return new SlotTable(starts, sorted, kinds);
        }
    }

    private PlanBuilder(Config.Config config)
    {
        _config = config;
        _layer = _global;
    }

    public TimingConfig Timing => _config.Timing;

    public static Plan Build(Config.Config config) => new PlanBuilder(config).Build();

    private Plan Build()
    {
        foreach (var mode in _config.Modes)
        {
            _mode = _modes.Count;
            _modes.Add(_layer = new Layer());
            AddMappings(mode.Name, mode.Mappings);
        }

        if (_modes.Count == 0) _modes.Add(new Layer());
        _mode = -1;
        _layer = _global;
        AddMappings(null, _config.GlobalMappings);
        return new Plan(_config, [.. _mappings], [.. _modes.Select(layer => layer.Build())], _global.Build(), BuildChords(), ChordsOfNotes(), Needs());
    }

    private PlanNeeds Needs() => new() { Keyboard = _keyboard, Mouse = _mouse, Outputs = [.. _outputs] };

    private void AddMappings(string? mode, ImmutableArray<MappingConfig> mappings)
    {
        foreach (var mapping in mappings)
        {
            var index = _mappings.Count;
            _mappings.Add(new PlannedMapping(index, mode, mapping));
            if (!mapping.IsOn) continue;
            mapping.Trigger.Bind(this, index);
            mapping.Action.Bind(this);
        }
    }

    internal void Add(GestureKind kind, NoteSet notes, ValueRange values, int mapping, Trigger trigger)
    {
        var pressed = values with { Min = Math.Max(1, values.Min) };   // a press of velocity 0 is none
        var slot = NewSlot(pressed, mapping, trigger);
        for (var note = (int)notes.First; note <= notes.Last; note++) _layer.Add(kind, note, slot);
    }

    internal void AddLongPress(NoteSet notes, int thresholdMs, int mapping, Trigger trigger)
    {
        var slot = NewSlot(new ValueRange(0, 127), mapping, trigger) with { Time = thresholdMs * 1000L };
        for (var note = (int)notes.First; note <= notes.Last; note++) _layer.Add(GestureKind.LongPress, note, slot);
    }

    internal void AddControl(int controller, ValueRange values, ValueEdge edge, int mapping, Trigger trigger) =>
        _layer.Add(GestureKind.Control, controller, NewSlot(values, mapping, trigger) with { Edge = edge });

    internal void AddChord(NoteMask notes, int windowMs, int mapping, Trigger trigger)
    {
        if (!_chordIndex.TryGetValue(notes, out var index))
        {
            _chordIndex.Add(notes, index = _chords.Count);
            _chords.Add((notes, []));
        }

        _chords[index].Slots.Add((_mode, NewSlot(new ValueRange(0, 127), mapping, trigger) with { Time = windowMs * 1000L }));
    }

    private Slot NewSlot(ValueRange values, int mapping, Trigger trigger) => new()
    {
        Min = (ushort)values.Min,
        Max = (ushort)values.Max,
        Channel = (byte)(trigger.Channel ?? 0),
        Device = DeviceIndex(trigger.Device),
        Mapping = mapping,
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

    internal void NeedsOutput(MidiPortRef port) => _outputs.Add(port);

    private ChordSet[] BuildChords() => [.. _chords.Select(chord => new ChordSet(chord.Notes, [.. chord.Slots]))];

    private int[][] ChordsOfNotes()
    {
        if (_chords.Count == 0) return [];
        var lists = new List<int>[SlotTable.Numbers];
        for (var note = 0; note < lists.Length; note++) lists[note] = [];
        for (var i = 0; i < _chords.Count; i++)
        {
            foreach (var note in _chords[i].Notes) lists[note].Add(i);
        }

        return Array.ConvertAll(lists, list => list.ToArray());
    }
}
