using System.Text.Json;
using Conductor.Core.Midi;

namespace Conductor.Ctl.Tests;

/// <summary>explain: from the daemon, and from a file.</summary>
public class ExplainTests
{
    private const string Config = """
        [[modes]]
        name = "Default"
        [[modes.mappings]]
        description = "hard"
        trigger = { type = "Note", note = 36, velocity_min = 81 }
        action = { type = "Keystroke", keys = "a" }
        [[modes.mappings]]
        trigger = { type = "Note", note = 36, velocity_max = 40 }
        action = { type = "Keystroke", keys = "b" }
        [[modes]]
        name = "Edit"
        [[modes.mappings]]
        trigger = { type = "LongPress", note = 36, duration_ms = 500 }
        action = { type = "Shell", command = "quit" }

        """;

    private const string Line = """
        {"status":"success","message":"note-on 36 100","mode":"Default","gestures":[{"gesture":"C2 press 100","when":"at once","fires":{"mapping":"hard","file":"/c/config.toml","line":3,"action":"Keystroke a"},"others":[{"mapping":"C2 press velocity 1-40","file":"/c/config.toml","line":7,"action":"Keystroke b","why":"velocity 100 is not in 1–40"}]},{"gesture":"C2 long press 500 ms","when":"if it stays down for 500 ms","fires":null,"others":[{"mapping":"C2 long press 500 ms","file":"/c/config.toml","line":12,"action":"Shell quit","why":"another mode ('Edit')"}]}]}
        """;

    private const string Text = """
        C2 press 100 (at once)
          ✓ Keystroke a  (hard, config.toml:3)
          · Keystroke b  (C2 press velocity 1-40, config.toml:7): velocity 100 is not in 1–40
        C2 long press 500 ms (if it stays down for 500 ms)
          nothing fires
          · Shell quit  (C2 long press 500 ms, config.toml:12): another mode ('Edit')

        """;

    [Fact]
    public void The_daemon_is_asked()
    {
        using var daemon = new FakeDaemon { Answers = { ["explain"] = Line } };
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, "note-on 36 100 in mode Default:\n" + Text, ""), ctl.Run("explain", "note-on", "36", "100", "--socket", daemon.Path));
        Assert.Equal(new Run(0, Line + "\n", ""), ctl.Run("explain", "note-on 36 100", "--mode", "Edit", "--json", "--socket", daemon.Path));
        Assert.Equal(
            ["""{"command":"explain","args":{"message":"note-on 36 100"}}""", """{"command":"explain","args":{"message":"note-on 36 100","mode":"Edit"}}"""],
            daemon.Asked);
    }

    [Theory]
    [InlineData]
    [InlineData("--offline")]
    public void Without_a_daemon_the_file_is_read_in_its_first_mode(params string[] more)
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig(Config);
        var run = ctl.Run(["explain", "note-on 36 100", "--socket", Path.Combine(ctl.Home, "none"), .. more]);
        Assert.Equal(new Run(0, $"note-on 36 100 in mode Default, as {ctl.ConfigFile} has it:\n{Text}", ""), run);
        var json = ctl.Run(["explain", "note-on 36 100", "--json", "--socket", Path.Combine(ctl.Home, "none"), .. more]);
        Assert.Equal((0, Line.Replace("/c/config.toml", ctl.ConfigFile) + "\n"), (json.Code, json.Output));
    }

    [Fact]
    public void A_named_file_is_read_whether_a_daemon_runs_or_not()
    {
        using var daemon = new FakeDaemon();
        using var ctl = new Conductorctl();
        var run = ctl.RunWith(Config, "explain", "note-on C2 50", "--config", "-", "--mode", "Edit", "--socket", daemon.Path);
        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.StartsWith("note-on 36 50 in mode Edit, as <stdin> has it:\nC2 press 50 (at once)\n  nothing fires\n", run.Output);
        Assert.EndsWith("C2 long press 500 ms (if it stays down for 500 ms)\n  ✓ Shell quit  (C2 long press 500 ms, <stdin>:12)\n", run.Output);
        Assert.Empty(daemon.Asked);
    }

    [Fact]
    public void What_is_no_message_is_told_with_all_that_are()
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig(Config);
        var run = ctl.Run("explain", "hello", "--offline");
        Assert.Equal(new Run(1, "", $"✗ 'hello' is no message; known are: {MidiWords.Known}\n"), run);
        var json = ctl.Run("explain", "hello", "--offline", "--json");
        Assert.Equal(1004, JsonDocument.Parse(json.Output).RootElement.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("There is no mode 'Mix' (known are Default, Edit)", "note-on 36 1", "--mode", "Mix")]
    [InlineData("There is no device 'pads'", "note-on 36 1 device=pads")]
    public void What_the_file_does_not_have_is_told(string sentence, params string[] arguments)
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig(Config);
        Assert.Equal(new Run(1, "", $"✗ {sentence}\n"), ctl.Run(["explain", "--offline", .. arguments]));
    }

    [Fact]
    public void A_file_with_errors_is_told_as_validate_tells_it()
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig("[[modes]]\nname = 1\n");
        Assert.Equal(ctl.Run("validate", ctl.ConfigFile), ctl.Run("explain", "note-on 36 1", "--offline"));
        Assert.Equal(1, ctl.Run("explain", "note-on 36 1", "--offline").Code);
        File.Delete(ctl.ConfigFile);
        Assert.Equal(new Run(1, "", $"conductorctl: Config file not found: {ctl.ConfigFile}\n"), ctl.Run("explain", "note-on 36 1", "--offline"));
    }
}
