using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Scripts;

namespace Conductor.Core.Tests;

/// <summary>The script language (engine.md, "Gesture scripts"): what can be written, and what is said of what can't.</summary>
public class ScriptTests
{
    private const string Pad = """
        [[global_mappings]]
        trigger = { type = "LongPress", note = 36, duration_ms = 500 }
        action = { type = "Shell", command = "quit" }
        [[global_mappings]]
        trigger = { type = "Note", note = 40 }
        action = { type = "Shell", command = "play" }
        ---

        """;

    private static IReadOnlyList<GestureScript> Read(string text) => GestureScript.Read("pads.gesture", Encoding.UTF8.GetBytes(text));

    private static string? Play(string timeline, string toml = Pad) => Assert.Single(Read(toml + timeline)).Play()?.ToString();

    [Fact]
    public void What_is_as_written_has_no_difference() => Assert.Null(Play("0ms note-on 36 100\n499ms nothing\n500ms Shell quit\n800ms note-off 36"));

    [Theory]
    [InlineData("0ms note-on 40 100", "line 8:\n  expected  nothing more\n  got       0ms Shell play")]
    [InlineData("0ms note-on 40 100\n0ms nothing", "line 9:\n  expected  nothing more\n  got       0ms Shell play")]
    [InlineData("0ms note-on 40 100\n0ms Shell play\n0ms Shell play", "line 10:\n  expected  0ms Shell play\n  got       nothing")]
    [InlineData("0ms note-on 40 100\n0ms Shell stop", "line 9:\n  expected  0ms Shell stop\n  got       0ms Shell play")]
    [InlineData("0ms note-on 40 100\n0ms Shell pla", "line 9:\n  expected  0ms Shell pla\n  got       0ms Shell play")]
    [InlineData("0ms note-on 40 100\n0ms Shell play music", "line 9:\n  expected  0ms Shell play music\n  got       0ms Shell play")]
    [InlineData("0ms note-on 40 100\n1ms Shell play", "line 8:\n  expected  nothing more\n  got       0ms Shell play")]
    [InlineData("0ms note-on 36 100\n499ms Shell quit", "line 9:\n  expected  499ms Shell quit\n  got       nothing")]
    [InlineData("0ms note-on 36 100\n499999us Shell quit", "line 9:\n  expected  499999us Shell quit\n  got       500ms Shell quit")]
    [InlineData("0ms note-on 36 100\n500001us Shell quit", "line 9:\n  expected  500001us Shell quit\n  got       500ms Shell quit")]
    [InlineData("0ms note-on 36 100\n501ms Shell quit", "line 9:\n  expected  501ms Shell quit\n  got       500ms Shell quit")]
    [InlineData("0ms note-on 36 100\n600ms nothing", "line 9:\n  expected  nothing more\n  got       500ms Shell quit")]
    [InlineData("0ms note-on 36 100\n500ms note-off 36\n500ms Shell quit", "line 9:\n  expected  nothing more\n  got       500ms Shell quit")]
    public void A_difference_is_told_as_expected_and_got(string timeline, string expected) => Assert.Equal(expected, Play(timeline));

    [Fact]
    public void After_the_last_line_no_time_passes() => Assert.Null(Play("0ms note-on 36 100\n499ms nothing"));

    [Fact]
    public void What_the_next_microsecond_brings_is_not_of_this_moment() => Assert.Null(Play("1us note-on 36 100\n500ms nothing\n500001us Shell quit"));

    [Fact]
    public void Times_are_in_ms_us_or_s() => Assert.Null(Play("1s note-on 36 100\n1499999us nothing\n1500ms Shell quit\n10s nothing"));

    [Fact]
    public void Comments_and_empty_lines_are_nothing() => Assert.Null(Play("# a pad\n\n0ms note-on E2 100   # by name\n0ms Shell play # at once\n\n  # the end\n"));

    [Fact]
    public void The_sharp_of_a_note_name_begins_no_comment() =>
        Assert.Null(Play("0ms note-on F#2 100\n0ms Shell sharp", "global_mappings = [{ trigger = { Note = \"F#2\" }, action = { Shell = \"sharp\" } }]\n---\n"));

    [Fact]
    public void A_command_may_hold_what_looks_like_a_comment()
    {
        const string Toml = "global_mappings = [{ trigger = { Note = 1 }, action = { Shell = \"echo #1\" } }]\n---\n";
        Assert.Null(Play("0ms note-on 1 100\n0ms Shell echo #1", Toml));
        Assert.Null(Play("0ms note-on 1 100\n0ms Shell echo #1   # the first", Toml));
        Assert.NotNull(Play("0ms note-on 1 100\n0ms Shell echo", Toml));
    }

    [Fact]
    public void Several_scripts_of_one_text_have_names_and_places()
    {
        var scripts = Read("# All about pads.\n\n=== first\n" + Pad + "0ms nothing\n=== second one\n" + Pad);
        Assert.Equal([("first", 3, 1), ("second one", 12, 0)], scripts.Select(script => (script.Name, script.Line, script.Lines.Count)));
    }

    [Fact]
    public void A_script_without_a_name_has_its_file_s()
    {
        var scripts = Read("# A pad.\n" + Pad + "0ms nothing\n=== second\n" + Pad);
        Assert.Equal([("pads", 1), ("second", 10)], scripts.Select(script => (script.Name, script.Line)));
    }

    [Theory]
    [InlineData("note-on 36 100", "line 8: 'note-on 36 100' must begin with a time such as 500ms, and say what happens or runs then")]
    [InlineData("5 note-on 36 100", "line 8: '5 note-on 36 100' must begin with a time such as 500ms, and say what happens or runs then")]
    [InlineData("5ms", "line 8: '5ms' must begin with a time such as 500ms, and say what happens or runs then")]
    [InlineData("5ms # so", "line 8: '5ms' must begin with a time such as 500ms, and say what happens or runs then")]
    [InlineData("-5ms nothing", "line 8: '-5ms nothing' must begin with a time such as 500ms, and say what happens or runs then")]
    [InlineData("99999999999999ms nothing", "line 8: '99999999999999ms nothing' must begin with a time such as 500ms, and say what happens or runs then")]
    [InlineData("5ms nothing\n4ms nothing", "line 9: 4ms comes before the line above")]
    [InlineData("5ms nothing\n5ms note-on 36 1", "line 9: 'nothing' closes its moment, no line of that time may follow")]
    [InlineData("5ms nothing else", "line 8: 'nothing' stands alone, 'else' can't follow it")]
    [InlineData("5ms reload", "line 8: the new snippet stands between two '---' lines")]
    [InlineData("5ms reload\n---\n", "line 10: no '---' follows the configuration")]
    [InlineData("5ms reload\n6ms nothing", "line 8: the new snippet stands between two '---' lines")]
    [InlineData("5ms mode", "line 8: 'mode' needs a mode: mode Edit")]
    [InlineData("5ms connect", "line 8: 'connect' needs the id of a device: connect pads")]
    [InlineData("5ms time 24:00", "line 8: '24:00' must be a time of day such as 22:30, or Mon 22:30")]
    [InlineData("5ms time Mo 12:00", "line 8: 'Mo 12:00' must be a time of day such as 22:30, or Mon 22:30")]
    [InlineData("5ms note-on 128 1", "line 8: '128' is no note (0-127, or a name such as C4)")]
    public void What_cannot_be_read_is_refused_with_its_line(string timeline, string expected) => Assert.Equal(expected, Play(timeline));

    [Fact]
    public void An_unknown_word_is_refused() => Assert.Matches("^line 8: 'hit' is no message; known are: note-on N V, .*, mode, reload, disconnect, connect, time, app, nothing$", Play("0ms hit 36"));

    [Theory]
    [InlineData("0ms mode Edit", "line 8: there is no mode 'Edit'")]
    [InlineData("0ms note-on 1 1 device=pads", "line 8: the configuration has no device 'pads'")]
    [InlineData("0ms disconnect pads", "line 8: the configuration has no device 'pads'")]
    [InlineData("0ms connect pads", "line 8: the configuration has no device 'pads'")]
    public void What_the_configuration_does_not_know_is_told_with_its_line(string timeline, string expected) => Assert.Equal(expected, Play(timeline));

    [Fact]
    public void An_unplugged_controller_sends_nothing() =>
        Assert.Equal("line 5: 'pads' is disconnected and sends nothing; connect it first", Play("0ms disconnect pads\n1ms note-on 1 1", "[[devices]]\nid = \"pads\"\n---\n"));

    private static string When(string condition) => $"global_mappings = [{{ trigger = {{ Note = 1 }}, action = {{ Conditional = {{ condition = {condition}, then_action = {{ Shell = \"yes\" }} }} }} }}]\n---\n";

    [Theory]
    [InlineData("{ TimeRange = { start = \"22:00\", end = \"06:00\" } }", "0ms note-on 1 1\n0ms Shell yes\n1ms time 6:01\n1ms note-on 1 1\n2ms time 22:00\n2ms note-on 1 1\n2ms Shell yes")]
    [InlineData("{ DayOfWeek = [\"Tue\"] }", "0ms note-on 1 1\n1ms time Tuesday 00:00\n1ms note-on 1 1\n1ms Shell yes\n2ms time 12:00\n2ms note-on 1 1\n2ms Shell yes\n3ms time wed 12:00\n3ms note-on 1 1")]
    [InlineData("{ AppFrontmost = \"Ableton Live\" }", "0ms note-on 1 1\n1ms app Ableton Live   # on stage\n1ms note-on 1 1\n1ms Shell yes\n2ms app Finder\n2ms note-on 1 1")]
    [InlineData("{ AppRunning = { bundle_id = \"com.ableton.live\" } }", "0ms note-on 1 1\n1ms app com.ableton.live\n2ms app Finder\n3ms note-on 1 1\n3ms Shell yes\n4ms app\n5ms note-on 1 1")]
    [InlineData("{ AppNotRunning = \"Live\" }", "0ms note-on 1 1\n1ms app Finder\n2ms note-on 1 1\n2ms Shell yes\n3ms app live\n4ms note-on 1 1\n5ms app\n6ms note-on 1 1\n6ms Shell yes")]
    public void Conditions_see_the_time_and_the_apps_that_the_script_has_named(string condition, string timeline) => Assert.Null(Play(timeline, When(condition)));

    [Fact]
    public void A_script_that_cannot_be_read_is_no_hindrance_to_the_next()
    {
        var scripts = Read("=== bad\n" + Pad + "0ms hit 36\n1ms ---\n=== without a bar\n[x]\n=== good\n" + Pad + "0ms nothing\n");
        Assert.Equal([9, 12, null], scripts.Select(script => script.Play()?.Line));
        Assert.Equal("line 12: no '---' follows the configuration", scripts[1].Play()!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("# soon\n\n")]
    public void A_file_without_a_script_says_so(string text)
    {
        var script = Assert.Single(Read(text));
        Assert.Equal(("pads", ScriptFailure.Fault(0, "there is no script here: write a configuration, then '---', then a timeline")), (script.Name, script.Play()));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_their_place()
    {
        var failure = Assert.Single(GestureScript.Read("pads.gesture", [(byte)'\n', 0xFF])).Play()!;
        Assert.Equal((2, "not-utf8"), (failure.Line, Assert.Single(failure.Problems).Code));
    }

    [Fact]
    public void A_configuration_with_errors_fails_the_script_with_the_problems_at_their_lines()
    {
        var failure = Read("=== one\n" + Pad + "=== two\n" + Pad.Replace("note = 40", "note = 128"))[1].Play()!;
        Assert.StartsWith("""
              Error in global mapping 2:
                Invalid note number: 128 (must be 0-127)
                  --> pads.gesture:14:35
                   |
                14 | trigger = { type = "Note", note = 128 }
                   |                                   ^^^
            """, failure.ToString());
    }

    [Fact]
    public void A_reload_with_errors_fails_the_script_there()
    {
        var failure = Read(Pad + "0ms reload\n---\n[[global_mappings]]\ntrigger = 1\n---\n1ms nothing")[0].Play()!;
        Assert.All(failure.Problems, problem => Assert.InRange(problem.Line, 10, 11));
        Assert.NotEmpty(failure.Problems);
    }

    private const string Named = "config = \"config.toml\"   # mine\n---\n0ms note-on 40 1\n0ms Shell play";

    [Fact]
    public void A_configuration_beside_the_script_can_be_named()
    {
        var files = new Files { ["tests/config.toml"] = "include = [\"more.toml\"]\n", ["tests/more.toml"] = Pad.Replace("---", "") };
        Assert.Null(Assert.Single(GestureScript.Read("tests/pads.gesture", Encoding.UTF8.GetBytes(Named))).Play(files));
    }

    [Fact]
    public void A_snippet_includes_files_beside_the_script()
    {
        var files = new Files { ["tests/more.toml"] = Pad.Replace("---", "") };
        Assert.Null(Assert.Single(GestureScript.Read("tests/pads.gesture", Encoding.UTF8.GetBytes("include = [\"more.toml\"]" + Named[Named.IndexOf('\n')..]))).Play(files));
    }

    [Fact]
    public void Problems_of_a_named_configuration_are_its_own()
    {
        var files = new Files { ["config.toml"] = "[[global_mappings]]\n" };
        var failure = Read(Named)[0].Play(files)!;
        Assert.Equal((1, "config.toml"), (failure.Line, failure.Problems[0].File));
    }

    [Theory]
    [InlineData("config = \"config.toml\"", "missing-config", "'config.toml' can't be read: there is no such file")]
    [InlineData("config = 5", "not-a-file", "This must be the name of a file, relative to the script")]
    [InlineData("config = \"\"", "not-a-file", "This must be the name of a file, relative to the script")]
    [InlineData("config = \"a.toml\"\n[device]\n", "config-beside-snippet", "A script has either 'config' or a configuration of its own; leave one of them out")]
    [InlineData("config = \"a.toml", "toml-syntax", null)]
    public void A_configuration_that_is_not_there_is_told_at_its_name(string snippet, string code, string? message)
    {
        var problem = Assert.Single(Read($"=== one\n{snippet}\n---\n")[0].Play(new Files())!.Problems);
        Assert.Equal((code, 2, "pads.gesture"), (problem.Code, problem.Line, problem.File));
        if (message is not null) Assert.Equal(message, problem.Message);
    }

    private sealed class Files : Dictionary<string, string>, IConfigSource
    {
        public IncludedFile Read(string path) => TryGetValue(path, out var text) ? new IncludedFile(Encoding.UTF8.GetBytes(text), null) : new IncludedFile(null, "there is no such file");
    }
}
