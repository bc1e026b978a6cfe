using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Explaining;

/// <summary>A press: what it is at once, and what may still come of it.</summary>
internal sealed partial class Explainer
{
    /// <summary>What has taken the press that is explained: a double tap or a chord that it completes.</summary>
    private Obstacle? _claim;

    private byte Note => _message.Data1;

    private Played PressPlayed(GestureKind kind, long gap = 0) => new() { Kind = kind, Value = _message.Data2, Gap = gap };

    private void Press()
    {
        var doubleTaps = _candidates.Of(GestureKind.DoubleTap, Note);
        var first = _state.FirstAt(Note);
        var gap = _message.Time - first.Time;
        var second = Judge(doubleTaps, PressPlayed(GestureKind.DoubleTap, gap));
        var mute = Mute(second, first.IsMute);
        var isSecond = first.Hold != default && Runs(second) && mute is null;
        if (_state.HeldAt(Note) is { } down) Released(down, isTapped: isSecond && first.Hold == down.Press.Hold);
        if (isSecond)
        {
            Tell(GestureOf(GestureKind.DoubleTap, Note, _message.Data2), $"at once: the second press comes {ReasonWords.Time(gap)} after the first", second, PressPlayed(GestureKind.DoubleTap, gap), isNow: true);
            _claim = new Obstacle(Reason.Claimed, "the double tap takes this press");
        }
        else if (first.Hold != default && mute is not null) Tell(GestureOf(GestureKind.DoubleTap, Note, _message.Data2), "not now", second, PressPlayed(GestureKind.DoubleTap, gap), isNow: true, mute);

        Tell(GestureOf(GestureKind.Press, Note, _message.Data2), isSecond ? "not now" : AtOnce, Look(GestureKind.Press), PressPlayed(GestureKind.Press), isNow: true, _claim);
        Chords();
        if (!isSecond) MayBeTappedAgain(doubleTaps);
        LongPresses();
        Later(GestureKind.Release, "on release", isSecond ? _claim : null);
        Later(GestureKind.Tap, WhenTapped(doubleTaps), _claim);
    }

    private Verdict Look(GestureKind kind) => Judge(_candidates.Of(kind, Note), PressPlayed(kind));

    /// <summary>What the press decides for a later moment; nothing is told where no mapping is about it.</summary>
    private void Later(GestureKind kind, string when, Obstacle? claim)
    {
        var candidates = _candidates.Of(kind, Note);
        var played = PressPlayed(kind);
        if (candidates.Count > 0) Tell(GestureOf(kind, Note, _message.Data2), when, Judge(candidates, played), played, isNow: false, claim);
    }

    private string WhenTapped(List<Candidate> doubleTaps)
    {
        var verdict = Judge(doubleTaps, PressPlayed(GestureKind.DoubleTap));
        if (verdict.Winner is not { } winner) return "on release";
        var longest = winner.Slot.Time;
        foreach (var (candidate, reason) in verdict.Passed)
        {
            if (reason == Reason.Shadowed) longest = Math.Max(longest, candidate.Slot.Time);
        }

        return $"on release; waits for the double tap window of {ReasonWords.Time(longest)}";
    }

    private void MayBeTappedAgain(List<Candidate> doubleTaps)
    {
        if (doubleTaps.Count == 0) return;
        var gesture = GestureOf(GestureKind.DoubleTap, Note, _message.Data2);
        foreach (var window in Windows(doubleTaps, GestureKind.DoubleTap, 0))
        {
            var when = window.Verdict.Winner is null ? "if pressed again" : window.After < 0 ? $"if pressed again within {ReasonWords.Time(window.Until)}"
                : $"if pressed again after more than {ReasonWords.Time(window.After)}, and within {ReasonWords.Time(window.Until)}";
            Tell(gesture, when, window.Verdict, PressPlayed(GestureKind.DoubleTap, window.Gap), isNow: false);
        }
    }

    /// <summary>One look-up for each threshold, the shortest first.</summary>
    private void LongPresses()
    {
        var candidates = _candidates.Of(GestureKind.LongPress, Note);
        var gesture = GestureOf(GestureKind.LongPress, Note, _message.Data2);
        foreach (var threshold in candidates.Select(candidate => candidate.Slot.Time).Distinct().Order())
        {
            var verdict = Judge(candidates.Where(candidate => candidate.Slot.Time == threshold), PressPlayed(GestureKind.LongPress));
            var when = threshold == 0 ? "right after the press" : $"if it stays down for {ReasonWords.Time(threshold)}";
            Tell(gesture, when, verdict, PressPlayed(GestureKind.LongPress), isNow: false, _claim, $"{gesture} {ReasonWords.Time(threshold)}");
        }
    }

    /// <summary>A span of time, from press to press, in which one and the same mapping wins.</summary>
    /// <param name="After">It begins after this, µs; −1 = at the press.</param>
    /// <param name="Until">It ends with this.</param>
    /// <param name="Gap">The time that <paramref name="Verdict"/> was asked with.</param>
    /// <param name="Verdict">What the look-up says.</param>
    private readonly record struct Window(long After, long Until, long Gap, Verdict Verdict);

    /// <summary>The windows of double taps or chords one after another; where nothing wins, one that says why.</summary>
    private List<Window> Windows(List<Candidate> candidates, GestureKind kind, long gap)
    {
        var windows = new List<Window>();
        var after = -1L;
        foreach (var until in candidates.Where(candidate => candidate.IsLookedAt(_lookUp.Mode) && candidate.Slot.HoldsGap(gap)).Select(candidate => candidate.Slot.Time).Distinct().Order())
        {
            var verdict = Judge(candidates, PressPlayed(kind, until));
            if (verdict.Winner is null) break;   // nor does a longer one hold it
            if (windows.Count > 0 && windows[^1].Verdict.Winner == verdict.Winner) windows[^1] = windows[^1] with { Until = until };
            else windows.Add(new Window(after, until, until, verdict));
            after = until;
        }

        return windows.Count > 0 ? windows : [new Window(-1, -1, gap, Judge(candidates, PressPlayed(kind, gap)))];
    }

    private void Release()
    {
        if (_state.HeldAt(Note) is { } down)
        {
            Released(down, isTapped: false);
            return;
        }

        var obstacle = new Obstacle(Reason.Up, $"{Triggers.NoteSet.NameOf(Note)} is not down");
        foreach (var kind in new[] { GestureKind.Release, GestureKind.Tap })
        {
            var candidates = _candidates.Of(kind, Note);
            if (kind == GestureKind.Release || candidates.Count > 0) Tell(GestureOf(kind, Note, 0), "not now", null, Told(candidates, null, GestureOf(kind, Note, 0), obstacle), isNow: false);
        }
    }

    /// <summary>The release of a press that is down; what it does was decided then.</summary>
    private void Released(HeldNote down, bool isTapped)
    {
        var decided = new Obstacle(Reason.Decided, "the press that is down has decided otherwise");
        var release = down.Press with { Kind = GestureKind.Release, Hold = default, Time = _message.Time };
        Tell(release, AtOnce, down.Release, Told(_candidates.Of(GestureKind.Release, Note), down.Release, release, decided), isNow: true);
        var taps = _candidates.Of(GestureKind.Tap, Note);
        if (down.Tap is null && taps.Count == 0) return;
        var tap = release with { Kind = GestureKind.Tap };
        var waits = down.TapWindowEnd - _message.Time;
        var claim = down.Claimed ? new Obstacle(Reason.Claimed, "a long press or chord has claimed the press")
            : isTapped && waits >= 0 ? new Obstacle(Reason.Claimed, "the double tap takes the press") : null;
        var isNow = waits < 0 || claim is not null;
        var when = isNow ? AtOnce : _message.Kind == Midi.MidiStatus.NoteOn ? $"in {ReasonWords.Time(waits)}" : $"in {ReasonWords.Time(waits)}, unless pressed again";
        Tell(tap, when, down.Tap, Told(taps, down.Tap, tap, decided), isNow, claim);
    }

    /// <summary>All but one of them, none of which a look-up has passed over now: each with the same reason, unless it is off.</summary>
    private List<Passed> Told(List<Candidate> candidates, PlannedMapping? but, Gesture gesture, Obstacle obstacle) => candidates.ConvertAll(candidate => candidate.IsOn
        ? new Passed(candidate.Mapping, ActionOf(candidate.Mapping, gesture), obstacle.Reason, obstacle.Why)
        : new Passed(candidate.Mapping, ActionOf(candidate.Mapping, gesture), Reason.Off, $"off: {candidate.Mapping.Source.OffBecause}")).FindAll(passed => passed.Mapping != but);
}
