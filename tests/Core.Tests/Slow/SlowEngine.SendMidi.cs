using Conductor.Core.Actions;
using Conductor.Core.Midi;

namespace Conductor.Core.Tests.Slow;

internal sealed partial class SlowEngine
{
    /// <summary>A number left out takes the trigger's own where it has one; else velocity 100, note 60, others 0.</summary>
    private static string LineOf(SendMidiAction send, SlowRun run)
    {
        var gesture = run.Gesture;
        var velocity = Shaped(gesture, send.VelocityMapping ?? run.Mapping.Config?.VelocityMapping);
        var own = velocity ?? gesture.Value;
        var note = send.Number ?? (gesture.Note is <= 127 ? gesture.Note : null) ?? 60;   // a button is no note
        var value = send.Value ?? Narrow(own, gesture.IsWide) ?? 0;
        var numbers = send.Type switch
        {
            SendMidiType.NoteOn or SendMidiType.NoteOff => $"{note} {send.Value ?? velocity ?? 100}",
            SendMidiType.CC => $"{send.Number ?? 0} {value}",
            SendMidiType.ProgramChange => $"{send.Number ?? 0}",
            SendMidiType.PitchBend => $"{send.Value ?? Wide(own, gesture.IsWide)}",
            SendMidiType.Aftertouch => $"{value}",
            SendMidiType.PolyAftertouch => $"{note} {value}",
            SendMidiType.SysEx => $"{new SysExPattern(send.Data)}",
        };
        return send.Type == SendMidiType.SysEx ? $"SendMidi SysEx {numbers}" : $"SendMidi {send.Type} {numbers} ch={send.Channel + 1}";
    }

    private static int? Shaped(SlowGesture gesture, VelocityMapping? mapping) => gesture.Velocity is { } velocity ? (mapping ?? VelocityMapping.PassThrough).Apply(velocity) : null;

    private static int? Narrow(int? value, bool isWide) => isWide ? value >> 7 : value;

    private static int Wide(int? value, bool isWide) => value is not { } known ? 0 : isWide ? known - 8192 : (known * 16_383 / 127) - 8192;
}
