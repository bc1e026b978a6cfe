using Conductor.Core.Actions;

namespace Conductor.Core.Tests.Slow;

/// <summary>A note that was sent and is held: until a release, until its time is over, or (neither) until a SendMidi says so.</summary>
internal sealed record SlowNote(string Port, int Channel, int Note, SlowRun Run, IReadOnlyList<SlowPress> Presses)
{
    public SlowTimer? Timer { get; set; }
}

internal sealed partial class SlowEngine
{
    private readonly List<SlowNote> _notes = [];

    /// <summary>What was sent, in words.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>A number left out takes the trigger's own where it has one; else velocity 100, note 60, others 0.</summary>
    private void SendMidi(SendMidiAction send, SlowRun run)
    {
        var gesture = run.Gesture;
        var velocity = Shaped(gesture, send.VelocityMapping ?? run.Mapping.Config?.VelocityMapping);
        var own = velocity ?? gesture.Sent;
        var note = send.Number ?? (gesture.Note is <= 127 ? gesture.Note : null) ?? 60;   // a button is no note
        var value = send.Value ?? Narrow(own, gesture.IsWide) ?? 0;
        var (strength, number, bend) = (send.Value ?? velocity ?? 100, send.Number ?? 0, send.Value ?? Wide(own, gesture.IsWide));
        var (numbers, words) = send.Type switch
        {
            SendMidiType.NoteOn => ($"{note} {strength}", strength == 0 ? $"note-off {note}" : $"note-on {note} {strength}"),
            SendMidiType.NoteOff => ($"{note} {strength}", $"note-off {note}"),
            SendMidiType.CC => ($"{number} {value}", $"cc {number} {value}"),
            SendMidiType.ProgramChange => ($"{number}", $"program {number}"),
            SendMidiType.PitchBend => ($"{bend}", $"pitch-bend {bend + 8192}"),
            SendMidiType.Aftertouch => ($"{value}", $"channel-pressure {value}"),
            SendMidiType.PolyAftertouch => ($"{note} {value}", $"poly-pressure {note} {value}"),
            _ => throw new ArgumentException($"{send}"),
        };
        Tell($"SendMidi {send.Type} {numbers} ch={send.Channel + 1}");
        if (send.Type == SendMidiType.NoteOn && strength > 0) HoldNote(send, note, run, words);
        else Send(send.Port.Name, send.Channel, words);
        if (send.Type == SendMidiType.NoteOff) IsOff(send, note);
    }

    /// <summary>A note-off ends the note, whoever holds it.</summary>
    private void IsOff(SendMidiAction send, int note)
    {
        foreach (var held in _notes.FindAll(held => IsOf(held, send, note)))
        {
            Cancel(held.Timer);
            _notes.Remove(held);
        }
    }

    private static bool IsOf(SlowNote held, SendMidiAction send, int note) => held.Port == send.Port.Name && held.Channel == send.Channel && held.Note == note;

    private void HoldNote(SendMidiAction send, int note, SlowRun run, string words)
    {
        // It goes down with the first of several presses; struck again by the same one it is struck again.
        var holders = _notes.FindAll(held => IsOf(held, send, note));
        if (holders.Count == 0 || holders.Exists(held => held.Timer is null && send.DurationMs is null && AsOfToday(held.Run.Mapping) == AsOfToday(run.Mapping) && held.Presses.SequenceEqual(run.Gesture.Presses))) Send(send.Port.Name, send.Channel, words);
        var held = new SlowNote(send.Port.Name, send.Channel, note, run, send.DurationMs is null ? run.Gesture.Presses : []);
        _notes.Add(held);
        if (send.DurationMs is { } ms) held.Timer = Arm(_now + Micros(ms), isWindow: false, () => LetGo(held));
        else if (run.Gesture.IsUp) LetGo(held);
    }

    private void LetGo(SlowNote note)
    {
        Cancel(note.Timer);
        _notes.RemoveAll(held => ReferenceEquals(held, note));
        if (!_notes.Exists(held => held.Port == note.Port && held.Channel == note.Channel && held.Note == note.Note)) Send(note.Port, note.Channel, $"note-off {note.Note}");
    }

    private void LetGoNotes(Predicate<SlowNote> which) => _notes.FindAll(which).ForEach(LetGo);

    private void Send(string port, int channel, string words) => Sent.Add($"{port} {words}{(channel == 0 ? "" : $" ch={channel + 1}")}");

    private static int? Shaped(SlowGesture gesture, VelocityMapping? mapping) => gesture.Velocity is { } velocity ? (mapping ?? VelocityMapping.PassThrough).Apply(velocity) : null;

    private static int? Narrow(int? value, bool isWide) => isWide ? value >> 7 : value;

    private static int Wide(int? value, bool isWide) => value is not { } known ? 0 : isWide ? known - 8192 : (known * 16_383 / 127) - 8192;
}
