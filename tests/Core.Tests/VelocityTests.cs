using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>A mapping's <c>velocity_mapping</c> shapes what its action sees, and nothing else.</summary>
public class VelocityTests
{
    private const string Fixed = "velocity_mapping = { Fixed = { velocity = 30 } }";

    private static EngineRig Rig(string action, string beside = Fixed, string trigger = "Note = \"any\"") =>
        new($"[[global_mappings]]\ntrigger = {{ {trigger} }}\n{beside}\naction = {action}", answersJobs: false);

    private static string Send(string type, string more = "") => $"{{ SendMidi = {{ port = \"Synth\", create = true, message_type = \"{type}\"{more} }} }}";

    [Theory]
    [InlineData("NoteOn", "", "note-on 60 30")]
    [InlineData("CC", "", "cc 0 30")]
    [InlineData("Aftertouch", "", "channel-pressure 30")]
    [InlineData("PolyAftertouch", "", "poly-pressure 60 30")]
    [InlineData("PitchBend", "", "pitch-bend 3870")]
    [InlineData("NoteOn", ", velocity = 99", "note-on 60 99")]
    [InlineData("CC", ", value = 99", "cc 0 99")]
    [InlineData("NoteOn", ", velocity_mapping = { Fixed = { velocity = 77 } }", "note-on 60 77")]
    [InlineData("NoteOn", ", velocity_mapping = \"PassThrough\"", "note-on 60 120")]
    public void A_number_left_out_is_the_shaped_velocity_and_the_actions_own_shape_wins(string type, string more, string sent) =>
        Assert.Equal($"Synth {sent}", Rig(Send(type, more)).Play(0, "note-on 60 120").TakeOutside());

    [Fact]
    public void What_is_sent_is_what_is_told() => Assert.Equal(["0 SendMidi NoteOn 60 30 ch=1"], Rig(Send("NoteOn")).Play(0, "note-on 60 120").TakeRan());

    [Fact]
    public void A_knobs_value_is_not_shaped() => Assert.Equal("Synth cc 1 120", Rig(Send("CC"), trigger: "CC = 1").Play(0, "cc 1 120").TakeOutside());

    [Fact]
    public void The_mapping_is_looked_up_by_the_velocity_that_was_played()
    {
        var rig = Rig(Send("NoteOn"), trigger: "Note = { note = \"any\", velocity_min = 100 }");
        Assert.Equal("Synth note-on 60 30", rig.Play(0, "note-on 60 120").TakeOutside());
        Assert.Equal("", rig.Play(1, "note-on 61 99").TakeOutside());
    }

    [Fact]
    public void A_velocity_range_chooses_by_the_shaped_one()
    {
        var rig = Rig("""{ VelocityRange = { soft_action = { Keystroke = "a" }, hard_action = { Keystroke = "b" } } }""").Play(0, "note-on 60 120");
        Assert.Equal("down a, up a", rig.TakeOutside());
    }

    [Fact]
    public void A_conditional_goes_by_the_played_one()
    {
        var rig = Rig("""{ Conditional = { condition = { VelocityLevel = "Hard" }, then_action = { Keystroke = "a" }, else_action = { Keystroke = "b" } } }""").Play(0, "note-on 60 120");
        Assert.Equal("down a, up a", rig.TakeOutside());
    }

    [Theory]
    [InlineData("EncoderTurn = { cc = 1, encoding = \"twos_complement\" }", "cc 1 3", "scroll 0 1, scroll 0 1, scroll 0 1")]
    [InlineData("EncoderTurn = { cc = 1, encoding = \"twos_complement\" }", "cc 1 127", "scroll 0 -1")]
    [InlineData("PitchBend = {}", "pitch-bend 16383", "scroll 0 1")]
    [InlineData("PitchBend = {}", "pitch-bend 0", "scroll 0 -1")]
    [InlineData("PitchBend = {}", "pitch-bend 8192", "scroll 0 0")]
    public void A_wheel_without_numbers_goes_one_detent_the_way_the_trigger_goes(string trigger, string words, string outside) =>
        Assert.Equal(outside, Rig("""{ type = "MouseScroll" }""", "", trigger).Play(0, words).TakeOutside());

    [Fact]
    public void A_gamepads_button_is_no_note_to_be_sent() => Assert.Equal("Synth note-on 60 127", Rig(Send("NoteOn"), "", "GamepadButton = \"South\"").Play(0, "button South down").TakeOutside());

    [Fact]
    public void A_wheel_without_numbers_goes_one_up_where_the_trigger_has_no_direction()
    {
        var rig = Rig("""{ type = "MouseScroll" }""", "").Play(0, "note-on 60 120");
        Assert.Equal("scroll 0 1", rig.TakeOutside());
        Assert.Equal(["0 MouseScroll 0 1"], rig.TakeRan());
    }
}
