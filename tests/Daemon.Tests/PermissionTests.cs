using System.Text.Json;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Daemon.Tests;

/// <summary>What happens when the user grants something, or takes it back, while the daemon runs.</summary>
public sealed class PermissionTests
{
    private const string PressA = """
        [[modes]]
        name = "Default"
        [[modes.mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "a" }

        """;

    private const string NoKeys = """
        [[modes]]
        name = "Default"
        [[modes.mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "ModeChange", mode = "next" }

        """;

    private static JsonElement Permissions(RunningDaemon daemon) => daemon.Status().GetProperty("permissions");

    private static RunningDaemon Supervised()
    {
        var daemon = new RunningDaemon();
        daemon.Platform.Services.IsSupervised = true;
        return daemon.Write(PressA).Start();
    }

    [Fact]
    public void Wish_4_a_change_ends_a_daemon_that_is_started_anew_by_itself_and_in_order()
    {
        using var daemon = Supervised();
        daemon.Platform.Permissions.Become(PermissionState.Missing);
        daemon.WaitForEnd();
        Assert.True(daemon.StartsAnew);
        Assert.Equal(1, daemon.Logged("it ends, so that manager starts it anew"));
        Assert.Equal(1, daemon.Logged("Stopping (a permission has changed)"));
        Assert.False(File.Exists(daemon.Socket));
        Assert.False(File.Exists(daemon.Socket + ".lock"));
    }

    [Fact]
    public void The_program_ends_with_5_to_be_started_anew_and_with_0_where_somebody_stopped_it()
    {
        foreach (var (isSupervised, expected) in new[] { (true, 5), (false, 0) })
        {
            using var directory = new TestDirectory();
            var platform = new FakePlatform(directory.Path);
            platform.Services.IsSupervised = isSupervised;
            var options = new DaemonOptions { Config = directory["config.toml"], Socket = directory["c.sock"] };
            var code = -1;
            var thread = new Thread(() => code = Program.Run(platform, options)) { IsBackground = true };
            thread.Start();
            Until.True(() => platform.Log.Any(line => line.Contains(" started: ")), () => string.Join('\n', platform.Log));
            platform.Permissions.Become(PermissionState.Missing);
            if (!isSupervised)
            {
                using var client = new RunningDaemon.Client(options.Socket);
                client.Ask("stop");
            }

            Assert.True(thread.Join(Until.Patience));
            Assert.Equal(expected, code);
        }
    }

    [Fact]
    public void A_daemon_that_was_asked_to_stop_does_not_want_to_be_started_anew()
    {
        using var daemon = Supervised();
        daemon.Stop();
        Assert.False(daemon.StartsAnew);
        Assert.Equal(0, daemon.Logged("starts it anew"));
    }

    [Fact]
    public void Wish_4_a_grant_gives_a_daemon_that_nobody_would_start_anew_its_keyboard()
    {
        using var daemon = new RunningDaemon();
        daemon.Platform.KeyboardRefusal = new NativeException("post", 0, "not permitted", "tick the box");
        daemon.Platform.Permissions.Become(PermissionState.Missing);
        daemon.Write(PressA).Start();
        daemon.Ask("inject", new { message = "note-on 36 100" });
        Assert.Equal(("", 1), (daemon.Outside.All, daemon.Platform.Permissions.Asked));
        daemon.Platform.KeyboardRefusal = null;
        daemon.Platform.Permissions.Become(PermissionState.Granted);
        daemon.WaitForLog("keyboard and mouse are made anew");
        Until.Equal(1, () => daemon.Platform.KeyboardsMade);
        daemon.Ask("inject", new { message = "note-on 36 100" });
        Until.Equal("down a, up a", () => daemon.Outside.All);
        Assert.False(daemon.HasEnded);
    }

    [Fact]
    public void A_grant_that_is_taken_back_is_told_at_once_and_again_where_it_comes_again()
    {
        using var daemon = RunningDaemon.With(PressA);
        for (var i = 1; i <= 2; i++)
        {
            daemon.Platform.KeyboardRefusal = new NativeException("post", 0, "not permitted", "tick the box");
            daemon.Platform.Permissions.Become(PermissionState.Missing);
            daemon.WaitForLog("post: not permitted; tick the box; the mappings that need it can't act", times: i);
            Assert.Contains("not permitted", daemon.Status().GetProperty("last_error").GetString());
            daemon.Platform.KeyboardRefusal = null;
            daemon.Platform.Permissions.Become(PermissionState.Granted);
            Until.True(() => daemon.Status().GetProperty("last_error").ValueKind == JsonValueKind.Null, "the end of the refusal");
        }
    }

    [Theory]
    [InlineData("Granted", "granted")]
    [InlineData("Missing", "missing")]
    [InlineData("ListedButNotEffective", "listed_but_not_effective")]
    [InlineData("NoSession", "no_session")]
    public void Status_tells_the_permission_and_what_to_do(string state, string word)
    {
        using var daemon = RunningDaemon.With(PressA);
        daemon.Platform.Permissions.Become(Enum.Parse<PermissionState>(state));
        var permissions = Permissions(daemon);
        Assert.Equal(word, permissions.GetProperty("keys").GetString());
        Assert.True(permissions.GetProperty("needed").GetBoolean());
        Assert.Equal(word != "granted", permissions.TryGetProperty("remedy", out _));
        Assert.Equal(JsonValueKind.Null, permissions.GetProperty("secure_input").ValueKind);
    }

    [Fact]
    public void Wish_8_status_names_the_program_that_keeps_the_keyboard_to_itself()
    {
        using var daemon = RunningDaemon.With(NoKeys);
        daemon.Platform.Permissions.SecureInput = "1Password";
        Assert.Equal("1Password", Permissions(daemon).GetProperty("secure_input").GetString());
        Assert.False(Permissions(daemon).GetProperty("needed").GetBoolean());
        Assert.Equal(0, daemon.Platform.Permissions.Asked);   // only who presses keys asks for them
    }
}
