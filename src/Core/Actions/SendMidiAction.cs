using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core.Actions;

public enum SendMidiType
{
    NoteOn,
    NoteOff,
    CC,
    ProgramChange,
    PitchBend,
    Aftertouch,
    PolyAftertouch,
    SysEx,
}

/// <summary>
/// Sends a MIDI message to another program or device.
/// <code>{ type = "SendMidi", port = "Synth", message_type = "CC", controller = 7, channel = 2 }</code>
/// Channels are 0–15 here. A number left out takes the trigger's own where it has one. A note-on is held until its note-off: after <c>duration_ms</c>, or with the trigger's release.
/// </summary>
public sealed record SendMidiAction : GestureAction
{
    private static readonly TextParameter PortParameter = new("port", "where to send, matched as devices are; left out: [virtual_midi]'s port");
    private static readonly BoolParameter CreateParameter = new("create", false, "make a virtual port of that name where none matches");

    private static readonly ChoiceParameter<SendMidiType> TypeParameter = new("message_type", "what to send; left out, with a note: NoteOn",
        (SendMidiType.NoteOn, ["NoteOn", "Note"]), (SendMidiType.NoteOff, ["NoteOff"]), (SendMidiType.CC, ["CC", "ControlChange"]), (SendMidiType.ProgramChange, ["ProgramChange", "pc"]),
        (SendMidiType.PitchBend, ["PitchBend", "pb"]), (SendMidiType.Aftertouch, ["Aftertouch", "at"]), (SendMidiType.PolyAftertouch, ["PolyAftertouch"]), (SendMidiType.SysEx, ["SysEx"]));

    private static readonly ValueForm DataForm = new("sysExData", "bytes such as \"F0 7E 7F F7\", or a list of integers", """{"type":["string","array"],"pattern":"^[0-9A-Fa-fxX, \\t\\r\\n]+$","minItems":1,"maxItems":256,"items":{"type":"integer","minimum":0,"maximum":255}}""");
    private static readonly ValueForm MessageForm = new("olderMessage", "a table { type, … }", "{}");

    private static readonly IntParameter ChannelParameter = new("channel", 0, 15, "MIDI channel, from 0") { Default = 0 };
    private static readonly FormParameter NoteParameter = new("note", Triggers.NoteSet.OneForm, "the note; left out: the trigger's");
    private static readonly IntParameter VelocityParameter = new("velocity", 0, 127, "left out: the trigger's, else 100");
    private static readonly IntParameter ControllerParameter = new("controller", 0, 127, "controller number; left out: the trigger's, else 0") { Older = ["cc", "cc_number"], Called = "controller number" };
    private static readonly IntParameter ValueParameter = new("value", 0, 127, "left out: the trigger's") { Older = ["cc_value"] };
    private static readonly IntParameter ProgramParameter = new("program", 0, 127, "program number, from 0");
    private static readonly IntParameter PitchParameter = new("pitch", -8192, 8191, "bend, 0 = centre; left out: the trigger's value");
    private static readonly IntParameter PressureParameter = new("pressure", 0, 127, "left out: the trigger's velocity or value");
    private static readonly FormParameter DataParameter = new("data", DataForm, "SysEx: the whole message, F0 … F7") { IsLater = true };
    private static readonly IntParameter DurationParameter = new("duration_ms", 0, 600_000, "send the note-off after this time") { Called = "duration" };
    private static readonly FormParameter MappingParameter = VelocityMappingReader.NewParameter("shapes the velocity that is sent; left out: the mapping's");

    private static readonly FormParameter CurveParameter = new("velocity_curve", ValueForm.Anything, "shapes the velocity") { Instead = "velocity_mapping, { type = \"Linear\", min, max } or { type = \"Curve\", curve_type, intensity }" };
    private static readonly BoolParameter FromPressure = new("value_from_pressure", false, "the value is the trigger's") { Instead = "nothing: a value left out is the trigger's" };
    private static readonly BoolParameter FromBend = new("value_from_bend", false, "the value is the trigger's") { Instead = "nothing: a value left out is the trigger's" };
    private static readonly FormParameter MessageParameter = new("message", MessageForm, "what to send") { Instead = "its keys directly in the action, and its type as message_type" };
    private static readonly TextParameter NestedType = new("type", "what to send");

    /// <summary>What stands in the message itself: in the action's table, or, in older files, in one of its own.</summary>
    private static readonly Parameter[] OfMessage =
    [
        ChannelParameter, NoteParameter, VelocityParameter, ControllerParameter, ValueParameter, ProgramParameter, PitchParameter, PressureParameter, DataParameter, DurationParameter,
        MappingParameter, CurveParameter, FromPressure, FromBend,
    ];

    public static readonly KindSpec<GestureAction> Spec = new("SendMidi", "sends a MIDI message",
        """{ type = "SendMidi", port = "Synth", create = true, message_type = "CC", controller = 7, value = 100 }""",
        [PortParameter, CreateParameter, TypeParameter, .. OfMessage, MessageParameter], table => Read(table, null))
    {
        Older = ["MIDIOut", "MidiOutput", "CC", "MidiCC"],
        OlderInstead = name => Names.Fold(name) is "cc" or "midicc" ? "type = \"SendMidi\" and message_type = \"CC\"" : "type = \"SendMidi\"",
        AlsoReads = """{"anyOf":[{"properties":{"message_type":{"type":"object"}},"required":["message_type"]},{"properties":{"velocity":{"type":"string"}},"required":["velocity"]}]}""",
        ReadOlder = ReadOlder,
    };

    public override ActionKind Kind => ActionKind.SendMidi;

    public required MidiPortRef Port { get; init; }
    public required SendMidiType Type { get; init; }

    /// <summary>0–15.</summary>
    public required int Channel { get; init; }

    /// <summary>Note, controller or program; null = the trigger's, else 60 or 0.</summary>
    public int? Number { get; init; }

    /// <summary>Velocity, value, pressure or bend (−8192…8191); null = the trigger's.</summary>
    public int? Value { get; init; }
    public int? DurationMs { get; init; }

    /// <summary>SysEx: F0 … F7.</summary>
    public ValueList<short> Data { get; init; }

    /// <summary>Null = the mapping's, else as played.</summary>
    public VelocityMapping? VelocityMapping { get; init; }

    private static SendMidiAction? ReadOlder(ConfigTable table, string name)
    {
        SendMidiType? implied = Names.Fold(name) is "cc" or "midicc" ? SendMidiType.CC : null;
        using (table.Scope.Trace?.Together())
        {
            table.RenameKind(Spec.Name);
            if (implied is not null && !table.Has(TypeParameter) && !table.Has(MessageParameter)) table.AddEntry(TypeParameter.Name, $"\"{TypeParameter.WordOf(SendMidiType.CC)}\"");
            else if (implied is not null && table.Has(MessageParameter)) table.Scope.Trace?.Add(table.Node, ChangeKind.Impossible, "");   // once the message is none of its own
        }

        return Read(table, implied);
    }

    private static SendMidiAction? Read(ConfigTable table, SendMidiType? implied)
    {
        var port = ReadPort(table);
        var (fields, type) = Message(table, implied);
        var channel = In(fields, table, ChannelParameter).Int(ChannelParameter);
        var duration = In(fields, table, DurationParameter).IntOrNull(DurationParameter);
        var mapping = ReadMapping(table) ?? (fields.Node == table.Node ? null : ReadMapping(fields));
        var data = ReadData(fields, type);
        var note = fields.Find(NoteParameter) is { } value ? Triggers.NoteSet.One(value) : null;
        if (type is null && !fields.Has(NoteParameter) && !table.Has(TypeParameter) && (fields.Node == table.Node || !fields.Has(NestedType)))
        {
            table.AsValue.Error("missing-key", $"Missing 'message_type' ({TypeParameter.Takes}), or 'note' for a note-on");
            return null;
        }

        var kind = type ?? SendMidiType.NoteOn;
        var (number, amount) = Numbers(fields, kind, note);
        if (fields.Node != table.Node) fields.RejectUnknown([NestedType, TypeParameter, .. OfMessage]);
        return port is null ? null : new SendMidiAction
        {
            Port = port,
            Type = kind,
            Channel = channel,
            Number = number,
            Value = amount,
            DurationMs = duration,
            Data = data,
            VelocityMapping = mapping,
        };
    }

    private static ConfigTable In(ConfigTable fields, ConfigTable table, Parameter parameter) => fields.Has(parameter) ? fields : table;

    /// <summary>Where the numbers stand, and what they make: in the table itself; older: <c>message = { type, … }</c>, <c>message_type = { NoteOn = { … } }</c>.</summary>
    private static (ConfigTable Fields, SendMidiType? Type) Message(ConfigTable table, SendMidiType? implied)
    {
        if (table.Find(MessageParameter) is { } message && message.Table(MessageParameter.Name) is { } nested)
        {
            var type = nested.Find(NestedType) ?? nested.Find(TypeParameter) ?? table.Find(TypeParameter);
            if (table.Scope.Trace is not null) TellNested(table, message, nested, type is null && implied is { } named ? named : null);
            return (nested, type is { } value ? value.Choice(TypeParameter) : implied);
        }

        if (table.Find(TypeParameter) is { IsTable: true } oneKey && oneKey.Table(TypeParameter.Name) is { } outer && outer.Unasked().ToList() is [var (key, inner)])
        {
            oneKey.WarnKey("older-spelling", "A table in 'message_type' is an older form: write its name as message_type, and its keys directly in the action", TypeParameter.Name);
            inner.MarkAsked();
            if (TypeParameter.ValueOf(key) is { } named && inner.Table(key) is { } content)
            {
                if (table.Scope.Trace is not null) TellNested(table, oneKey, content, named);
                return (content, named);
            }

            if (inner.IsTable) inner.Error("unknown-message-type", $"Unknown message type '{key}' (must be {TypeParameter.Takes})", Spelling.Nearest(key, TypeParameter.Takes.Split(", ")));
            return (table, implied);
        }

        return (table, table.ChoiceOrNull(TypeParameter) ?? implied);
    }

    /// <summary>Today the message's keys stand beside 'port'. Where one of them is there already, or nobody knows it, the older form stays.</summary>
    private static void TellNested(ConfigTable table, ConfigValue around, ConfigTable message, SendMidiType? type)
    {
        Parameter[] known = [NestedType, TypeParameter, .. OfMessage];
        if (message.Keys.Any(key => !Array.Exists(known, parameter => parameter.Name == key || parameter.Older.Contains(key)))) return;
        if (Array.Exists(OfMessage, parameter => table.Has(parameter) && message.Has(parameter)) || (message.Has(MappingParameter) || message.Has(CurveParameter)) && (table.Has(MappingParameter) || table.Has(CurveParameter))) return;
        if (message.Has(NestedType) && (message.Has(TypeParameter) || table.Has(TypeParameter)) || message.Has(TypeParameter) && table.Has(TypeParameter)) return;
        using var together = table.Scope.Trace?.Together();
        if (message.Has(NestedType)) message.Find(NestedType)!.Value.Rename(TypeParameter.Name);
        around.Unwrap(message, type is { } named ? $"{TypeParameter.Name} = \"{TypeParameter.WordOf(named)}\"" : "");
    }

    private static VelocityMapping? ReadMapping(ConfigTable table)
    {
        var older = table.Find(CurveParameter) is { } curve ? VelocityMappingReader.ReadOlder(curve, today: table.Has(MappingParameter) ? null : MappingParameter.Name) : null;
        var mapping = table.Find(MappingParameter) is { } value ? VelocityMappingReader.Read(value) : older;
        return mapping;
    }

    private static ValueList<short> ReadData(ConfigTable fields, SendMidiType? type)
    {
        if (type == SendMidiType.SysEx) (fields.Find(TypeParameter) ?? fields.AsValue).Off("not-built-yet", "Sending SysEx is not built yet");
        if (fields.Find(DataParameter) is not { } value)
        {
            if (type == SendMidiType.SysEx) fields.Missing(DataParameter);
            return default;
        }

        var error = "";
        var pattern = default(SysExPattern);
        var isRead = value.IsList
            ? SysExBytes.ReadList(value, "data") is { } bytes && SysExPattern.TryOf(bytes, out pattern, out error)
            : value.Text("data") is { } text && SysExPattern.TryParse(text, out pattern, out error);
        if (isRead && pattern.Items.Any(item => item < 0)) error = "'data' is what is sent: it takes bytes, no gaps";
        if (error.Length > 0) value.Error("bad-sysex", error);
        return isRead ? pattern.Items : default;
    }

    private static (int? Number, int? Value) Numbers(ConfigTable fields, SendMidiType type, byte? note)
    {
        var velocity = ReadVelocity(fields);
        var controller = fields.IntOrNull(ControllerParameter);
        var value = fields.IntOrNull(ValueParameter);
        var program = fields.IntOrNull(ProgramParameter);
        var pitch = fields.IntOrNull(PitchParameter);
        var pressure = fields.IntOrNull(PressureParameter);
        if (IsFromTrigger(fields)) (value, pitch, pressure) = (null, null, null);
        return type switch
        {
            SendMidiType.CC => (controller, value),
            SendMidiType.ProgramChange => (program ?? 0, null),
            SendMidiType.PitchBend => (null, pitch),
            SendMidiType.Aftertouch => (null, pressure),
            SendMidiType.PolyAftertouch => (note, pressure),
            SendMidiType.NoteOn or SendMidiType.NoteOff => (note, velocity),
            SendMidiType.SysEx => (null, null),
        };
    }

    /// <summary>Older files say so with a flag, which wins over a value beside it.</summary>
    private static bool IsFromTrigger(ConfigTable fields)
    {
        using var together = fields.Scope.Trace?.Together();
        if (!(IsSet(fields, FromPressure) | IsSet(fields, FromBend))) return false;
        foreach (var parameter in new[] { ValueParameter, PitchParameter, PressureParameter }) fields.Find(parameter)?.Remove();
        return true;
    }

    private static bool IsSet(ConfigTable fields, BoolParameter parameter)
    {
        if (fields.Find(parameter) is not { } value) return false;
        value.Remove();
        return value.Bool(parameter.Name) == true;
    }

    /// <summary>Older files write "FromTrigger" for what leaving it out means.</summary>
    private static int? ReadVelocity(ConfigTable fields)
    {
        if (fields.Find(VelocityParameter) is not { } value) return null;
        if (value.TextOrNothing is not { } word || Names.Fold(word) is not ("fromtrigger" or "passthrough")) return value.Int(VelocityParameter);
        value.Warn("older-spelling", $"\"{word}\" is an older form: leave 'velocity' out");
        value.Remove();
        return null;
    }

    private static MidiPortRef? ReadPort(ConfigTable table)
    {
        var create = table.Bool(CreateParameter);
        var names = table.Scope.Names;
        if (table.Find(PortParameter) is { } port) return port.Text("port") is { } name ? names.Port(name, create) : null;
        if (names.VirtualMidi is { } own) return names.Port(own.PortName, own.Create);
        table.AsValue.Error("missing-key", names.IsVirtualMidiOff ? "Missing 'port': say where to send, since [virtual_midi] is switched off" : "Missing 'port': say where to send, or add a [virtual_midi] table");
        return null;
    }

    internal override void Bind(PlanBuilder plan) => plan.NeedsOutput(Port);

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        var message = Message(context.Run.Mapping, context.Gesture);
        if (message.Kind == MidiStatus.NoteOn)
        {
            // Its own time ends it, else the press that called it; nothing where the trigger has no release.
            var (owner, timer) = DurationMs is { } ms ? context.HoldUntil(context.Now + (ms * 1000L)) : (context.Gesture.Hold, null);
            context.Outputs.NoteOn(Port, message, owner, context.Run, timer);
            if (timer is null && owner != default && !context.TriggerLasts) context.Outputs.Release(owner);   // the press is over already
        }
        else if (message.Kind == MidiStatus.NoteOff) context.Outputs.NoteOff(Port, message);
        else Outputs.Send(Port, message);
        return Outcome.Done;
    }

    private MidiMessage Message(PlannedMapping mapping, in Gesture gesture)
    {
        var velocity = mapping.VelocityOf(gesture, VelocityMapping);
        var value = velocity >= 0 ? velocity : gesture.SevenBits;
        var note = Number ?? (gesture is { HasNote: true, Number: < 128 } ? gesture.Number : 60);   // a gamepad's button is none that can be sent
        return Type switch
        {
            SendMidiType.NoteOn => new MidiMessage(MidiStatus.NoteOn, Channel, note, Value ?? (velocity >= 0 ? velocity : 100)),
            SendMidiType.NoteOff => new MidiMessage(MidiStatus.NoteOff, Channel, note, Value ?? (velocity >= 0 ? velocity : 100)),
            SendMidiType.CC => new MidiMessage(MidiStatus.ControlChange, Channel, Number ?? (gesture.Kind == GestureKind.Control ? gesture.Number : 0), Value ?? value),
            SendMidiType.PolyAftertouch => new MidiMessage(MidiStatus.PolyPressure, Channel, note, Value ?? value),
            SendMidiType.ProgramChange => new MidiMessage(MidiStatus.ProgramChange, Channel, Number ?? 0, 0),
            SendMidiType.Aftertouch => new MidiMessage(MidiStatus.ChannelPressure, Channel, Value ?? value, 0),
            SendMidiType.PitchBend => BendMessage(Value is { } pitch ? pitch + 8192 : velocity >= 0 ? velocity * 16383 / 127 : gesture.FourteenBits),
            SendMidiType.SysEx => throw new InvalidOperationException("A SysEx message is not of this form"),   // its mapping is off
        };
    }

    private MidiMessage BendMessage(int bend) => new(MidiStatus.PitchBend, Channel, bend & 0x7F, bend >> 7);

    public override string Describe(in ActionTrace trace)
    {
        if (Type == SendMidiType.SysEx) return $"SendMidi SysEx {new SysExPattern(Data)}";
        var message = Message(trace.Mapping, trace.Gesture);
        var numbers = Type switch
        {
            SendMidiType.ProgramChange or SendMidiType.Aftertouch => $"{message.Data1}",
            SendMidiType.PitchBend => $"{message.Bend - 8192}",
            SendMidiType.NoteOn or SendMidiType.NoteOff or SendMidiType.CC or SendMidiType.PolyAftertouch => $"{message.Data1} {message.Data2}",
            SendMidiType.SysEx => "",
        };
        return $"SendMidi {TypeParameter.WordOf(Type)} {numbers} ch={Channel + 1}";
    }
}
