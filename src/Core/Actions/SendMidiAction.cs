using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core.Actions;

/// <summary>
/// Sends a MIDI message to another program or device.
/// <code>{ type = "SendMidi", port = "Synth", message_type = "CC", controller = 7, channel = 2 }</code>
/// Channels are 0–15 here. A number left out takes the trigger's own where it has one. A note-on is held until its note-off: after <c>duration_ms</c>, or with the trigger's release.
/// </summary>
public sealed record SendMidiAction : GestureAction
{
    private static readonly TextParameter PortParameter = new("port", "where to send, matched as devices are; left out: [virtual_midi]'s port");
    private static readonly BoolParameter CreateParameter = new("create", false, "make a virtual port of that name where none matches");

    private static readonly ChoiceParameter<MidiStatus> TypeParameter = new("message_type", "what to send; left out, with a note: NoteOn",
        (MidiStatus.NoteOn, ["NoteOn", "Note"]), (MidiStatus.NoteOff, ["NoteOff"]), (MidiStatus.ControlChange, ["CC", "ControlChange"]),
        (MidiStatus.ProgramChange, ["ProgramChange", "pc"]), (MidiStatus.PitchBend, ["PitchBend", "pb"]),
        (MidiStatus.ChannelPressure, ["Aftertouch", "at"]), (MidiStatus.PolyPressure, ["PolyAftertouch"]));

    private static readonly IntParameter ChannelParameter = new("channel", 0, 15, "MIDI channel, from 0") { Default = 0 };
    private static readonly FormParameter NoteParameter = new("note", "0-127 or a name such as \"C4\"", "the note; left out: the trigger's");
    private static readonly IntParameter VelocityParameter = new("velocity", 0, 127, "left out: the trigger's, else 100");
    private static readonly IntParameter ControllerParameter = new("controller", 0, 127, "controller number") { Older = ["cc", "cc_number"], Called = "controller number" };
    private static readonly IntParameter ValueParameter = new("value", 0, 127, "left out: the trigger's") { Older = ["cc_value"] };
    private static readonly IntParameter ProgramParameter = new("program", 0, 127, "program number");
    private static readonly IntParameter PitchParameter = new("pitch", -8192, 8191, "bend, 0 = centre; left out: the trigger's value");
    private static readonly IntParameter PressureParameter = new("pressure", 0, 127, "left out: the trigger's velocity or value");
    private static readonly IntParameter DurationParameter = new("duration_ms", 0, 600_000, "send the note-off after this time") { Called = "duration" };

    public static readonly KindSpec<GestureAction> Spec = new("SendMidi", "sends a MIDI message",
        """{ type = "SendMidi", port = "Synth", create = true, message_type = "CC", controller = 7, value = 100 }""",
        [PortParameter, CreateParameter, TypeParameter, ChannelParameter, NoteParameter, VelocityParameter, ControllerParameter, ValueParameter, ProgramParameter, PitchParameter,
            PressureParameter, DurationParameter], Read)
    {
        Older = ["MIDIOut", "MidiOutput"],
    };

    public override ActionKind Kind => ActionKind.SendMidi;

    public required MidiPortRef Port { get; init; }
    public required MidiStatus Type { get; init; }

    /// <summary>0–15.</summary>
    public required int Channel { get; init; }

    /// <summary>Note, controller or program; null = the trigger's note, else 60.</summary>
    public int? Number { get; init; }

    /// <summary>Velocity, value, pressure or bend (−8192…8191); null = the trigger's.</summary>
    public int? Value { get; init; }
    public int? DurationMs { get; init; }

    private static SendMidiAction? Read(ConfigTable table)
    {
        var port = ReadPort(table);
        var note = table.Find(NoteParameter) is { } value ? Triggers.NoteSet.One(value) : null;
        var type = table.ChoiceOrNull(TypeParameter);
        if (type is null && note is null && table.Find(TypeParameter) is null)
        {
            table.AsValue.Error("missing-key", $"Missing 'message_type' ({TypeParameter.Takes}), or 'note' for a note-on");
            return null;
        }

        var (number, amount) = Numbers(table, type ?? MidiStatus.NoteOn, note);
        return port is null ? null : new SendMidiAction
        {
            Port = port,
            Type = type ?? MidiStatus.NoteOn,
            Channel = table.Int(ChannelParameter),
            Number = number,
            Value = amount,
            DurationMs = table.IntOrNull(DurationParameter),
        };
    }

    private static (int? Number, int? Value) Numbers(ConfigTable table, MidiStatus type, byte? note)
    {
        var velocity = table.IntOrNull(VelocityParameter);
        var controller = table.IntOrNull(ControllerParameter);
        var value = table.IntOrNull(ValueParameter);
        var program = table.IntOrNull(ProgramParameter);
        var pitch = table.IntOrNull(PitchParameter);
        var pressure = table.IntOrNull(PressureParameter);
        if (type == MidiStatus.ControlChange && controller is null && table.Find(ControllerParameter) is null) table.Missing(ControllerParameter);
        return type switch
        {
            MidiStatus.ControlChange => (controller ?? 0, value),
            MidiStatus.ProgramChange => (program ?? 0, null),
            MidiStatus.PitchBend => (null, pitch),
            MidiStatus.ChannelPressure => (null, pressure),
            MidiStatus.PolyPressure => (note, pressure),
            MidiStatus.NoteOn or MidiStatus.NoteOff => (note, velocity),
            MidiStatus.Start or MidiStatus.Continue or MidiStatus.Stop => (null, null),   // not among the choices
        };
    }

    private static MidiPortRef? ReadPort(ConfigTable table)
    {
        var create = table.Bool(CreateParameter);
        if (table.Find(PortParameter) is { } port) return port.Text("port") is { } name ? table.Scope.Port(name, create) : null;
        if (table.Scope.VirtualMidi is { } own) return table.Scope.Port(own.PortName, own.Create);
        table.AsValue.Error("missing-key", "Missing 'port': say where to send, or add a [virtual_midi] table");
        return null;
    }

    internal override void Bind(PlanBuilder plan) => plan.NeedsOutput(Port);

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        var message = Message(context.Gesture);
        if (message.Kind == MidiStatus.NoteOn)
        {
            // Its own time ends it, else the press that called it; nothing where the trigger has no release.
            var (owner, timer) = DurationMs is { } ms ? context.HoldUntil(context.Now + (ms * 1000L)) : (context.Gesture.Hold, null);
            context.Outputs.NoteOn(Port, message, owner, context.Run.Mapping, timer);
            if (timer is null && owner != default && !context.TriggerLasts) context.Outputs.Release(owner);   // the press is over already
        }
        else if (message.Kind == MidiStatus.NoteOff) context.Outputs.NoteOff(Port, message);
        else Outputs.Send(Port, message);
        return Outcome.Done;
    }

    private MidiMessage Message(in Gesture gesture)
    {
        var number = Number ?? (gesture.HasNote ? gesture.Number : 60);
        return Type switch
        {
            MidiStatus.NoteOn => new MidiMessage(Type, Channel, number, Value ?? (gesture.HasNote ? gesture.Value : 100)),
            MidiStatus.NoteOff => new MidiMessage(Type, Channel, number, Value ?? (gesture.HasNote ? gesture.Value : 100)),
            MidiStatus.ControlChange or MidiStatus.PolyPressure => new MidiMessage(Type, Channel, number, Value ?? gesture.Value),
            MidiStatus.ProgramChange => new MidiMessage(Type, Channel, number, 0),
            MidiStatus.ChannelPressure => new MidiMessage(Type, Channel, Value ?? gesture.Value, 0),
            MidiStatus.PitchBend => BendMessage(Value is { } pitch ? pitch + 8192 : gesture.Value * 16383 / 127),
            MidiStatus.Start or MidiStatus.Continue or MidiStatus.Stop => new MidiMessage(Type, 0, 0, 0),
        };
    }

    private MidiMessage BendMessage(int bend) => new(MidiStatus.PitchBend, Channel, bend & 0x7F, bend >> 7);

    public override string Describe(in ActionTrace trace)
    {
        var message = Message(trace.Gesture);
        var numbers = Type switch
        {
            MidiStatus.ProgramChange or MidiStatus.ChannelPressure => $"{message.Data1}",
            MidiStatus.PitchBend => $"{message.Bend - 8192}",
            MidiStatus.NoteOn or MidiStatus.NoteOff or MidiStatus.ControlChange or MidiStatus.PolyPressure => $"{message.Data1} {message.Data2}",
            MidiStatus.Start or MidiStatus.Continue or MidiStatus.Stop => "",
        };
        return $"SendMidi {TypeParameter.WordOf(Type)} {numbers} ch={Channel + 1}";
    }
}
