using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>Every way in which files are saved.</summary>
public class WatchTests : HostTest
{
    [Fact]
    public void Written_in_place() => ExpectTaken((home, text) => File.WriteAllText(home.ConfigFile, text));

    [Fact]
    public void Truncated_and_then_written() => ExpectTaken((home, text) =>
    {
        using var file = new FileStream(home.ConfigFile, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
        foreach (var one in System.Text.Encoding.UTF8.GetBytes(text))
        {
            file.WriteByte(one);
            file.Flush();
        }
    });

    [Fact]
    public void Written_beside_and_renamed() => ExpectTaken((home, text) =>
    {
        File.WriteAllText(home.ConfigFile + "~", text);
        File.Move(home.ConfigFile + "~", home.ConfigFile, overwrite: true);
    });

    [Fact]
    public void Moved_away_and_written_anew() => ExpectTaken((home, text) =>
    {
        File.Move(home.ConfigFile, home.ConfigFile + ".bak", overwrite: true);
        File.WriteAllText(home.ConfigFile, text);
    });

    [Fact]
    public void Deleted_and_written_anew() => ExpectTaken((home, text) =>
    {
        File.Delete(home.ConfigFile);
        File.WriteAllText(home.ConfigFile, text);
    });

    [Fact]
    public void A_link_that_is_swapped()
    {
        ExpectTaken((home, text) =>
        {
            var target = home.At($"{Guid.NewGuid()}.toml");
            File.WriteAllText(target, text);
            Tool.Get("ln", "-s", target, home.ConfigFile + ".new");
            File.Move(home.ConfigFile + ".new", home.ConfigFile, overwrite: true);
        });
    }

    [Fact]
    public void A_link_whose_target_is_written()
    {
        var target = "";
        ExpectTaken(
            (_, text) => File.WriteAllText(target, text),
            home =>
            {
                target = home.At("dotfiles.toml");
                File.Move(home.ConfigFile, target);
                File.CreateSymbolicLink(home.ConfigFile, target);
            });
    }

    [Fact]
    public void A_link_whose_target_is_renamed_over()
    {
        var target = "";
        ExpectTaken(
            (_, text) =>
            {
                File.WriteAllText(target + "~", text);
                File.Move(target + "~", target, overwrite: true);
            },
            home =>
            {
                Directory.CreateDirectory(home.At("dotfiles"));
                target = home.At("dotfiles", "conductor.toml");
                File.Move(home.ConfigFile, target);
                File.CreateSymbolicLink(home.ConfigFile, target);
            });
    }

    /// <summary>Nix and stow: ~/.config/conductor is a link to a directory, and becomes one to another.</summary>
    [Fact]
    public void A_link_to_the_directory_that_is_swapped()
    {
        var round = 0;
        ExpectTaken(
            (home, text) =>
            {
                var directory = home.At($"generation{++round}");
                Directory.CreateDirectory(directory);
                File.WriteAllText(Path.Combine(directory, "config.toml"), text);
                Tool.Get("ln", "-s", directory, home.ConfigDirectory + ".new");
                Tool.Get("mv", "-T", home.ConfigDirectory + ".new", home.ConfigDirectory);
            },
            home =>
            {
                Directory.Move(home.ConfigDirectory, home.At("generation0"));
                Directory.CreateSymbolicLink(home.ConfigDirectory, home.At("generation0"));
            });
    }

    [Fact]
    public void A_directory_that_is_swapped() => ExpectTaken((home, text) =>
    {
        var fresh = home.At("fresh");
        Directory.CreateDirectory(fresh);
        File.WriteAllText(Path.Combine(fresh, "config.toml"), text);
        Directory.Move(home.ConfigDirectory, home.At($"old{Guid.NewGuid()}"));
        Directory.Move(fresh, home.ConfigDirectory);
    });

    [Fact]
    public void Without_a_file_the_starter_runs_until_one_appears()
    {
        var home = NewHome(null);
        var daemon = Start(home);
        var status = daemon.Status();
        Assert.Equal("Running", (string?)status["state"]);
        Assert.True((int)status["mappings"]! > 0);
        daemon.UntilLogged("starter");
        Assert.False(File.Exists(home.ConfigFile));
        home.WriteConfig(Config);
        daemon.UntilReloaded(1);
        Assert.Equal(3, (int)daemon.Status()["mappings"]!);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_waited_for()
    {
        var home = NewHome(null);
        var path = home.At("a", "b", "mine.toml");
        var daemon = Start(home, "--config", path);
        var status = daemon.Status();
        Assert.Equal(("Degraded", 0), ((string)status["state"]!, (int)status["mappings"]!));
        Assert.Equal(2001, (int)daemon.Ask("reload")["error"]!["code"]!);
        Directory.CreateDirectory(home.At("a", "b"));
        File.WriteAllText(path, Config);
        Until.True(() => (string?)daemon.Status()["state"] == "Running", "Running", () => daemon.Log);
        Assert.Equal(3, (int)daemon.Status()["mappings"]!);
    }

    [Fact]
    public void A_deleted_file_leaves_the_old_plan_and_reload_does_not_find_it()
    {
        var home = NewHome();
        var daemon = Start(home);
        File.Delete(home.ConfigFile);
        daemon.UntilLogged("deleted");
        Assert.Contains("Warning: ", daemon.Log);
        Assert.Equal(2001, (int)daemon.Ask("reload")["error"]!["code"]!);
        Assert.Single(daemon.Inject("note-on 36 100")["actions"]!.AsArray());
        home.WriteConfig(Config + Another);
        Until.True(() => (int)daemon.Status()["mappings"]! == 4, "the new file", () => daemon.Log);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n[[modes]]\nname = \"Default\"\n")]
    public void A_file_that_lost_all_its_mappings_is_taken_only_when_asked_for(string empty)
    {
        var home = NewHome();
        var daemon = Start(home);
        File.WriteAllText(home.ConfigFile, empty);
        daemon.UntilLogged("`conductorctl reload`");
        Assert.Contains("Warning: ", daemon.Log);
        Assert.Equal(3, (int)daemon.Status()["mappings"]!);
        Assert.Equal(0, home.Ctl("reload").Code);
        Assert.Equal(0, (int)daemon.Status()["mappings"]!);
        home.WriteConfig(Config);
        Until.True(() => (int)daemon.Status()["mappings"]! == 3, "the next file", () => daemon.Log);
    }

    [Fact]
    public void The_same_content_is_no_change()
    {
        var home = NewHome();
        var daemon = Start(home, "-v");
        File.SetLastWriteTimeUtc(home.ConfigFile, DateTime.UtcNow);
        File.WriteAllText(home.ConfigFile + "~", Config);
        File.Move(home.ConfigFile + "~", home.ConfigFile, overwrite: true);
        daemon.Ask("ping");
        daemon.Ask("validate");   // in the log behind whatever the daemon made of the file
        daemon.UntilLogged("IPC request validate");
        Assert.DoesNotContain("Config file changed", daemon.Log);
        home.WriteConfig(Config + Another);
        daemon.UntilReloaded(1);
        Assert.Equal(1, Regex.Count(daemon.Log, "Config file changed"));
    }

    [Fact]
    public void A_broken_file_changes_nothing_and_is_told()
    {
        var home = NewHome();
        var daemon = Start(home);
        home.WriteConfig(Config + "trigger = {");
        daemon.UntilLogged("previous config still active (no changes applied)");
        daemon.UntilLogged("TOML parse error");
        var status = daemon.Status();
        Assert.Equal(("Running", 3), ((string)status["state"]!, (int)status["mappings"]!));
        Assert.Contains("config.toml", (string?)status["last_error"]);
        Assert.Equal(1, (int)status["metrics"]!["reload_failures"]!);
        home.WriteConfig(Config + Another);
        daemon.UntilReloaded(1);
        Assert.Null(daemon.Status()["last_error"]);
    }

    [Fact]
    public void An_invalid_file_at_start_runs_the_last_good_one_until_it_is_mended()
    {
        var home = NewHome();
        Start(home).Stop();
        home.WriteConfig(Config + "[[modes]]\nname = 5\n");
        var daemon = Start(home);
        var status = daemon.Status();
        Assert.Equal(("Degraded", 3), ((string)status["state"]!, (int)status["mappings"]!));
        Assert.NotNull(status["last_error"]);
        home.WriteConfig(Config + Another);
        Until.True(() => (string?)daemon.Status()["state"] == "Running", "Running", () => daemon.Log);
        Assert.Equal(4, (int)daemon.Status()["mappings"]!);
    }

    [Fact]
    public void An_invalid_file_without_a_good_one_runs_nothing_until_it_is_mended()
    {
        var home = NewHome("trigger = {");
        var daemon = Start(home);
        var status = daemon.Status();
        Assert.Equal(("Degraded", 0), ((string)status["state"]!, (int)status["mappings"]!));
        home.WriteConfig(Config);
        Until.True(() => (string?)daemon.Status()["state"] == "Running", "Running", () => daemon.Log);
    }

    [Fact]
    public void A_file_that_is_still_being_written_is_waited_for()
    {
        var home = NewHome();
        var daemon = Start(home);
        using (var file = new FileStream(home.ConfigFile, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write("[[modes]]\nname = \"Defa"u8);
            file.Flush();
            daemon.UntilLogged("Config file changed");
            file.Position = 0;
            file.Write(System.Text.Encoding.UTF8.GetBytes(Config + Another));
        }

        daemon.UntilReloaded(1);
        Assert.Equal(4, (int)daemon.Status()["mappings"]!);
    }

    [Fact]
    public void A_changed_socket_earns_a_warning_and_nothing_else()
    {
        var home = NewHome();
        var daemon = Start(home);
        home.WriteConfig(Config + "[daemon]\nipc_socket = '/tmp/elsewhere.sock'\n");
        daemon.UntilReloaded(1);
        daemon.UntilLogged("/tmp/elsewhere.sock");
        daemon.ExpectAlive();
    }

    /// <summary>Three saves in this way, each noticed, each taken whole.</summary>
    private void ExpectTaken(Action<Home, string> save, Action<Home>? prepare = null)
    {
        var home = NewHome();
        prepare?.Invoke(home);
        var daemon = Start(home);
        var text = Config;
        for (var mappings = 4; mappings <= 6; mappings++)
        {
            text += Another.Replace("41", $"{mappings + 40}", StringComparison.Ordinal);
            save(home, text);
            Until.True(() => (int)daemon.Status()["mappings"]! == mappings, $"{mappings} mappings", () => daemon.Log);
        }

        Assert.DoesNotContain("failed", daemon.Log);
    }
}
