using Conductor.Core.Triggers;

namespace Conductor.Core.Tests.Slow;

internal sealed partial class SlowEngine
{
    /// <summary>One look-up for each distinct set of notes that the press completes, in the order of the mappings found.</summary>
    private void Chords(Happening message, SlowPress last, List<Action> firings)
    {
        var lookedUp = new List<string>();
        foreach (var mapping in InOrder)
        {
            if (NotesOf(mapping.Trigger!) is not { } notes || !notes.Contains(last.Note) || lookedUp.Contains(NameOf(notes))) continue;
            var presses = _down.Where(press => press.Device == last.Device && press.Channel == last.Channel && notes.Contains(press.Note)).ToList();
            if (presses.Count < notes.Count || presses.Any(press => press.Served.Contains(NameOf(notes)))) continue;
            if (last.Time - presses.Min(press => press.Time) > Micros(ChordTimeoutOf(mapping.Trigger!)) || !Listens(mapping, message, last.Velocity)) continue;
            lookedUp.Add(NameOf(notes));
            Claim(presses, NameOf(notes));
            Fire(firings, mapping, GestureOf(last, [.. presses]));
        }
    }

    private void Claim(List<SlowPress> presses, string chord)
    {
        foreach (var press in presses)
        {
            press.Served.Add(chord);
            press.IsClaimed = true;
            press.LongPresses.ForEach(Cancel);
        }
    }

    private static List<int>? NotesOf(Trigger trigger) => trigger switch
    {
        NoteChordTrigger chord => [.. chord.Notes],
        GamepadButtonChordTrigger chord => [.. chord.Buttons.Select(button => (int)button)],
        _ => null,
    };

    private int ChordTimeoutOf(Trigger trigger) => trigger switch
    {
        NoteChordTrigger { TimeoutMs: { } ms } => ms,
        GamepadButtonChordTrigger { TimeoutMs: { } ms } => ms,
        _ => _config.Timing.ChordTimeoutMs,
    };

    private static string NameOf(List<int> notes) => string.Join('+', notes);
}
