using System.Runtime.Versioning;

namespace Conductor.Ctl.Tests;

/// <summary><c>conductorctl format</c>: what is written, what is said, and what is left alone.</summary>
[UnsupportedOSPlatform("windows")]
public class FormatTests
{
    private const string Older = "# mine\n[[global_mappings]]\ntrigger = { type = \"MidiNote\", number = 36 }\naction={ type = \"Shell\", command = \"ls\" } # list\n";
    private const string Formatted = "# mine\n[[global_mappings]]\ntrigger = { type = \"Note\", note = 36 }\naction = { type = \"Shell\", command = \"ls\" } # list\n";

    [Fact]
    public void The_default_file_is_formatted_once()
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig(Older);
        Assert.Equal(new Run(0, $"✓ Formatted {ctl.ConfigFile} (2 spellings)\n", ""), ctl.Run("format"));
        Assert.Equal(Formatted, File.ReadAllText(ctl.ConfigFile));
        Assert.Equal(new Run(0, $"✓ Nothing to change in {ctl.ConfigFile}\n", ""), ctl.Run("format"));
        Assert.Equal([ctl.ConfigFile], Directory.GetFiles(Path.GetDirectoryName(ctl.ConfigFile)!));
    }

    [Fact]
    public void Check_writes_nothing_and_names_the_file()
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig(Older);
        Assert.Equal(new Run(1, "", $"✗ {ctl.ConfigFile} is not formatted (2 spellings); conductorctl format {ctl.ConfigFile} does it\n"), ctl.Run("format", "--check", ctl.ConfigFile));
        Assert.Equal(Older, File.ReadAllText(ctl.ConfigFile));
        ctl.WriteConfig(Formatted);
        Assert.Equal(0, ctl.Run("format", "--check").Code);
    }

    [Fact]
    public void Several_files_are_all_looked_at()
    {
        using var ctl = new Conductorctl();
        var (good, bad) = (Path.Combine(ctl.Home, "good.toml"), Path.Combine(ctl.Home, "bad.toml"));
        File.WriteAllText(good, Formatted);
        File.WriteAllText(bad, Older);
        var run = ctl.Run("format", "--check", bad, good);
        Assert.Equal((1, $"✓ Nothing to change in {good}\n"), (run.Code, run.Output));
        Assert.StartsWith($"✗ {bad} is not formatted", run.Errors);
    }

    [Fact]
    public void Stdin_becomes_stdout()
    {
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, Formatted, ""), ctl.RunWith(Older, "format", "-"));
        Assert.Equal(new Run(0, "", ""), ctl.RunWith("", "format", "-"));
    }

    [Fact]
    public void Json_says_what_was_done()
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig(Older);
        var run = ctl.Run("format", "--json");
        Assert.Equal($$"""{"status":"success","path":"{{ctl.ConfigFile}}","changed":true,"spellings":2,"tables_moved":0,"keys_moved":0}""" + "\n", run.Output);
    }

    [Fact]
    public void A_file_with_errors_is_told_as_by_validate_and_stays()
    {
        using var ctl = new Conductorctl();
        var broken = Older.Replace("36", "128");
        ctl.WriteConfig(broken);
        var run = ctl.Run("format", ctl.ConfigFile);
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Equal(ctl.Run("validate", ctl.ConfigFile).Errors, run.Errors);
        Assert.Contains("Invalid note number: 128", run.Errors);
        Assert.Equal(broken, File.ReadAllText(ctl.ConfigFile));
    }

    [Fact]
    public void A_link_stays_a_link_and_the_file_keeps_its_mode()
    {
        using var ctl = new Conductorctl();
        var target = Path.Combine(ctl.Home, "dotfile.toml");
        File.WriteAllText(target, Older);
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(target, mode);
        var link = Path.Combine(ctl.Home, "link.toml");
        File.CreateSymbolicLink(link, "dotfile.toml");
        Assert.Equal(0, ctl.Run("format", link).Code);
        Assert.Equal("dotfile.toml", new FileInfo(link).LinkTarget);
        Assert.Equal(Formatted, File.ReadAllText(target));
        Assert.Equal(mode, File.GetUnixFileMode(target));
    }

    [Fact]
    public void What_a_file_includes_is_read_and_left_alone()
    {
        using var ctl = new Conductorctl();
        var part = Path.Combine(ctl.Home, "part.toml");
        var text = "[[modes]]\nname=\"Edit\"\n";
        File.WriteAllText(part, text);
        var main = Path.Combine(ctl.Home, "main.toml");
        File.WriteAllText(main, "include=[\"part.toml\"]\n[[global_mappings]]\ntrigger = { Note = 36 }\naction = { ModeChange = \"Edit\" }\n");
        Assert.Equal(new Run(0, $"✓ Formatted {main} (layout only)\n", ""), ctl.Run("format", main));
        Assert.StartsWith("include = [\"part.toml\"]\n\n[[global_mappings]]\n", File.ReadAllText(main));
        Assert.Equal(text, File.ReadAllText(part));
    }

    [Fact]
    public void A_missing_file_is_said()
    {
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(1, "", "conductorctl: Config file not found: nowhere.toml\n"), ctl.Run("format", "nowhere.toml"));
    }
}
