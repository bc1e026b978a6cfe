using System.Text.Json;
using Conductor.TestKit;

namespace Conductor.Ctl.Tests;

/// <summary><c>conductorctl test</c>: which scripts are played, and what is said of them.</summary>
public sealed class TestVerbTests : IDisposable
{
    private const string Pad = "[[global_mappings]]\ntrigger = { Note = 36 }\naction = { Shell = \"ls\" }\n";
    private const string Good = Pad + "---\n0ms note-on 36 100\n0ms Shell ls\n";
    private const string Bad = "=== first\n" + Good + "=== second\n" + Pad + "---\n0ms note-on 36 100\n5ms Shell ls\n";

    private readonly Conductorctl _ctl = new() { WorkingDirectory = "" };

    public void Dispose() => _ctl.Dispose();

    private void Write(string path, string text)
    {
        path = Path.Combine(_ctl.Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [Fact]
    public void A_file_whose_scripts_pass_has_one_line()
    {
        Write("a.gesture", Good);
        Assert.Equal(new Run(0, "✓ a.gesture: 1 passed\n1 passed, 0 failed\n", ""), _ctl.Run("test", "a.gesture"));
        Assert.Equal(new Run(0, "", ""), _ctl.Run("test", "--quiet", "a.gesture"));
        Assert.Equal(new Run(0, "✓ <stdin>: 1 passed\n1 passed, 0 failed\n", ""), _ctl.RunWith(Good, "test", "-"));
    }

    [Fact]
    public void A_script_that_fails_is_told_on_stderr_with_its_first_difference()
    {
        Write("a.gesture", Bad);
        const string Told = """
            ✗ a.gesture: 1 passed, 1 failed
              a.gesture:8: second
                line 13:
                  expected  nothing more
                  got       0ms Shell ls

            """;
        Assert.Equal(new Run(1, "1 passed, 1 failed\n", Told), _ctl.Run("test", "a.gesture"));
        Assert.Equal(new Run(1, "", Told), _ctl.Run("test", "--quiet", "a.gesture"));
    }

    [Fact]
    public void Without_a_file_it_is_every_script_beside_the_default_configuration()
    {
        _ctl.WriteConfig(Pad);
        Write(".config/conductor/b.gesture", "config = \"config.toml\"\n---\n0ms note-on 36 100\n0ms Shell ls\n");
        Write(".config/conductor/a.gesture", Good);
        var folder = Path.GetDirectoryName(_ctl.ConfigFile);
        Assert.Equal(new Run(0, $"✓ {folder}/a.gesture: 1 passed\n✓ {folder}/b.gesture: 1 passed\n2 passed, 0 failed\n", ""), _ctl.Run("test"));
        Assert.Equal(0, _ctl.Run("test", ".config/conductor").Code);
    }

    [Fact]
    public void Nothing_to_play_is_wrong_usage()
    {
        var folder = Path.GetDirectoryName(_ctl.ConfigFile);
        Assert.Equal(new Run(2, "", $"conductorctl: there are no scripts (*.gesture) in {folder}: name a FILE\n"), _ctl.Run("test"));
        Directory.CreateDirectory(Path.Combine(_ctl.Home, "empty"));
        Assert.Equal(new Run(2, "", "conductorctl: there are no scripts (*.gesture) in empty: name a FILE\n"), _ctl.Run("test", "empty"));
    }

    [Fact]
    public void What_cannot_be_read_is_told_with_its_place_and_the_other_files_are_played()
    {
        Write("bad.gesture", Pad + "---\n0ms note-on 36\n");
        Write("empty.gesture", "# nothing yet\n");
        Write("good.gesture", Good);
        var run = _ctl.Run("test", "gone.gesture", "bad.gesture", "empty.gesture", "good.gesture");
        Assert.Equal((1, "✓ good.gesture: 1 passed\n1 passed, 3 failed\n"), (run.Code, run.Output));
        Assert.StartsWith("✗ gone.gesture: 1 failed\n  gone.gesture:1: gone\n    the file: there is no such file\n✗ bad.gesture: 1 failed\n  bad.gesture:1: bad\n    line 5: note-on takes 2 numbers, not 1;", run.Errors);
        Assert.Contains("  empty.gesture:1: empty\n    the file: there is no script here", run.Errors);
    }

    [Fact]
    public void A_configuration_with_errors_is_told_as_by_validate()
    {
        Write("a.gesture", Bad.Replace("Note = 36", "Note = 128", StringComparison.Ordinal));
        Assert.Contains("""
              a.gesture:8: second
                Error in global mapping 1:
                  Invalid note number: 128 (must be 0-127)
                    --> a.gesture:10:20
            """, _ctl.Run("test", "a.gesture").Errors);
    }

    [Fact]
    public void A_named_configuration_is_looked_for_beside_the_script_and_includes_beside_itself()
    {
        Write("live/config.toml", "include = [\"pads.toml\"]\n");
        Write("live/pads.toml", Pad);
        Write("live/tests/a.gesture", "config = \"../config.toml\"\n---\n0ms note-on 36 100\n0ms Shell ls\n");
        Assert.Equal(0, _ctl.Run("test", "live/tests/a.gesture").Code);
        File.Delete(Path.Combine(_ctl.Home, "live/pads.toml"));
        Assert.Contains("'live/tests/../pads.toml' can't be read: there is no such file", _ctl.Run("test", "live/tests/a.gesture").Errors);
    }

    [Fact]
    public void Errors_of_a_configuration_that_several_scripts_name_are_told_once()
    {
        const string Script = "config = \"config.toml\"\n---\n0ms nothing\n";
        Write("config.toml", Pad.Replace("36", "128", StringComparison.Ordinal) + "[zzz]\n");
        Write("a.gesture", $"=== first\n{Script}=== second\n{Script}");
        Assert.Equal("""
            ✗ a.gesture: 2 failed
              a.gesture:1: first
                Error in global mapping 1:
                  Invalid note number: 128 (must be 0-127)
                    --> config.toml:2:20
                     |
                   2 | trigger = { Note = 128 }
                     |                    ^^^
                     = help: did you mean 'GamepadButton'?
              a.gesture:5: second
                the same

            """, _ctl.Run("test", "a.gesture").Errors);
    }

    [Fact]
    public void Json_tells_the_same_to_programs()
    {
        Write("a.gesture", Bad);
        Write("bad.gesture", Pad.Replace("36", "128", StringComparison.Ordinal) + "---\n");
        var run = _ctl.Run("test", "--json", "a.gesture", "bad.gesture");
        Assert.Equal((1, ""), (run.Code, run.Errors));
        Assert.StartsWith(
            """{"passed":1,"failed":2,"files":[{"path":"a.gesture","passed":1,"failed":1,"failures":[{"name":"second","line":8,"at":13,"expected":"nothing more","got":"0ms Shell ls"}]},"""
            + """{"path":"bad.gesture","passed":0,"failed":1,"failures":[{"name":"bad","line":1,"at":1,"problems":[{"severity":"error","code":"note-out-of-range",""", run.Output);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(run.Output).RootElement.ValueKind);
    }

    /// <summary>docs/testing.md: its files are played, and what is printed is what stands there; then with the mistake that it speaks of.</summary>
    [Fact]
    public void The_page_of_the_manual_is_right()
    {
        var blocks = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs/testing.md")).Split("\n```")[1..].Where((_, i) => i % 2 == 0).Select(block => block[(block.IndexOf('\n') + 1)..] + "\n").ToList();
        var (config, script, good, bad) = (blocks[0], blocks[1], blocks[2], blocks[3]);
        const string Command = "$ conductorctl test pads.gesture\n";
        Write("config.toml", config);
        Write("pads.gesture", script);
        Assert.Equal(new Run(0, good[Command.Length..], ""), _ctl.Run("test", "pads.gesture"));
        Write("config.toml", config.Replace("800", "900", StringComparison.Ordinal));
        var run = _ctl.Run("test", "pads.gesture");
        Assert.Equal((1, bad), (run.Code, Command + run.Errors + run.Output));
        foreach (var other in blocks[4..]) Assert.Equal(0, _ctl.RunWith(other, "test", "-").Code);
    }
}
