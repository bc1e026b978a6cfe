using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>What survives a restart, and what does not keep a daemon from starting.</summary>
public class StateTests : HostTest
{
    private static readonly string[] Keys = ["version", "saved_at", "mode", "led_scheme", "app_profiles", "devices", "checksum"];

    [Fact]
    public void The_mode_comes_back_after_a_restart()
    {
        var home = NewHome();
        var first = Start(home);
        first.Inject("note-on 36 100");
        first.Stop();
        Assert.Equal("Edit", (string?)Start(home).Status()["mode"]);
    }

    [Fact]
    public void The_mode_comes_back_after_a_kill_once_it_was_saved()
    {
        var home = NewHome();
        var first = Start(home);
        first.Inject("note-on 36 100");
        Until.True(() => SavedMode(home) == "Edit", "the saved mode");
        first.Send(Signal.Kill);
        first.WaitForEnd();
        Assert.Equal("Edit", (string?)Start(home).Status()["mode"]);
    }

    [Fact]
    public void A_momentary_layer_is_not_kept()
    {
        var home = NewHome(Config.Replace("mode = \"next\"", "mode = \"next\", hold = true", StringComparison.Ordinal));
        var first = Start(home);
        first.Inject("note-on 40 100");
        Assert.Equal("Edit", (string?)first.Status()["mode"]);
        first.Stop();
        Assert.Equal("Default", (string?)Start(home).Status()["mode"]);
    }

    [Fact]
    public void A_mode_that_is_no_more_becomes_the_first()
    {
        var home = NewHome();
        var first = Start(home);
        first.Inject("note-on 36 100");
        first.Stop();
        home.WriteConfig(Config.Replace("\"Edit\"", "\"Mix\"", StringComparison.Ordinal));
        Assert.Equal("Default", (string?)Start(home).Status()["mode"]);
    }

    [Fact]
    public void The_file_is_private_complete_and_bears_its_checksum()
    {
        var home = NewHome();
        var daemon = Start(home);
        daemon.Inject("note-on 36 100");
        daemon.Stop();
        var path = StateOf(home);
        Assert.Equal("600", Tool.Get("stat", "-c", "%a", path).Trim());
        var text = File.ReadAllText(path);
        var state = JsonNode.Parse(text)!.AsObject();
        foreach (var key in Keys) Assert.True(state.ContainsKey(key), $"{key} is missing: {text}");
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", (string?)state["saved_at"]);
        var checksum = (string)state["checksum"]!;
        Assert.Equal(1, Regex.Count(text, checksum));
        var zeroed = Encoding.UTF8.GetBytes(text.Replace(checksum, new string('0', 64), StringComparison.Ordinal));
        Assert.Equal(checksum, Convert.ToHexStringLower(SHA256.HashData(zeroed)));
        Assert.False(File.Exists(path + ".tmp"));
    }

    [Theory]
    [InlineData("Edit", "Else")]   // the checksum no longer fits
    [InlineData("{", "[")]
    public void A_damaged_state_is_moved_aside_and_the_one_before_it_is_used(string original, string damaged)
    {
        var home = NewHome(Config + """
            [[modes]]
            name = "Mix"
            [[modes.mappings]]
            trigger = { type = "Note", note = 50 }
            action = { type = "ModeChange", mode = "Default" }
            """);
        var first = Start(home);
        first.Inject("note-on 40 100");
        Until.True(() => SavedMode(home) == "Edit", "the first generation");
        first.Inject("note-on 40 100");
        Until.True(() => SavedMode(home) == "Mix", "the second generation");
        first.Stop();

        var text = File.ReadAllText(StateOf(home));
        File.WriteAllText(StateOf(home), text.Replace(original == "Edit" ? "Mix" : original, damaged, StringComparison.Ordinal));
        var second = Start(home);
        Assert.Equal("Edit", (string?)second.Status()["mode"]);
        Assert.True(File.Exists(StateOf(home) + ".corrupt"));
        second.UntilLogged("state.json.corrupt");
    }

    [Fact]
    public void Where_both_generations_are_damaged_it_starts_in_the_first_mode()
    {
        var home = NewHome();
        File.WriteAllText(StateOf(home), "nonsense");
        File.WriteAllText(StateOf(home) + ".bak", "");
        var daemon = Start(home);
        Assert.Equal("Default", (string?)daemon.Status()["mode"]);
        daemon.Inject("note-on 36 100");
        Until.True(() => SavedMode(home) == "Edit", "the saved mode");
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_one_warning()
    {
        RequireMounts();
        var home = NewHome();
        File.Move(home.ConfigFile, home.At("config.toml"));
        var script = Mounted("mount -o remount,ro none $HOME/.config/conductor");
        var daemon = Keep(Daemon.StartBy(home, script, "--config", home.At("config.toml")));
        daemon.Inject("note-on 36 100");
        daemon.Inject("note-on 38 100");
        Assert.Equal("Default", (string?)daemon.Status()["mode"]);
        daemon.Stop();
        Assert.Equal(1, Regex.Count(daemon.Log, "Warning: State can't be saved"));
    }

    [Fact]
    public void A_full_disk_is_a_warning_and_what_follows_is_saved_once_there_is_room()
    {
        RequireMounts();
        var home = NewHome();
        File.Move(home.ConfigFile, home.At("config.toml"));
        var daemon = Keep(Daemon.StartBy(home, Mounted("true", "size=64k"), "--config", home.At("config.toml")));
        Inside(daemon, "dd if=/dev/zero of=$HOME/.config/conductor/fill bs=1k count=100 2>/dev/null; true");
        daemon.Inject("note-on 36 100");
        daemon.UntilLogged("State can't be saved");
        daemon.ExpectAlive();

        Inside(daemon, "rm $HOME/.config/conductor/fill");
        daemon.Inject("note-on 38 100");
        daemon.Inject("note-on 36 100");
        Until.True(() => Inside(daemon, "cat $HOME/.config/conductor/state.json").Contains("\"Edit\""), "the saved mode", () => daemon.Log);
        daemon.Stop();

        string Inside(Daemon who, string script) =>
            Tool.Run(home.Start("nsenter", "-m", "-t", $"{who.Pid}", "sh", "-c", script)).Output;
    }

    /// <summary>A file system of the daemon's own for its state.</summary>
    private static string Mounted(string then, string options = "mode=700") =>
        $"exec unshare -m sh -c 'mount -t tmpfs -o {options} none $HOME/.config/conductor && {then} && exec \"$@\"' sh \"$@\"";

    private static string StateOf(Home home) => Path.Combine(home.ConfigDirectory, "state.json");

    private static string? SavedMode(Home home)
    {
        try
        {
            return (string?)JsonNode.Parse(File.ReadAllText(StateOf(home)))!["mode"];
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
