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
            var missing = Missing(notes, out var gap, out var isMute);
            var verdict = Judge(candidates, PressPlayed(GestureKind.Chord, gap));
            if (missing.Count > 0) MayBecome(notes, candidates, missing, gap, isMute);
            else if (Runs(verdict) && Mute(verdict, isMute) is null) completed.Add((notes, gap, verdict));
            else TellChord(notes, "not now", gap, verdict, isNow: false, Mute(verdict, isMute));
        }

        foreach (var (notes, gap, verdict) in completed.OrderBy(chord => chord.Verdict.Winner!.Value.Mapping.Index))
        {
            TellChord(notes, AtOnce, gap, verdict, isNow: true);
            _claim ??= new Obstacle(Reason.Claimed, "the chord takes this press");
        }
    }

    /// <summary>The notes that must still be pressed, or pressed anew, how long ago the first of the others was, and whether one of those was pressed while paused.</summary>
    private List<int> Missing(NoteMask notes, out long gap, out bool isMute)
    {
        (gap, isMute) = (0, false);
        var missing = new List<int>();
        foreach (var note in notes)
        {
            if (note == Note) continue;
            if (_state.HeldAt(note) is { } held && !held.Served.Contains(notes)) (gap, isMute) = (Math.Max(gap, _message.Time - held.Press.Time), isMute || held.IsMute);
            else missing.Add(note);
        }

        return missing;
    }

    private void MayBecome(NoteMask notes, List<Candidate> candidates, List<int> missing, long gap, bool isMute)
    {
        var isAnew = gap > 0 && Judge(candidates, PressPlayed(GestureKind.Chord, gap)).Winner is null;   // too late for those that are down
        if (isAnew) (gap, isMute, missing) = (0, false, [.. notes.Where(note => note != Note)]);
        var again = isAnew || missing.Exists(note => _state.HeldAt(note) is not null) ? " anew" : "";
        var pressed = $"{string.Join(" and ", missing.Select(NoteSet.NameOf))} {(missing.Count == 1 ? "is" : "are")} pressed{again}";
        foreach (var window in Windows(candidates, GestureKind.Chord, gap))
        {
            var when = window.Verdict.Winner is null ? $"if {pressed}" : window.After < 0 ? $"if {pressed} within {ReasonWords.Time(window.Until - gap)}"
                : $"if {pressed} after more than {ReasonWords.Time(window.After - gap)}, and within {ReasonWords.Time(window.Until - gap)}";
            TellChord(notes, when, window.Gap, window.Verdict, isNow: false, Mute(window.Verdict, isMute));
        }
    }

    private void TellChord(NoteMask notes, string when, long gap, in Verdict verdict, bool isNow, Obstacle? obstacle = null) =>
        Tell(GestureOf(GestureKind.Chord, Note, _message.Data2), when, verdict, PressPlayed(GestureKind.Chord, gap), isNow, obstacle, name: $"{string.Join('+', notes.Select(NoteSet.NameOf))} chord");
}
