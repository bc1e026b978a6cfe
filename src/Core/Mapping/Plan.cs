using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Triggers;

namespace Conductor.Core.Mapping;

/// <summary>A set of notes that some chord asks for, with the slots of every mode (−1: global) that ask for it.</summary>
internal sealed record ChordSet(NoteMask Notes, ImmutableArray<(int Mode, Slot Slot)> Slots);

/// <summary>What runs: look-up tables made of a <see cref="Config"/>, never changed after it was built. Swapped as a whole.</summary>
public sealed class Plan
{
    private readonly SlotTable[] _modes;
    private readonly ChordSet[] _chords;
    private readonly int[][] _chordsOfNote;
    private readonly int[] _identities;

    internal Plan(Config.Config config, PlannedMapping[] mappings, SlotTable[] modes, SlotTable global, ChordSet[] chords, int[][] chordsOfNote, PlanHooks hooks, PlanNeeds needs)
    {
        Config = config;
        Mappings = ImmutableCollectionsMarshal.AsImmutableArray(mappings);
        _modes = modes;
        Global = global;
        _chords = chords;
        _chordsOfNote = chordsOfNote;
        Hooks = hooks;
        Needs = needs;
        _identities = Array.ConvertAll(mappings, mapping => mapping.Identity);
        ModeNames = config.Modes.IsEmpty ? [PlanBuilder.NamelessMode] : [.. config.ModeNames];
    }

    public Config.Config Config { get; }

    public ImmutableArray<PlannedMapping> Mappings { get; }

    /// <summary>At least one: a file without modes has the mode "Default".</summary>
    public ImmutableArray<string> ModeNames { get; }

    public PlanNeeds Needs { get; }

    internal PlanHooks Hooks { get; }

    /// <summary>The mode's index, or −1.</summary>
    public int IndexOfMode(string name)
    {
        for (var i = 0; i < ModeNames.Length; i++)
        {
            if (ModeNames[i] == name) return i;
        }

        return -1;
    }

    /// <summary>The mapping of this plan that is the same as one of another plan (equal mode, trigger and action), or null.</summary>
    public PlannedMapping? FindSame(PlannedMapping other)
    {
        if (other.Source.Trigger is HookTrigger) return Array.Find(Hooks.All, other.IsSameAs);
        for (var from = 0; from < _identities.Length;)
        {
            var at = Array.IndexOf(_identities, other.Identity, from);
            if (at < 0) return null;
            if (Mappings[at].IsSameAs(other)) return Mappings[at];
            from = at + 1;
        }

        return null;
    }

    internal SlotTable Table(int mode) => _modes[mode];

    internal SlotTable Global { get; }

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

        return Global.Has(kind);
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
