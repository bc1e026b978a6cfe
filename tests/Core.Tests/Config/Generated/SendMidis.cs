using CsCheck;
using Conductor.Core.Actions;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>Messages to send: beside the port, or, as older files have it, in a table of their own.</summary>
internal static class SendMidis
{
    private static readonly KindSpec<GestureAction> Spec = SendMidiAction.Spec;
    private static readonly string[] Numbers = ["channel", "note", "velocity", "controller", "value", "program", "pitch", "pressure", "duration_ms"];
    private static readonly string[][] Types = [["NoteOn", "Note"], ["NoteOff"], ["CC", "ControlChange"], ["ProgramChange", "pc"], ["PitchBend", "pb"], ["Aftertouch", "at"], ["PolyAftertouch"], ["SysEx"]];

    private static readonly Gen<Part?> Port = Gen.Select(Values.Contents, Gen.Bool).Select((port, isGiven) => (Part?)new Part(style => isGiven || !style.Names.HasVirtualPort ? [("port", style.Text(port))] : []));

    public static readonly Gen<Spelled> Any = Gen.Select(
        Gen.OneOf(Types),
        Values.Given(Port, Values.Sometimes(Values.Part(Spec.Parameter("create")))),
        Values.Given([.. Numbers.Select(name => Values.Sometimes(Values.Part(Spec.Parameter(name)))), Values.Sometimes(VelocityMappings.OfSendMidi)]),
        Values.Part(Spec.Parameter("data"))).Select((type, outer, inner, data) => (Spelled)(style => Write(style, type, outer, type[0] == "SysEx" ? [.. inner, data!] : inner)));

    private static Toml Write(Style style, string[] type, Part[] outer, Part[] inner)
    {
        bool Has(string name) => inner.Any(part => part.Parameter?.Name == name);
        var fields = Part.Table(style, inner).Entries.ToList();
        if (!Has("velocity") && style.Chance(10)) fields.Add(("velocity", style.Word("FromTrigger", "PassThrough")));
        var isFollowing = !Has("value") && !Has("pitch") && !Has("pressure");
        if (style.Chance(10)) fields.Add((style.Pick("value_from_bend", "value_from_pressure"), Style.Bool(isFollowing && style.Chance(50))));
        var word = style.Word(type);
        List<(string, Toml)> entries = [.. Part.Table(style, outer).Entries];
        var name = style.Pick("SendMidi", "SendMidi", "MIDIOut", "MidiOutput");
        switch (style.Below(6))
        {
            case 1: entries.Add(("message", new TomlTable([(style.Pick("type", "message_type"), word), .. fields]))); break;
            case 2: entries.Add(("message_type", new TomlTable([(style.Free(style.Pick(type)), new TomlTable(fields))]))); break;
            case 3 when type[0] == "CC":
                name = style.Pick("CC", "MidiCC");
                entries.AddRange(fields);
                break;
            case 4 when type[0] == "NoteOn" && Has("note"): entries.AddRange(fields); break;
            default: entries.AddRange([("message_type", word), .. fields]); break;
        }

        return Kinds.Write(style, Spec, [new Part(_ => entries)], name);
    }
}
