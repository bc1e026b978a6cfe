using Conductor.Core.Gestures;
using Conductor.Core.Triggers;

namespace Conductor.Core.Explaining;

/// <summary>The chords that a press completes, or could be part of.</summary>
internal sealed partial class Explainer
{
    private void Chords()
    {
        var completed = new List<(NoteMask Notes, long Gap, Verdict Verdict)>();
        foreach (var (notes, candidates) in _candidates.Chords(Note))
        {
            var missing = Missing(notes, out var gap);
            if (missing.Count > 0) MayBecome(notes, candidates, missing, gap);
            else if (Judge(candidates, PressPlayed(GestureKind.Chord, gap)) is var verdict && Runs(verdict)) completed.Add((notes, gap, verdict));
            else TellChord(notes, "not now", gap, verdict, isNow: false);
        }

        foreach (var (notes, gap, verdict) in completed.OrderBy(chord => chord.Verdict.Winner!.Value.Mapping.Index))
        {
            TellChord(notes, AtOnce, gap, verdict, isNow: true);
            _claim ??= new Obstacle(Reason.Claimed, "the chord takes this press");
        }
    }

    /// <summary>The notes that must still be pressed, or pressed anew, and how long ago the first of the others was.</summary>
    private List<int> Missing(NoteMask notes, out long gap)
    {
        gap = 0;
        var missing = new List<int>();
        foreach (var note in notes)
        {
            if (note == Note) continue;
            if (_state.HeldAt(note) is { } held && !held.Served.Contains(notes)) gap = Math.Max(gap, _message.Time - held.Press.Time);
            else missing.Add(note);
        }

        return missing;
    }

    private void MayBecome(NoteMask notes, List<Candidate> candidates, List<int> missing, long gap)
    {
        var isAnew = gap > 0 && Judge(candidates, PressPlayed(GestureKind.Chord, gap)).Winner is null;   // too late for those that are down
        if (isAnew) (gap, missing) = (0, [.. notes.Where(note => note != Note)]);
        var again = isAnew || missing.Exists(note => _state.HeldAt(note) is not null) ? " anew" : "";
        var pressed = $"{string.Join(" and ", missing.Select(NoteSet.NameOf))} {(missing.Count == 1 ? "is" : "are")} pressed{again}";
        foreach (var window in Windows(candidates, GestureKind.Chord, gap))
        {
            var when = window.Verdict.Winner is null ? $"if {pressed}" : window.After < 0 ? $"if {pressed} within {ReasonWords.Time(window.Until - gap)}"
                : $"if {pressed} after more than {ReasonWords.Time(window.After - gap)}, and within {ReasonWords.Time(window.Until - gap)}";
            TellChord(notes, when, window.Gap, window.Verdict, isNow: false);
        }
    }

    private void TellChord(NoteMask notes, string when, long gap, in Verdict verdict, bool isNow) =>
        Tell(GestureOf(GestureKind.Chord, Note, _message.Data2), when, verdict, PressPlayed(GestureKind.Chord, gap), isNow, name: $"{string.Join('+', notes.Select(NoteSet.NameOf))} chord");
}
