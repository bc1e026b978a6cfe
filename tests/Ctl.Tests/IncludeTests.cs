namespace Conductor.Ctl.Tests;

/// <summary>What is asked of a file counts for what it includes, too.</summary>
public sealed class IncludeTests : IDisposable
{
    private const string Global = "[[global_mappings]]\ntrigger = { Note = 36 }\naction = { Shell = \"ls\" }\n";

    private readonly Conductorctl _ctl = new() { WorkingDirectory = "" };

    public void Dispose() => _ctl.Dispose();

    private void Write(string path, string text)
    {
        path = Path.Combine(_ctl.Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [Fact]
    public void A_check_counts_all_files()
    {
        Write("c/main.toml", "include = [\"parts/a.toml\"]\n" + Global);
        Write("c/parts/a.toml", Global.Replace("36", "37", StringComparison.Ordinal));
        const string Said = "✓ Config is valid\nFound 0 modes with 2 total mappings\nFound 2 global mappings\nNo errors detected\n";
        Assert.Equal(new Run(0, Said, ""), _ctl.Run("validate", "c/main.toml"));
    }

    [Fact]
    public void A_problem_is_shown_in_its_own_file_as_its_path_was_written()
    {
        Write("c/main.toml", "include = [\"parts/../bad.toml\", \"gone.toml\"]\n");
        Directory.CreateDirectory(Path.Combine(_ctl.Home, "c/parts"));
        Write("c/bad.toml", "\n" + Global.Replace("36", "200", StringComparison.Ordinal));
        var run = _ctl.Run("validate", "c/main.toml");
        Assert.Equal(1, run.Code);
        Assert.Contains("'c/gone.toml' can't be read: there is no such file\n      --> c/main.toml:1:33\n", run.Errors);
        Assert.Contains("Invalid note number: 200 (must be 0-127)\n      --> c/parts/../bad.toml:3:20\n", run.Errors);
        Assert.Contains("\n     3 | trigger = { Note = 200 }\n", run.Errors);
        Assert.EndsWith("  2 errors\n", run.Errors);
        Assert.Contains("\"config_path\":\"c/main.toml\"", _ctl.Run("validate", "c/main.toml", "--json").Output);
    }

    [Fact]
    public void What_standard_input_includes_starts_at_the_working_directory()
    {
        Write("parts/a.toml", Global.Replace("36", "200", StringComparison.Ordinal));
        Assert.Contains("--> parts/a.toml:2:20\n", _ctl.RunWith("include = \"parts/a.toml\"\n", "validate", "-").Errors);
    }

    [Fact]
    public void A_file_is_the_same_by_its_relative_and_by_its_whole_path()
    {
        Write("main.toml", $"include = [\"a.toml\", \"{_ctl.Home}/a.toml\", \"{_ctl.Home}/main.toml\"]\n");
        Write("a.toml", Global);
        Assert.Contains("'main.toml' includes itself", _ctl.Run("validate", "main.toml").Errors);
        Write("main.toml", $"include = [\"a.toml\", \"{_ctl.Home}/a.toml\"]\n");
        Assert.Contains("with 1 total mapping\n", _ctl.Run("validate", "main.toml").Output);
    }

    [Fact]
    public void The_default_file_s_socket_is_its_own_and_not_that_of_what_it_includes()
    {
        using var daemon = new FakeDaemon { Answers = { ["ping"] = """{"status":"success","message":"pong"}""" } };
        _ctl.WriteConfig($"include = [\"a.toml\"]\n[daemon]\nipc_socket = \"{daemon.Path}\"\n");
        Write(".config/conductor/a.toml", "[daemon]\nipc_socket = \"/nowhere\"\n");
        Assert.Equal(0, _ctl.Run("ping").Code);
    }
}
