using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Triggers;

namespace Conductor.Core.Explaining;

/// <summary>A mapping that is about what was played.</summary>
/// <param name="Mapping">Which.</param>
/// <param name="Slot">What it asks of the gesture.</param>
/// <param name="Mode">Index of its mode; −1 = global.</param>
internal readonly record struct Candidate(PlannedMapping Mapping, Slot Slot, int Mode)
{
    public bool IsOn => Mapping.Source.IsOn;

    /// <summary>Whether a look-up in the mode comes to it at all.</summary>
    public bool IsLookedAt(int mode) => IsOn && (Mode < 0 || Mode == mode);
}

/// <summary>Every mapping about a gesture's number, of all modes, those that are off too. Those of the mode come first, then global ones: the order of the look-up.</summary>
internal sealed class Candidates(Plan plan, int mode)
{
    private readonly Plan _off = PlanBuilder.BuildOff(plan);

    public List<Candidate> Of(GestureKind kind, int number)
    {
        var found = new List<Candidate>();
        foreach (var from in new[] { plan, _off })
        {
            Add(found, from.Table(mode).Row(kind, number), mode);
            Add(found, from.Global.Row(kind, number), -1);
            for (var other = 0; other < plan.ModeNames.Length; other++)
            {
                if (other != mode) Add(found, from.Table(other).Row(kind, number), other);
            }
        }

        return found;
    }

    private void Add(List<Candidate> found, ReadOnlySpan<Slot> row, int of)
    {
        foreach (ref readonly var slot in row) found.Add(new Candidate(plan.Mappings[slot.Mapping], slot, of));
    }

    /// <summary>The chords that a note belongs to, each set of notes once.</summary>
    public List<(NoteMask Notes, List<Candidate> Candidates)> Chords(int note)
    {
        var found = new List<(NoteMask Notes, List<Candidate> Candidates)>();
        foreach (var from in new[] { plan, _off })
        {
            foreach (var index in from.ChordsOf(note)) Add(found, from.Chord(index));
        }

        return found;
    }

    private void Add(List<(NoteMask Notes, List<Candidate> Candidates)> found, ChordSet chord)
    {
        var at = found.FindIndex(known => known.Notes == chord.Notes);
        if (at < 0)
        {
            at = found.Count;
            found.Add((chord.Notes, []));
        }

        var ordered = chord.Slots.OrderBy(slot => slot.Mode == mode ? 0 : slot.Mode < 0 ? 1 : 2);   // stable
        found[at].Candidates.AddRange(ordered.Select(slot => new Candidate(plan.Mappings[slot.Slot.Mapping], slot.Slot, slot.Mode)));
    }
}
