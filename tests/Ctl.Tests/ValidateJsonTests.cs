using System.Text.Json;
using Conductor.Core.Config;
using Conductor.Ipc;

namespace Conductor.Ctl.Tests;

/// <summary>What <c>validate --json</c> prints, field for field (config.md, "How problems look").</summary>
public class ValidateJsonTests
{
    private const string Bad = "[[modes]]\nname = \"Default\"\n[[modes.mappings]]\ntrigger = { Note = 128 }\naction = { Shell = \"x\" }\n[zzz]\n";

    [Fact]
    public void One_line_with_every_field_and_without_those_that_a_problem_has_not()
    {
        using var ctl = new Conductorctl();
        var run = ctl.RunWith(Bad, "validate", "-", "--json");
        Assert.Equal(1, run.Code);
        Assert.Equal(
            """{"valid":false,"config_path":"<stdin>","modes":["Default"],"mappings":1,"global_mappings":0,"errors":1,"warnings":1,"problems":["""
            + """{"severity":"error","code":"note-out-of-range","message":"Invalid note number: 128 (must be 0-127)","context":"mode 'Default', mapping 1","file":"<stdin>","line":4,"column":20,"length":3,"path":"modes[0].mappings[0].trigger.Note","suggestion":"GamepadButton","excerpt":"trigger = { Note = 128 }"},"""
            + """{"severity":"warning","code":"unknown-table","message":"Unknown table 'zzz'","file":"<stdin>","line":6,"column":2,"length":3,"path":"zzz","excerpt":"[zzz]"}]}"""
            + "\n",
            run.Output);
    }

    [Fact]
    public void A_file_that_is_no_TOML_has_the_same_fields()
    {
        using var ctl = new Conductorctl();
        var run = ctl.RunWith("trigger { }\n", "validate", "-", "--json");
        Assert.Equal(1, run.Code);
        Assert.Equal(
            """{"valid":false,"config_path":"<stdin>","modes":[],"mappings":0,"global_mappings":0,"errors":1,"warnings":0,"problems":["""
            + """{"severity":"error","code":"toml-syntax","message":"expected '=' after key 'trigger'","file":"<stdin>","line":1,"column":9,"length":1,"excerpt":"trigger { }"}]}"""
            + "\n",
            run.Output);
    }

    [Fact]
    public void A_second_place_is_one_more_object()
    {
        var problem = Samples.NoteOutOfRange with { Related = new RelatedPlace("first set here", "other.toml", 3, 1, 4, "note = 60") };
        Assert.EndsWith(
            ""","excerpt":"note = 128","related":{"message":"first set here","file":"other.toml","line":3,"column":1,"length":4,"excerpt":"note = 60"}}]}""",
            JsonSerializer.Serialize(Samples.Invalid(problem).AsDetails(), IpcJson.Default.ValidateReply));
    }
}
