using System.Runtime.Versioning;
using System.Text;

namespace Conductor.Ctl.Tests;

/// <summary><c>conductorctl init</c>: a file to begin with, and never at the cost of another one.</summary>
[UnsupportedOSPlatform("windows")]
public class InitTests
{
    private static string Template(string name) => Encoding.UTF8.GetString(Templates.Read(name));

    private static string Wrote(string path, string template = Templates.Starter) =>
        $"✓ Wrote {path} from the template '{template}'\nNext: look it over, then\n  conductorctl validate\n  conductor\n";

    [Fact]
    public void Writes_the_starter_where_the_daemon_looks()
    {
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, Wrote(ctl.ConfigFile), ""), ctl.Run("init"));
        Assert.Equal(Template("starter"), File.ReadAllText(ctl.ConfigFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ctl.ConfigFile));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(ctl.ConfigFile)!));
        Assert.Equal([ctl.ConfigFile], Directory.GetFiles(Path.GetDirectoryName(ctl.ConfigFile)!));
        Assert.StartsWith("✓ Config is valid\n", ctl.Run("validate", ctl.ConfigFile).Output);
    }

    [Fact]
    public void The_default_place_follows_the_environment_as_the_daemons_does()
    {
        using var ctl = new Conductorctl();
        string At(string name) => Path.Combine(ctl.Home, name);
        ctl.Environment["XDG_CONFIG_HOME"] = At("xdg");
        Assert.Equal(Wrote(At("xdg/conductor/config.toml")), ctl.Run("init").Output);
        ctl.Environment["MIDIMON_CONFIG"] = At("midimon.toml");
        Assert.Equal(Wrote(At("midimon.toml")), ctl.Run("init").Output);
        ctl.Environment["CONDUCTOR_CONFIG"] = At("conductor.toml");
        Assert.Equal(Wrote(At("conductor.toml")), ctl.Run("init").Output);
    }

    [Fact]
    public void A_file_that_is_named_is_written_and_named_again_in_what_comes_next()
    {
        using var ctl = new Conductorctl();
        var path = Path.Combine(ctl.Home, "new dir", "pad.toml");
        var next = $"Next: look it over, then\n  conductorctl validate '{path}'\n  conductor --config '{path}'\n";
        Assert.Equal(new Run(0, $"✓ Wrote {path} from the template 'launchpad'\n{next}", ""), ctl.Run("init", "--template", "launchpad", path));
        Assert.Equal(Template("launchpad"), File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_is_there_stays()
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig("# mine\n");
        var sentence = $"{ctl.ConfigFile} is already there: --force replaces it and keeps a backup, or name another FILE";
        Assert.Equal(new Run(1, "", $"conductorctl: {sentence}\n"), ctl.Run("init"));
        Assert.Equal($$$"""{"status":"error","error":{"code":3001,"message":"{{{sentence}}}"}}""" + "\n", ctl.Run("init", "--json").Output);
        Assert.Equal("# mine\n", File.ReadAllText(ctl.ConfigFile));
        Assert.Equal([ctl.ConfigFile], Directory.GetFiles(Path.GetDirectoryName(ctl.ConfigFile)!));
    }

    [Fact]
    public void Force_keeps_each_file_that_was_there()
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig("# first\n");
        var run = ctl.Run("init", "--force");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Contains($"\nThe file that was there is now {ctl.ConfigFile}.bak\n", run.Output);
        ctl.WriteConfig("# second\n");
        Assert.Contains($"{ctl.ConfigFile}.bak.1\n", ctl.Run("init", "--force").Output);
        ctl.WriteConfig("# third\n");
        Assert.Contains($"{ctl.ConfigFile}.bak.2\n", ctl.Run("init", "--force").Output);
        Assert.Equal(Template("starter"), File.ReadAllText(ctl.ConfigFile));
        Assert.Equal("# first\n", File.ReadAllText(ctl.ConfigFile + ".bak"));
        Assert.Equal("# second\n", File.ReadAllText(ctl.ConfigFile + ".bak.1"));
        Assert.Equal("# third\n", File.ReadAllText(ctl.ConfigFile + ".bak.2"));
    }

    [Fact]
    public void Force_without_a_file_has_nothing_to_keep()
    {
        using var ctl = new Conductorctl();
        Assert.Equal(Wrote(ctl.ConfigFile), ctl.Run("init", "--force").Output);
        Assert.False(Path.Exists(ctl.ConfigFile + ".bak"));
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_leads_to_is_written()
    {
        using var ctl = new Conductorctl();
        var target = Path.Combine(ctl.Home, "dotfiles", "conductor.toml");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, "# kept\n");
        Directory.CreateDirectory(Path.GetDirectoryName(ctl.ConfigFile)!);
        File.CreateSymbolicLink(ctl.ConfigFile, "../../dotfiles/conductor.toml");
        Assert.Equal(1, ctl.Run("init").Code);

        var run = ctl.Run("init", "--force");
        Assert.StartsWith($"✓ Wrote {ctl.ConfigFile} (a link to {target}) from the template 'starter'\nThe file that was there is now {target}.bak\n", run.Output);
        Assert.Equal("../../dotfiles/conductor.toml", new FileInfo(ctl.ConfigFile).LinkTarget);
        Assert.Null(new FileInfo(target).LinkTarget);
        Assert.Equal(Template("starter"), File.ReadAllText(target));
        Assert.Equal("# kept\n", File.ReadAllText(target + ".bak"));
    }

    [Fact]
    public void A_links_way_up_is_counted_from_where_the_directory_really_is()
    {
        using var ctl = new Conductorctl();
        Directory.CreateDirectory(Path.Combine(ctl.Home, "dotfiles", "conductor"));
        Directory.CreateDirectory(Path.Combine(ctl.Home, ".config"));
        Directory.CreateSymbolicLink(Path.GetDirectoryName(ctl.ConfigFile)!, Path.Combine(ctl.Home, "dotfiles", "conductor"));
        File.CreateSymbolicLink(ctl.ConfigFile, "../missing-yet.toml");
        Assert.Equal(0, ctl.Run("init").Code);
        Assert.Equal(Template("starter"), File.ReadAllText(Path.Combine(ctl.Home, "dotfiles", "missing-yet.toml")));
        Assert.Equal("../missing-yet.toml", new FileInfo(ctl.ConfigFile).LinkTarget);
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        using var ctl = new Conductorctl();
        var path = Path.Combine(ctl.Home, "round.toml");
        File.CreateSymbolicLink(path, "round.toml");
        Assert.Equal(new Run(1, "", $"conductorctl: {path} is a link that leads in a circle: remove it first\n"), ctl.Run("init", path, "--force"));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_said_with_a_way_out()
    {
        using var ctl = new Conductorctl();
        File.WriteAllText(Path.Combine(ctl.Home, "file"), "");
        var path = Path.Combine(ctl.Home, "file", "config.toml");
        var run = ctl.Run("init", path);
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Matches($@"^conductorctl: {path} can't be written \(.*(EEXIST|ENOTDIR).*\): name another FILE, or - to print it\n$", run.Errors);
        Assert.StartsWith("""{"status":"error","error":{"code":4001,""", ctl.Run("init", path, "--json").Output);
    }

    [Fact]
    public void A_directory_that_is_not_ours_to_write_is_said_and_left_alone()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may write everywhere");
        using var ctl = new Conductorctl();
        var directory = Directory.CreateDirectory(Path.Combine(ctl.Home, "locked"), UnixFileMode.UserRead | UnixFileMode.UserExecute).FullName;
        Assert.Contains("EACCES", ctl.Run("init", Path.Combine(directory, "config.toml")).Errors);
        Assert.Empty(Directory.GetFileSystemEntries(directory));
    }

    [Fact]
    public void A_directory_is_no_file()
    {
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(1, "", $"conductorctl: {ctl.Home} is a directory: name a file in it\n"), ctl.Run("init", "--force", ctl.Home));
    }

    [Fact]
    public void The_list_has_every_template_with_what_it_is_for()
    {
        using var ctl = new Conductorctl();
        var run = ctl.Run("init", "--list");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.StartsWith("starter             Any controller: switches modes, presses no key, runs no command\n", run.Output);
        foreach (var name in Templates.Names) Assert.Matches($"(?m)^{name} +[A-Z]", run.Output);
        Assert.StartsWith("""{"status":"success","templates":[{"name":"starter","description":"Any controller:""", ctl.Run("init", "--list", "--json").Output);
        Assert.False(Path.Exists(ctl.ConfigFile));
    }

    [Theory]
    [InlineData("Unknown template 'lanchpad', did you mean 'launchpad'?", "--template", "lanchpad")]
    [InlineData("Unknown template 'harp', there are starter, midi-keyboard, launchpad, maschine-mikro-mk3, nanokontrol2, apc-mini, gamepad, daw-transport, streaming", "-t", "harp")]
    [InlineData("init needs a FILE, not an empty word", "")]
    public void Wrong_usage_is_said_and_nothing_is_written(string sentence, params string[] arguments)
    {
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(2, "", $"conductorctl: {sentence}\nSee: conductorctl init --help\n"), ctl.Run(["init", .. arguments]));
        Assert.False(Path.Exists(ctl.ConfigFile));
    }

    [Fact]
    public void A_dash_prints_the_template_and_writes_nothing()
    {
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, Template("apc-mini"), ""), ctl.Run("init", "-t", "apc-mini", "-"));
        Assert.Equal(new Run(0, Template("apc-mini"), ""), ctl.Run("init", "-t", "apc-mini", "-", "--quiet"));
        Assert.Equal([], Directory.GetFileSystemEntries(ctl.Home));
    }

    [Fact]
    public void Programs_and_quiet_people_are_told_what_they_asked_for()
    {
        using var ctl = new Conductorctl();
        Assert.Equal(
            new Run(0, $$"""{"status":"success","path":"{{ctl.ConfigFile}}","template":"gamepad","backup":null}""" + "\n", ""),
            ctl.Run("init", "--json", "--template", "gamepad"));
        Assert.Equal(
            new Run(0, $$"""{"status":"success","path":"{{ctl.ConfigFile}}","template":"starter","backup":"{{ctl.ConfigFile}}.bak"}""" + "\n", ""),
            ctl.Run("init", "--json", "--force"));
        Assert.Equal(new Run(0, "", ""), ctl.Run("init", "--quiet", "--force"));
    }
}
