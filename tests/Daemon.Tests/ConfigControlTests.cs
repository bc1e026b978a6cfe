namespace Conductor.Daemon.Tests;

/// <summary>A file on disk and a daemon that watches it with the system's own means.</summary>
public sealed class ConfigControlTests
{
    private const string Quick = "[advanced_settings]\nhot_reload_debounce_ms = 50\n";

    private static string Mode(string name, string more = "") => $$"""
        {{Quick}}{{more}}
        [[modes]]
        name = "{{name}}"
        [[modes.mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "a" }

        """;

    private static RunningDaemon Start(string toml) => RunningDaemon.With(toml);

    [Fact]
    public void A_file_that_is_written_in_place_is_taken_and_the_log_says_so_word_for_word()
    {
        using var daemon = Start(Mode("One"));
        daemon.Write(Mode("Two"));
        Until.Equal("Two", () => daemon.Mode);
        daemon.WaitForLog("Config reloaded successfully in ");
        var told = daemon.Platform.Log.Select(line => line[(line.IndexOf(']') + 1)..].Trim())
            .SkipWhile(line => line != "Config file changed").Take(4).ToArray();
        Assert.Equal(["Config file changed", "Waiting 50ms for debounce...", "Reloading config..."], told[^4..^1]);
        Assert.Matches("^Config reloaded successfully in [1-9][0-9]*ms$", told[^1]);
    }

    [Fact]
    public void A_file_that_is_replaced_by_renaming_is_taken_again_and_again()
    {
        using var daemon = Start(Mode("One"));
        foreach (var name in new[] { "Two", "Three", "Four" })
        {
            File.WriteAllText(daemon.ConfigPath + "~", Mode(name));
            File.Move(daemon.ConfigPath + "~", daemon.ConfigPath, overwrite: true);
            Until.Equal(name, () => daemon.Mode);
        }
    }

    [Fact]
    public void Wish_20_a_link_that_is_swapped_to_another_file_is_taken()
    {
        using var daemon = new RunningDaemon();
        foreach (var name in new[] { "One", "Two" })
        {
            Directory.CreateDirectory(daemon.Directory[name]);
            File.WriteAllText(Path.Combine(daemon.Directory[name], "config.toml"), Mode(name));
        }

        File.CreateSymbolicLink(daemon.ConfigPath, "current/config.toml");
        Directory.CreateSymbolicLink(daemon.Directory["current"], "One");
        daemon.Start();
        Assert.Equal("One", daemon.Mode);
        Directory.CreateSymbolicLink(daemon.Directory["next"], "Two");
        daemon.Platform.Files.Rename(daemon.Directory["next"], daemon.Directory["current"]);
        Until.Equal("Two", () => daemon.Mode);
    }

    [Fact]
    public void Wish_20_the_same_content_is_no_reload_however_often_it_is_written()
    {
        using var daemon = Start(Mode("One"));
        for (var i = 0; i < 5; i++) daemon.Write(Mode("One"));
        daemon.Write(Mode("Two"));
        Until.Equal("Two", () => daemon.Mode);
        Until.Equal(1, () => daemon.Reloads);
    }

    [Fact]
    public void Wish_19_a_refused_file_keeps_the_old_plan_is_told_and_clears_itself_when_it_is_mended()
    {
        using var daemon = Start(Mode("One"));
        daemon.Write(Mode("Two") + "nonsense");
        Until.Equal(1, () => daemon.Failures);
        Assert.Equal("One", daemon.Mode);
        Assert.Equal("Running", daemon.StateWord);
        Assert.Contains($"{daemon.ConfigPath}:", daemon.Status().GetProperty("last_error").GetString());
        daemon.WaitForLog("previous config still active");
        daemon.Write(Mode("Two"));
        Until.Equal("Two", () => daemon.Mode);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, daemon.Status().GetProperty("last_error").ValueKind);
    }

    [Fact]
    public void A_refused_file_that_becomes_the_old_one_again_clears_the_error()
    {
        using var daemon = Start(Mode("One"));
        daemon.Write("nonsense");
        Until.Equal(1, () => daemon.Failures);
        daemon.Write(Mode("One"));
        Until.True(() => daemon.Status().GetProperty("last_error").ValueKind == System.Text.Json.JsonValueKind.Null, "no error any more");
    }

    [Fact]
    public void A_deleted_file_keeps_the_plan_with_a_warning_and_is_taken_when_it_is_made_again()
    {
        using var daemon = Start(Mode("One"));
        File.Delete(daemon.ConfigPath);
        daemon.WaitForLog("was deleted; the last one stays in force");
        Assert.Equal("One", daemon.Mode);
        Assert.Equal(2001, daemon.Ask("reload").GetProperty("error").GetProperty("code").GetInt32());
        daemon.Write(Mode("Two"));
        Until.Equal("Two", () => daemon.Mode);
    }

    [Fact]
    public void One_that_is_there_and_cannot_be_read_is_no_missing_one()
    {
        using var daemon = Start(Mode("One"));
        File.Delete(daemon.ConfigPath);
        Directory.CreateDirectory(daemon.ConfigPath);
        daemon.WaitForLog("can't be read; the last one stays in force");
        Assert.Equal(0, daemon.Logged("was deleted"));
        Assert.Equal(2002, daemon.Ask("reload").GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("One", daemon.Mode);
    }

    [Fact]
    public void At_start_one_that_cannot_be_read_leaves_the_last_good_one_in_force()
    {
        using var directory = new TestDirectory();
        using (var first = new RunningDaemon(directory)) first.Write(Mode("One")).Start();
        File.Delete(directory["config.toml"]);
        Directory.CreateDirectory(directory["config.toml"]);
        using var daemon = new RunningDaemon(directory).Start();
        Assert.Equal(("One", "Degraded"), (daemon.Mode, daemon.StateWord));
    }

    [Fact]
    public void A_reload_s_time_is_that_of_reading_and_building_too()
    {
        using var daemon = Start(Mode("One"));
        var many = string.Concat(Enumerable.Repeat("[[modes.mappings]]\ntrigger = { Note = 36 }\naction = { Keystroke = \"a\" }\n", 5000));
        daemon.Write(Mode("Two") + many);
        Until.Equal("Two", () => daemon.Mode);
        var watched = Latency();
        daemon.Ask("reload");
        Assert.True(watched > Latency() / 10, $"{watched} ms by the watcher, {Latency()} ms by the command");

        double Latency()
        {
            Until.Equal(false, () => daemon.StateWord == "Reloading");
            return daemon.Status().GetProperty("metrics").GetProperty("reload_latency_ms").GetDouble();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[settings]\nshow_menu_bar = true\n")]
    public void A_file_that_lost_all_its_mappings_is_not_taken_by_itself_but_by_the_command(string text)
    {
        using var daemon = Start(Mode("One"));
        daemon.Write(text);
        daemon.WaitForLog("`conductorctl reload` takes it");
        Assert.Equal("One", daemon.Mode);
        Assert.Equal(0, daemon.Reloads);
        Assert.Equal("success", daemon.Ask("reload").GetProperty("status").GetString());
        Assert.Equal(0, daemon.Status().GetProperty("mappings").GetInt32());
    }

    [Fact]
    public void A_file_that_was_emptied_and_is_as_it_was_again_stays_in_force()
    {
        using var daemon = Start(Mode("One"));
        daemon.Write("");
        daemon.WaitForLog("`conductorctl reload` takes it");
        daemon.Write(Mode("One"));
        daemon.Write(Mode("Two"));
        Until.Equal("Two", () => daemon.Mode);
    }

    [Fact]
    public void Settings_follow_a_reload()
    {
        using var daemon = Start(Mode("One"));
        daemon.Ask("ping");
        Assert.Equal(0, daemon.Logged("IPC request"));
        daemon.Write(Mode("Two", "[logging]\nlevel = \"debug\"\n").Replace("= 50", "= 70", StringComparison.Ordinal));
        Until.Equal("Two", () => daemon.Mode);
        daemon.Ask("ping");
        daemon.WaitForLog("IPC request ping");
        daemon.Write(Mode("Three", "[logging]\nlevel = \"off\"\n"));
        Until.Equal(2, () => daemon.Reloads);   // counted when the new settings are in force
        daemon.WaitForLog("Waiting 70ms for debounce...");
        daemon.Ask("reload");
        daemon.Ask("reload");

        // The log comes later than what it tells of, but in order: once this is there, all before it is.
        daemon.Write(Mode("Four", "[logging]\nlevel = \"debug\"\n"));
        Until.Equal("Four", () => daemon.Mode);
        daemon.Ask("ping");
        daemon.WaitForLog("IPC request ping", times: 2);
        Assert.Equal(2, daemon.Logged("Reloading config"));
    }

    [Fact]
    public void The_command_line_s_level_is_not_changed_by_the_file()
    {
        using var daemon = new RunningDaemon { LogLevel = Core.Config.LogLevelName.Info };
        daemon.Write(Mode("One", "[logging]\nlevel = \"debug\"\n")).Start();
        daemon.Ask("reload");
        daemon.Ask("ping");
        daemon.WaitForLog("Config reloaded successfully");
        Assert.Equal(0, daemon.Logged("IPC request"));
    }

    [Fact]
    public void A_socket_that_is_changed_in_the_file_is_a_warning()
    {
        using var daemon = Start(Mode("One"));
        daemon.Write(Mode("Two", "[daemon]\nipc_socket = \"/tmp/elsewhere.sock\"\n"));
        daemon.WaitForLog("it is read at start only");
    }

    [Fact]
    public void A_file_that_was_named_and_is_missing_is_waited_for()
    {
        using var daemon = new RunningDaemon().Start();
        Assert.Equal("Degraded", daemon.StateWord);
        Assert.Equal(0, daemon.Status().GetProperty("mappings").GetInt32());
        daemon.WaitForLog("no mappings until it appears");
        daemon.Write(Mode("Two"));
        Until.Equal("Two", () => daemon.Mode);
        Until.Equal("Running", () => daemon.StateWord);
    }

    [Fact]
    public void A_broken_file_at_start_runs_the_last_good_one_degraded_until_it_is_mended()
    {
        using var directory = new TestDirectory();
        using (var first = new RunningDaemon(directory).Write(Mode("One")).Start())
        {
            Until.True(() => File.Exists(directory["conductor/last-good.toml"]), "the last good one");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory["conductor/last-good.toml"]));
        }

        using var second = new RunningDaemon(directory).Write("nonsense").Start();
        Assert.Equal("One", second.Mode);
        Assert.Equal("Degraded", second.StateWord);
        second.WaitForLog("running the last good one");
        Assert.Contains("config.toml:1:", second.Status().GetProperty("last_error").GetString());
        second.Write(Mode("Two"));
        Until.Equal("Two", () => second.Mode);
        Until.Equal("Running", () => second.StateWord);
    }

    [Fact]
    public void The_last_good_one_of_another_file_is_not_used()
    {
        using var directory = new TestDirectory();
        File.WriteAllText(directory["config.toml"], "nonsense");
        Directory.CreateDirectory(directory["conductor"]);
        File.WriteAllText(directory["conductor/last-good.toml"], "# /elsewhere/config.toml\n" + Mode("Other"));
        using var daemon = new RunningDaemon(directory).Start();
        Assert.Equal("Default", daemon.Mode);
        Assert.Equal("Degraded", daemon.StateWord);
    }

    [Fact]
    public void A_change_that_is_made_while_the_daemon_starts_is_not_missed()
    {
        using var daemon = new RunningDaemon().Write(Mode("One")).Make();
        daemon.Write(Mode("Two"));
        daemon.Start();
        Until.Equal("Two", () => daemon.Mode);
    }

    [Fact]
    public void A_file_that_is_always_there_in_halves_is_never_taken_as_a_mixture()
    {
        using var daemon = Start(Mode("One"));
        for (var i = 0; i < 20; i++)
        {
            var text = Mode(i % 2 == 0 ? "Even" : "Odd");
            using var file = new StreamWriter(daemon.ConfigPath) { AutoFlush = true };
            foreach (var part in text.Chunk(16)) file.Write(part);
        }

        Until.Equal("Odd", () => daemon.Mode);
        Assert.Equal("Odd", Assert.Single(daemon.Status().GetProperty("modes").EnumerateArray()).GetString());
    }
}
