using System.Text.Json;

namespace Conductor.Ctl.Tests;

/// <summary><c>conductorctl print-config</c>: what a file and all that it includes mean, without a daemon.</summary>
public class PrintConfigTests
{
    private const string Main = "include = [\"pads.toml\"]\n[advanced_settings]\nhold_threshold_ms = 800\n";
    private const string Pads = "[[global_mappings]]\ntrigger = { Note = \"C2\" }\naction = { Shell = \"ls\" }\n";
    private const string Bad = "[[global_mappings]]\ntrigger = { Note = 128 }\naction = { Shell = \"ls\" }\n";

    private static string WritePads(Conductorctl ctl, string text = Pads)
    {
        ctl.WriteConfig(Main);
        var path = Path.Combine(Path.GetDirectoryName(ctl.ConfigFile)!, "pads.toml");
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void The_default_file_and_what_it_includes()
    {
        using var ctl = new Conductorctl();
        var pads = WritePads(ctl);
        var run = ctl.Run("print-config");
        Assert.Equal(new Run(0, $"""
            # Everything in force, from
            #   {ctl.ConfigFile}
            #   {pads}

            [advanced_settings]
            chord_timeout_ms = 50           # default
            double_tap_timeout_ms = 300     # default
            hold_threshold_ms = 800         # config.toml:3
            hot_reload_debounce_ms = 500    # default

            [logging]
            level = "info"                  # default

            [[global_mappings]]
            enabled = true                  # default

            [global_mappings.trigger]
            type = "Note"                   # pads.toml:2
            note = "C2"                     # pads.toml:2
            velocity_min = 1                # default
            velocity_max = 127              # default
            on = "press"                    # default

            [global_mappings.action]
            type = "Shell"                  # pads.toml:3
            command = "ls"                  # pads.toml:3

            """, ""), run);
        Assert.Equal(run, ctl.Run("print-config", ctl.ConfigFile, "--quiet"));
        Assert.StartsWith("✓ Config is valid\n", ctl.RunWith(run.Output, "validate", "-").Output);
    }

    [Fact]
    public void Programs_get_one_line_of_JSON()
    {
        using var ctl = new Conductorctl();
        var run = ctl.RunWith("[logging]\nlevel = \"warning\"\n", "print-config", "-", "--json");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Equal(
            """{"files":["<stdin>"],"values":[{"path":"advanced_settings.chord_timeout_ms","value":50,"default":true},"""
            + """{"path":"advanced_settings.double_tap_timeout_ms","value":300,"default":true},{"path":"advanced_settings.hold_threshold_ms","value":2000,"default":true},"""
            + """{"path":"advanced_settings.hot_reload_debounce_ms","value":500,"default":true},{"path":"logging.level","value":"warn","file":"<stdin>","line":2,"default":false}]}"""
            + "\n",
            run.Output);
    }

    [Fact]
    public void Without_any_file_it_is_what_the_daemon_would_run()
    {
        using var ctl = new Conductorctl();
        var run = ctl.Run("print-config");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.StartsWith("# Everything in force, from\n#   (built-in starter)\n", run.Output);
        Assert.Matches("(?m)^name = .* # \\(built-in starter\\):\\d+$", run.Output);
        Assert.False(Path.Exists(ctl.ConfigFile));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_is_named_and_missing_is_not_replaced_by_the_starter(bool byEnvironment)
    {
        using var ctl = new Conductorctl();
        var path = Path.Combine(ctl.Home, "gone.toml");
        if (byEnvironment) ctl.Environment["CONDUCTOR_CONFIG"] = path;
        string[] file = byEnvironment ? [] : [path];
        Assert.Equal(new Run(1, "", $"conductorctl: Config file not found: {path}\n"), ctl.Run(["print-config", .. file]));
        Assert.Equal($$$"""{"status":"error","error":{"code":2001,"message":"Config file not found: {{{path}}}"}}""" + "\n", ctl.Run(["print-config", "--json", .. file]).Output);
    }

    [Fact]
    public void An_error_is_told_as_validate_tells_it_and_nothing_is_printed()
    {
        using var ctl = new Conductorctl();
        var run = ctl.RunWith(Bad, "print-config", "-");
        Assert.Equal(ctl.RunWith(Bad, "validate", "-"), run);
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Equal(ctl.RunWith(Bad, "validate", "-", "--json"), ctl.RunWith(Bad, "print-config", "-", "--json"));
    }

    [Fact]
    public void An_error_in_an_included_file_is_one()
    {
        using var ctl = new Conductorctl();
        var pads = WritePads(ctl, Bad);
        var run = ctl.Run("print-config");
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains($"Invalid note number: 128 (must be 0-127)\n      --> {pads}:2:", run.Errors);
        File.Delete(pads);
        Assert.Contains($"'{pads}' can't be read: there is no such file\n", ctl.Run("print-config").Errors);
        Directory.CreateDirectory(pads);
        Assert.Contains($"'{pads}' can't be read: ", ctl.Run("print-config").Errors);
        var json = JsonDocument.Parse(ctl.Run("print-config", "--json").Output).RootElement;
        Assert.Equal("missing-include", json.GetProperty("problems")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void Help_says_that_it_is_the_file() => Assert.Contains("no daemon is asked", new Conductorctl().Run("print-config", "--help").Output);
}
