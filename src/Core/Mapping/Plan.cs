using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Triggers;

namespace Conductor.Core.Mapping;

/// <summary>One way to a mapping: the conditions that a gesture of its kind and number must still meet. 20 bytes; rows of them lie side by side.</summary>
internal readonly record struct Slot
{
    public ushort Min { get; init; }
    public ushort Max { get; init; }

    /// <summary>1–16; 0 = any.</summary>
    public byte Channel { get; init; }
    public ValueEdge Edge { get; init; }

    /// <summary>Index of the device entry + 1; 0 = any.</summary>
    public ushort Device { get; init; }
    public int Mapping { get; init; }

    /// <summary>Long press: its threshold. Chord: its window. Microseconds.</summary>
    public long Time { get; init; }

    public bool Accepts(int device, int channel, int value) =>
        value >= Min && value <= Max && (Channel == 0 || Channel == channel + 1) && (Device == 0 || Device == device);
}

/// <summary>The slots of one mode (or of the global mappings): kind and number → a row in file order.</summary>
internal sealed class SlotTable(int[] starts, Slot[] slots, int kinds)
{
    public const int Numbers = 128;

    /// <summary>Whether there is any slot of a kind: most look-ups of most plans end here.</summary>
    public bool Has(GestureKind kind) => (kinds & (1 << (int)kind)) != 0;

    public static readonly SlotTable Empty = new(new int[((int)GestureKind.Control * Numbers) + Numbers + 1], [], 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<Slot> Row(GestureKind kind, int number)
    {
        var cell = ((int)kind * Numbers) + number;
        return slots.AsSpan(starts[cell]..starts[cell + 1]);
    }
}

/// <summary>A set of notes that some chord asks for, with the slots of every mode (−1: global) that ask for it.</summary>
internal sealed record ChordSet(NoteMask Notes, ImmutableArray<(int Mode, Slot Slot)> Slots);

/// <summary>What runs: look-up tables made of a <see cref="Config"/>, never changed after it was built. Swapped as a whole.</summary>
public sealed class Plan
{
    internal const int NoMapping = -1;

    private readonly SlotTable[] _modes;
    private readonly SlotTable _global;
    private readonly ChordSet[] _chords;
    private readonly int[][] _chordsOfNote;
    private readonly int[] _identities;

    internal Plan(Config.Config config, PlannedMapping[] mappings, SlotTable[] modes, SlotTable global, ChordSet[] chords, int[][] chordsOfNote, PlanNeeds needs)
    {
        Config = config;
        Mappings = mappings;
        _modes = modes;
        _global = global;
        _chords = chords;
        _chordsOfNote = chordsOfNote;
        Needs = needs;
        _identities = Array.ConvertAll(mappings, mapping => mapping.Identity);
        ModeNames = config.Modes.IsEmpty ? [PlanBuilder.NamelessMode] : [.. config.ModeNames];
    }

    public Config.Config Config { get; }

    public IReadOnlyList<PlannedMapping> Mappings { get; }

    /// <summary>At least one: a file without modes has the mode "Default".</summary>
    public ImmutableArray<string> ModeNames { get; }

    public PlanNeeds Needs { get; }

    /// <summary>The mode's index, or −1.</summary>
    public int IndexOfMode(string name)
    {
        for (var i = 0; i < ModeNames.Length; i++)
        {
            if (ModeNames[i] == name) return i;
        }

        return -1;
    }

    /// <summary>The first mapping that takes the gesture: the mode's own in file order, then global ones. <paramref name="previous"/>: the controller's value before, −1 = none.</summary>
    internal int Find(int mode, GestureKind kind, int number, int device, int channel, int value, int previous = -1)
    {
        var own = _modes[mode];
        var found = own.Has(kind) ? FindIn(own.Row(kind, number), device, channel, value, previous) : NoMapping;
        return found >= 0 || !_global.Has(kind) ? found : FindIn(_global.Row(kind, number), device, channel, value, previous);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindIn(ReadOnlySpan<Slot> row, int device, int channel, int value, int previous)
    {
        foreach (ref readonly var slot in row)
        {
            if (slot.Accepts(device, channel, value) && (slot.Edge == ValueEdge.Every || Moved(slot, value, previous))) return slot.Mapping;
        }

        return NoMapping;
    }

    private static bool Moved(in Slot slot, int value, int previous) => slot.Edge switch
    {
        ValueEdge.Every => true,
        ValueEdge.Enter => previous < slot.Min || previous > slot.Max,
        ValueEdge.Increase => previous >= 0 && value > previous,
        ValueEdge.Decrease => previous >= 0 && value < previous,
    };

    /// <summary>The mapping of this plan that is the same as one of another plan (equal mode, trigger and action), or null.</summary>
    public PlannedMapping? FindSame(PlannedMapping other)
    {
        for (var from = 0; from < _identities.Length;)
        {
            var at = Array.IndexOf(_identities, other.Identity, from);
            if (at < 0) return null;
            if (Mappings[at].IsSameAs(other)) return Mappings[at];
            from = at + 1;
        }

        return null;
    }

    /// <summary>The mode's row of a kind, for look-ups that may find more than one.</summary>
    internal ReadOnlySpan<Slot> Row(int mode, GestureKind kind, int number) => _modes[mode].Has(kind) ? _modes[mode].Row(kind, number) : [];

    internal ReadOnlySpan<Slot> GlobalRow(GestureKind kind, int number) => _global.Has(kind) ? _global.Row(kind, number) : [];

    /// <summary>The chord sets that a note belongs to, in the order in which the file first names them.</summary>
    internal ReadOnlySpan<int> ChordsOf(int note) => _chords.Length == 0 ? [] : _chordsOfNote[note];

    internal ChordSet Chord(int index) => _chords[index];

    internal int ChordCount => _chords.Length;

    /// <summary>Whether any mode, or the global mappings, have a slot of the kind.</summary>
    internal bool Has(GestureKind kind)
    {
        foreach (var mode in _modes)
        {
            if (mode.Has(kind)) return true;
        }

        return _global.Has(kind);
    }
}

/// <summary>What a plan asks of the outside.</summary>
public sealed record PlanNeeds
{
    public bool Keyboard { get; init; }
    public bool Mouse { get; init; }

    /// <summary>Whether any trigger listens to SysEx; without one it is not even put together.</summary>
    public bool SysEx { get; init; }

    /// <summary>Every port that some action sends to, each once; the actions hold the same objects.</summary>
    public required ImmutableArray<MidiPortRef> Outputs { get; init; }
}
