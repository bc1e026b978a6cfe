using System.Runtime.InteropServices;
using System.Text.Json;
using Conductor.Core.Ports;

namespace Conductor.Daemon.Tests;

/// <summary>The whole daemon: from a note to a key, from a socket to the engine, from start to stop.</summary>
public sealed class DaemonHostTests
{
    private const string Pads = """
        [device]
        id = "pads"
        name = "Launchpad"

        """;

    private const string HoldA = """
        [[modes]]
        name = "Default"
        [[modes.mappings]]
        description = "hold a"
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "a", hold = true }
        [[modes.mappings]]
        description = "edit"
        trigger = { type = "Note", note = 37 }
        action = { type = "ModeChange", mode = "Edit" }
        [[modes]]
        name = "Edit"
        [[modes.mappings]]
        description = "hold b"
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "b", hold = true }

        """;

    private static RunningDaemon Start(string toml, out MidiPort port)
    {
        MidiPort? pads = null;
        var daemon = RunningDaemon.With(toml, midi => pads = midi.Plug("Launchpad"));
        port = pads!;
        return daemon;
    }

    [Fact]
    public void A_note_presses_a_key_and_its_release_lets_it_go()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.Equal("down a", () => daemon.Outside.All);
        daemon.Midi.Play(pads, "note-off 36");
        Until.Equal("down a, up a", () => daemon.Outside.All);
    }

    [Fact]
    public void Status_tells_devices_modes_mappings_and_what_was_counted()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.True(() => daemon.Status().GetProperty("metrics").GetProperty("actions").GetInt64() == 1, "one action");
        var status = daemon.Status();
        Assert.Equal("Running", status.GetProperty("state").GetString());
        Assert.Equal("Default", status.GetProperty("mode").GetString());
        Assert.Equal(3, status.GetProperty("mappings").GetInt32());
        Assert.Equal(1, status.GetProperty("metrics").GetProperty("events").GetInt64());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("last_reload_seconds").ValueKind);
        var device = Assert.Single(status.GetProperty("devices").EnumerateArray());
        Assert.Equal("pads", device.GetProperty("id").GetString());
        Assert.True(device.GetProperty("connected").GetBoolean());
        Assert.Equal(JsonValueKind.Number, device.GetProperty("last_event_seconds").ValueKind);
    }

    [Fact]
    public void Inject_is_handled_as_if_the_first_device_had_played_and_answers_with_what_ran()
    {
        using var daemon = Start(Pads + HoldA, out _);
        var reply = daemon.Ask("inject", new { message = "note-on 36 100" });
        Assert.Equal(1, reply.GetProperty("handled").GetInt32());
        var action = Assert.Single(reply.GetProperty("actions").EnumerateArray());
        Assert.Equal("hold a", action.GetProperty("mapping").GetString());
        Assert.Equal("Keystroke a", action.GetProperty("action").GetString());
        Assert.Equal(daemon.ConfigPath, action.GetProperty("file").GetString());
        Assert.Equal(6, action.GetProperty("line").GetInt32());
        Assert.Equal("down a", daemon.Outside.All);   // before the answer, not after it
        Assert.Equal(2, daemon.Ask("inject", new { bytes = "80 24 00 90 25 7f" }).GetProperty("handled").GetInt32());
        Assert.Equal("down a, up a", daemon.Outside.All);
        Assert.Equal("Edit", daemon.Mode);
    }

    [Theory]
    [InlineData("""{ "message": "note-on 36 100", "device": "nobody" }""", 3003)]
    [InlineData("""{ "message": "note-on 36 100", "device": "away" }""", 3002)]
    [InlineData("""{ "message": "note-on 36" }""", 1004)]
    [InlineData("""{ "bytes": [144, 36] }""", 1004)]
    [InlineData("""{ "message": "sysex F0 01" }""", 1004)]
    [InlineData("""{ "bytes": "F0 01" }""", 1004)]
    [InlineData("{}", 1004)]
    public void Inject_refuses_what_it_cannot_play(string args, int code)
    {
        using var daemon = Start(Devices + HoldA, out _);
        var error = daemon.Ask("inject", JsonSerializer.Deserialize<JsonElement>(args)).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetInt32());
        Assert.Equal("", daemon.Outside.All);
    }

    private const string Devices = """
        [[devices]]
        id = "pads"
        name = "Launchpad"
        [[devices]]
        id = "away"
        name = "Nano"

        """;

    [Fact]
    public void Without_device_tables_inject_plays_as_a_device_of_its_own()
    {
        using var daemon = RunningDaemon.With(HoldA);
        using var monitor = daemon.Connect();
        monitor.Ask("monitor");
        daemon.Ask("inject", new { message = "note-on 36 100" });
        Assert.Equal("inject", monitor.Next("midi").GetProperty("device").GetString());
        Assert.Equal("down a", daemon.Outside.All);
    }

    [Fact]
    public void Explain_tells_what_a_message_would_do_now_and_does_nothing()
    {
        using var daemon = Start(Pads + HoldA, out _);
        var reply = daemon.Ask("explain", new { message = "note-on 36 100" });
        Assert.Equal(("note-on 36 100", "Default"), (reply.GetProperty("message").GetString(), reply.GetProperty("mode").GetString()));
        var gesture = Assert.Single(reply.GetProperty("gestures").EnumerateArray());
        Assert.Equal(("C2 press 100", "at once"), (gesture.GetProperty("gesture").GetString(), gesture.GetProperty("when").GetString()));
        var (fires, other) = (gesture.GetProperty("fires"), Assert.Single(gesture.GetProperty("others").EnumerateArray()));
        Assert.Equal(("hold a", daemon.ConfigPath, 6, "Keystroke a"), (fires.GetProperty("mapping").GetString(), fires.GetProperty("file").GetString(), fires.GetProperty("line").GetInt32(), fires.GetProperty("action").GetString()));
        Assert.Equal(("hold b", 16, "another mode ('Edit')"), (other.GetProperty("mapping").GetString(), other.GetProperty("line").GetInt32(), other.GetProperty("why").GetString()));
        Assert.Equal("", daemon.Outside.All);

        daemon.Ask("inject", new { message = "note-on 36 100" });
        var again = daemon.Ask("explain", new { message = "note-on 36 1", mode = "Edit" }).GetProperty("gestures");
        Assert.Equal(["C2 release", "C2 press 1"], again.EnumerateArray().Select(each => each.GetProperty("gesture").GetString()));
        Assert.Equal(JsonValueKind.Null, again[0].GetProperty("fires").ValueKind);
        Assert.Equal("hold b", again[1].GetProperty("fires").GetProperty("mapping").GetString());
        Assert.Equal("down a", daemon.Outside.All);
    }

    [Fact]
    public void Explain_knows_that_the_daemon_is_paused()
    {
        using var daemon = Start(Pads + HoldA, out _);
        daemon.Ask("pause");
        var others = daemon.Ask("explain", new { message = "note-on 36 100" }).GetProperty("gestures")[0].GetProperty("others").EnumerateArray();
        Assert.Equal(["paused: only Control resume runs", "another mode ('Edit')"], others.Select(other => other.GetProperty("why").GetString()));
    }

    [Theory]
    [InlineData("""{ "message": "note-on 36 100", "mode": "Mix" }""", 3003, "There is no mode 'Mix' (known are Default, Edit)")]
    [InlineData("""{ "message": "note-on 36 100 device=nobody" }""", 3003, "There is no device 'nobody' (known are pads, away)")]
    [InlineData("""{ "message": "note-on 36" }""", 1004, null)]
    [InlineData("{}", 1004, "explain takes 'message' (such as \"note-on 36 100\")")]
    public void Explain_refuses_what_it_does_not_know(string args, int code, string? sentence)
    {
        using var daemon = Start(Devices + HoldA, out _);
        var error = daemon.Ask("explain", JsonSerializer.Deserialize<JsonElement>(args)).GetProperty("error");
        Assert.Equal((code, sentence ?? error.GetProperty("message").GetString()), (error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()));
        Assert.False(daemon.Ask("explain", new { message = "note-on 36 1 device=away" }).TryGetProperty("error", out _));   // a device that isn't there can be explained
    }

    [Fact]
    public void Monitor_shows_message_gesture_action_and_mode_in_the_order_in_which_they_happen()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        using var monitor = daemon.Connect();
        monitor.Ask("monitor");
        daemon.Ask("ping");
        daemon.Midi.Play(pads, "note-on 37 100 ch=2");
        var lines = new[] { monitor.Next(), monitor.Next(), monitor.Next(), monitor.Next() };
        Assert.Equal(["midi", "gesture", "action", "mode"], lines.Select(line => line.GetProperty("kind").GetString()));
        Assert.Equal("note-on 37 100 ch=2", lines[0].GetProperty("message").GetString());
        Assert.Equal(2, lines[0].GetProperty("channel").GetInt32());
        Assert.Equal("pads", lines[0].GetProperty("device").GetString());
        Assert.Equal("ModeChange Edit", lines[2].GetProperty("action").GetString());
        Assert.Equal("edit", lines[2].GetProperty("mapping").GetString());
        Assert.Equal(daemon.ConfigPath, lines[2].GetProperty("file").GetString());
        Assert.True(lines[2].GetProperty("us").GetDouble() >= 0);
        Assert.Equal("Edit", lines[3].GetProperty("mode").GetString());
    }

    [Fact]
    public void SysEx_messages_and_a_gamepads_buttons_and_sticks_reach_their_mappings()
    {
        using var daemon = Start(Pads + """
            [[global_mappings]]
            trigger = { type = "SysEx", pattern = "F0 7E .. F7" }
            action = { type = "Keystroke", keys = "a" }
            [[global_mappings]]
            trigger = { type = "GamepadButton", button = "South" }
            action = { type = "Keystroke", keys = "b", hold = true }
            [[global_mappings]]
            trigger = { type = "GamepadAnalogStick", axis = "LeftX", direction = "Left" }
            action = { type = "Keystroke", keys = "c" }
            """, out var pads);
        daemon.Midi.Play(pads, "sysex F0 7D 01 F7");
        daemon.Midi.Play(pads, "sysex F0 7E 01 F7");
        Until.Equal("down a, up a", () => daemon.Outside.All);
        Assert.Single(daemon.Ask("inject", new { message = "sysex F0 7E F7" }).GetProperty("actions").EnumerateArray());
        Assert.Single(daemon.Ask("inject", new { bytes = "F0 7D F7 F0 7E F7" }).GetProperty("actions").EnumerateArray());
        Assert.Equal("down a, up a, down a, up a, down a, up a", daemon.Outside.All);
        daemon.Ask("inject", new { message = "button South down" });
        daemon.Ask("inject", new { message = "axis LeftX -100" });
        daemon.Ask("inject", new { message = "button South up" });
        Assert.EndsWith("down b, down c, up c, up b", daemon.Outside.All);
    }

    [Fact]
    public void Monitor_shows_SysEx_messages_though_no_mapping_asks_for_them()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Midi.Play(pads, "sysex F0 01 F7");   // nobody wants it
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.Equal("down a", () => daemon.Outside.All);
        using var monitor = daemon.Connect();
        monitor.Ask("monitor");
        daemon.Ask("inject", new { message = "sysex F0 02 F7" });
        daemon.Midi.Play(pads, "sysex F0 03 F7");
        daemon.Ask("inject", new { bytes = "F0 04 FA F7" });
        var lines = new[] { monitor.Next("midi"), monitor.Next("midi"), monitor.Next("midi"), monitor.Next("midi") };
        Assert.Equal(["start", "sysex F0 02 F7", "sysex F0 03 F7", "sysex F0 04 F7"], lines.Select(line => line.GetProperty("message").GetString()).Order(StringComparer.Ordinal));
        Assert.All(lines, line => Assert.Equal("pads", line.GetProperty("device").GetString()));
        Assert.All(lines, line => Assert.False(line.TryGetProperty("channel", out _)));
        Until.Equal(5, () => daemon.Status().GetProperty("metrics").GetProperty("events").GetInt64());
    }

    [Fact]
    public void Monitor_shows_devices_that_go_and_come()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        using var monitor = daemon.Connect();
        monitor.Ask("monitor");
        daemon.Midi.Unplug(pads);
        var gone = monitor.Next("device");
        Assert.Equal("pads", gone.GetProperty("device").GetString());
        Assert.False(gone.GetProperty("connected").GetBoolean());
        Until.Equal("Degraded", () => daemon.StateWord);
        daemon.Midi.Plug("Launchpad");
        Assert.True(monitor.Next("device").GetProperty("connected").GetBoolean());
        Until.Equal("Running", () => daemon.StateWord);
    }

    [Fact]
    public void Monitor_shows_a_reload()
    {
        using var daemon = Start(Pads + HoldA, out _);
        using var monitor = daemon.Connect();
        monitor.Ask("monitor");
        daemon.Ask("reload");
        daemon.Ask("inject", new { message = "note-on 99 1" });
        Assert.Equal("reload", monitor.Next().GetProperty("kind").GetString());
    }

    [Fact]
    public void Monitor_shows_a_problem_and_status_and_log_name_the_mapping()
    {
        using var daemon = Start(Pads + """
            [[global_mappings]]
            description = "to nowhere"
            trigger = { type = "Note", note = 36 }
            action = { type = "SendMidi", port = "Synth", message_type = "CC", controller = 7 }
            """, out var pads);
        using var monitor = daemon.Connect();
        monitor.Ask("monitor");
        daemon.Midi.Play(pads, "note-on 36 100");
        Assert.Contains("to nowhere", monitor.Next("problem").GetProperty("error").GetString());
        Assert.Contains("'Synth'", daemon.Status().GetProperty("last_error").GetString());
        Assert.Equal(1, daemon.Status().GetProperty("metrics").GetProperty("errors").GetInt64());
        daemon.WaitForLog("Action of 'to nowhere'");
    }

    [Fact]
    public void Monitor_ends_with_the_next_request_and_that_is_answered()
    {
        using var daemon = Start(Pads + HoldA, out _);
        using var monitor = daemon.Connect();
        monitor.Ask("monitor");
        Assert.Equal("pong", monitor.Ask("ping").GetProperty("message").GetString());
        daemon.Ask("inject", new { message = "note-on 36 100" });
        Assert.Equal("pong", monitor.Ask("ping").GetProperty("message").GetString());
    }

    [Fact]
    public void A_reload_under_traffic_loses_and_doubles_nothing_and_keeps_the_order()
    {
        const int Messages = 6000;
        const int Reloads = 30;
        const string Through = """
            [[global_mappings]]
            trigger = { type = "CC", cc = 20 }
            action = { type = "SendMidi", port = "Synth", message_type = "CC", controller = 21 }

            """;
        const string More = """
            [[global_mappings]]
            trigger = { type = "Note", note = 1 }
            action = { type = "SendMidi", port = "Synth", message_type = "CC", controller = 1 }

            """;
        using var daemon = new RunningDaemon();
        var pads = daemon.Midi.Plug("Launchpad");
        daemon.Midi.PlugOutput("Synth");
        daemon.Write(Pads + Through).Start();
        var played = 0;
        var player = new Thread(() =>
        {
            // Never so far ahead that it is over before the reloads are; the engine still always has something to do.
            for (; played < Messages; played++)
            {
                SpinWait.SpinUntil(() => played - daemon.Outside.Count < 500, Until.Patience);
                daemon.Midi.Play(pads, $"cc 20 {played % 128}");
            }
        });
        player.Start();
        for (var i = 1; i <= Reloads; i++)
        {
            SpinWait.SpinUntil(() => Volatile.Read(ref played) >= i * (Messages / (Reloads + 2)), Until.Patience);
            daemon.Write(i % 2 == 0 ? Pads + Through : Pads + More + Through);
            Assert.Equal("success", daemon.Ask("reload").GetProperty("status").GetString());
        }

        player.Join();
        Until.Equal(Messages, () => daemon.Outside.Count);
        Assert.Equal(Enumerable.Range(0, Messages).Select(i => $"Synth cc 21 {i % 128}"), daemon.Outside.Lines);
        Assert.Equal(0, daemon.Status().GetProperty("metrics").GetProperty("dropped").GetInt64());
        var connections = daemon.Midi.TakeDone().Split(", ").Where(line => line.Contains("Launchpad", StringComparison.Ordinal));
        Assert.Equal(["connect Launchpad as 1"], connections);
    }

    [Fact]
    public void old_plan_stays_when_new_config_is_broken()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Midi.Play(pads, "note-on 36 100");
        daemon.Write(Pads + HoldA + "\n[[global_mappings]]\n"
            + "trigger = { type = \"Note\", note = 128 }\naction = { type = \"Shell\", command = \"x\" }\n");
        var error = daemon.Ask("reload").GetProperty("error");
        Assert.Equal(2002, error.GetProperty("code").GetInt32());
        Assert.Equal(1, error.GetProperty("details").GetProperty("errors").GetInt32());
        daemon.Write("nonsense");
        Assert.Equal(2003, daemon.Ask("reload").GetProperty("error").GetProperty("code").GetInt32());
        File.Delete(daemon.ConfigPath);
        Assert.Equal(2001, daemon.Ask("reload").GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("Running", daemon.StateWord);
        daemon.Midi.Play(pads, "note-off 36");
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.Equal("down a, up a, down a", () => daemon.Outside.All);
    }

    [Fact]
    public void A_mode_and_what_is_held_survive_a_reload()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Ask("inject", new { message = "note-on 37 100" });
        daemon.Ask("inject", new { message = "note-on 36 100" });
        daemon.Write("# moved by a line\n" + Pads + HoldA);
        daemon.Ask("reload");
        Assert.Equal("Edit", daemon.Mode);
        Assert.Equal("down b", daemon.Outside.All);
        daemon.Midi.Play(pads, "note-off 36");
        Until.Equal("down b, up b", () => daemon.Outside.All);
    }

    [Fact]
    public void Stopping_lets_go_what_is_held_and_leaves_neither_socket_nor_lock()
    {
        using var daemon = Start(Pads + HoldA, out _);
        daemon.Ask("inject", new { message = "note-on 36 100" });
        daemon.Stop();
        Assert.Equal("down a, up a", daemon.Outside.All);
        Assert.True(daemon.Midi.IsDisposed);
        Assert.False(File.Exists(daemon.Socket));
        Assert.False(File.Exists(daemon.Socket + ".lock"));
        Assert.Equal(1, daemon.Logged("Stopping (asked to by conductorctl)"));
    }

    [Fact]
    public void Stopping_ends_the_shells_that_still_run()
    {
        using var daemon = new RunningDaemon();
        daemon.Write($$"""
            [[global_mappings]]
            trigger = { type = "Note", note = 36 }
            action = { type = "Shell", command = "echo $$ > {{daemon.Directory["pid"]}}; exec sleep 1000" }
            """).Start();
        daemon.Ask("inject", new { message = "note-on 36 100" });
        var pid = Children.PidIn(daemon.Directory["pid"]);
        daemon.Stop();
        Assert.False(Children.IsRunning(pid));
        Assert.Empty(Children.Zombies());
    }

    [Fact]
    public void Stopping_lets_what_runs_end_by_itself()
    {
        using var daemon = Start("", out _);
        daemon.Write($$"""
            [[global_mappings]]
            trigger = { type = "Note", note = 1 }
            action = { type = "Sequence", actions = [{ Shell = "sleep 0.1" }, { Delay = 50 }, { Shell = "touch {{daemon.Directory["end"]}}" }] }

            """);
        daemon.Ask("reload");
        daemon.Ask("inject", new { message = "note-on 1 100" });
        daemon.Stop();
        Assert.True(File.Exists(daemon.Directory["end"]));
    }

    [Theory]
    [InlineData(Core.Config.LogLevelName.Info)]
    [InlineData(Core.Config.LogLevelName.Debug)]
    public void What_a_shell_left_in_the_background_may_write_on(Core.Config.LogLevelName level)
    {
        using var daemon = new RunningDaemon { LogLevel = level };
        daemon.Write($$"""
            [[global_mappings]]
            trigger = { type = "Note", note = 1 }
            action = { type = "Shell", command = "(while [ ! -e {{daemon.Directory["go"]}} ]; do sleep 0.05; done; echo hi; echo again; touch {{daemon.Directory["alive"]}}) &" }

            """).Start();
        daemon.Ask("inject", new { message = "note-on 1 100" });
        var shells = daemon.Status().GetProperty("metrics").GetProperty("actions").GetInt64();
        Assert.Equal(1, shells);
        File.WriteAllText(daemon.Directory["go"], "");
        Until.True(() => File.Exists(daemon.Directory["alive"]), "what was left in the background");
    }

    [Fact]
    public void The_mode_is_remembered_over_a_restart()
    {
        using var directory = new TestDirectory();
        using (var first = new RunningDaemon(directory).Write(HoldA).Start())
        {
            first.Ask("inject", new { message = "note-on 37 100" });
        }

        using var second = new RunningDaemon(directory).Start();
        Assert.Equal("Edit", second.Mode);
    }

    [Fact]
    public void A_second_daemon_on_the_same_socket_is_refused_and_the_first_goes_on()
    {
        using var daemon = Start(Pads + HoldA, out _);
        using var logs = new LogSetup(daemon.Platform.Files, Microsoft.Extensions.Logging.LogLevel.Information);
        var options = new DaemonOptions { Config = daemon.ConfigPath, Socket = daemon.Socket };
        var refusal = Assert.Throws<SingleInstance.AlreadyRunningException>(() => new DaemonHost(daemon.Platform, options, logs).Dispose());
        Assert.Contains($"pid {Environment.ProcessId}", refusal.Message);
        Assert.Equal("pong", daemon.Ask("ping").GetProperty("message").GetString());
    }

    [Fact]
    public void SIGTERM_stops_as_the_command_does()
    {
        using var daemon = Start(Pads + HoldA, out _);
        daemon.Ask("inject", new { message = "note-on 36 100" });
        Children.Signal("TERM", Environment.ProcessId);
        daemon.WaitForEnd();
        Assert.Equal("down a, up a", daemon.Outside.All);
        Assert.False(File.Exists(daemon.Socket));
        Assert.Equal(1, daemon.Logged("Stopping (SIGTERM)"));
    }

    [Fact]
    public void SIGHUP_reloads()
    {
        using var daemon = Start(Pads + HoldA, out _);
        Assert.SkipWhen(daemon.Platform.Processes.IsIgnored(PosixSignal.SIGHUP), "SIGHUP is ignored here");
        Children.Signal("HUP", Environment.ProcessId);
        Until.Equal(1, () => daemon.Reloads);
    }

    [Fact]
    public void A_pause_lets_go_what_is_held_and_nothing_runs_until_resume()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.Equal("down a", () => daemon.Outside.All);
        Assert.Equal("Paused", daemon.Ask("pause").GetProperty("message").GetString());
        Assert.Equal("down a, up a", daemon.Outside.All);
        var status = daemon.Status();
        Assert.Equal(("Paused", true), (status.GetProperty("state").GetString(), status.GetProperty("paused").GetBoolean()));
        var refusal = daemon.Ask("inject", new { message = "note-on 36 100" });
        Assert.Equal(3001, refusal.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("success", daemon.Ask("resume").GetProperty("status").GetString());
        Assert.Equal("Running", daemon.StateWord);
        Assert.Equal(1, daemon.Ask("inject", new { message = "note-on 36 100" }).GetProperty("actions").GetArrayLength());
        Assert.Equal((1, 1), (daemon.Logged("Paused: no mapping runs until resume"), daemon.Logged("Resumed")));
    }

    [Fact]
    public void A_panic_lets_go_what_is_held_and_ends_what_runs()
    {
        using var daemon = Start(Pads + HoldA + $$"""
            [[global_mappings]]
            trigger = { type = "Note", note = 40 }
            action = { type = "Shell", command = "echo $$ > {{Path.Combine(Path.GetTempPath(), "conductor-panic-" + Environment.ProcessId)}}; sleep 1000" }
            """, out _);
        var file = Path.Combine(Path.GetTempPath(), "conductor-panic-" + Environment.ProcessId);
        daemon.Ask("inject", new { message = "note-on 36 100" });
        daemon.Ask("inject", new { message = "note-on 40 100" });
        var pid = Children.PidIn(file);
        File.Delete(file);
        Assert.Equal("success", daemon.Ask("panic").GetProperty("status").GetString());
        Assert.Equal("down a, up a", daemon.Outside.All);
        Until.True(() => !Children.IsRunning(pid), "the shell's end");
        Assert.Equal("Running", daemon.StateWord);
    }

    [Fact]
    public void A_mapping_that_hears_what_it_sends_is_named_in_log_and_status()
    {
        using var daemon = Start(Pads + """
            [[global_mappings]]
            description = "mirror"
            trigger = { type = "CC", cc = 1 }
            action = { type = "SendMidi", port = "Out", create = true, message_type = "CC", controller = 2 }
            """, out _);
        daemon.Ask("inject", new { bytes = Enumerable.Range(0, 101).SelectMany(i => new[] { 0xB0, 1, i, 0xB0, 2, i }).ToArray() });
        var status = daemon.Status();
        Assert.Equal(101, status.GetProperty("metrics").GetProperty("echoes").GetInt64());
        Assert.Equal("mirror: it hears what it sends, and is held back for a second", status.GetProperty("last_error").GetString());
        Assert.Equal(1, daemon.Logged("'mirror' ("));
    }

    [Fact]
    public void An_action_may_ask_for_a_reload()
    {
        using var daemon = Start(Pads + """
            [[global_mappings]]
            trigger = { type = "Note", note = 40 }
            action = { type = "Control", command = "reload" }
            """, out _);
        daemon.Ask("inject", new { message = "note-on 40 100" });
        Until.Equal(1L, () => daemon.Reloads);
    }

    [Fact]
    public void An_overrun_lets_go_what_is_held_and_is_counted()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.Equal("down a", () => daemon.Outside.All);
        daemon.Midi.Overrun();
        Until.Equal("down a, up a", () => daemon.Outside.All);
        Assert.Equal(1, daemon.Status().GetProperty("metrics").GetProperty("dropped").GetInt64());
    }

    [Fact]
    public void Messages_that_found_no_room_are_counted_and_said_once()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Midi.Dropped = 3;
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.Equal(3L, () => daemon.Status().GetProperty("metrics").GetProperty("dropped").GetInt64());
        daemon.Midi.Dropped = 5;
        daemon.Midi.Play(pads, "note-off 36");
        Until.Equal(5L, () => daemon.Status().GetProperty("metrics").GetProperty("dropped").GetInt64());
        Assert.Equal(1, daemon.Logged("messages were dropped"));
    }

    [Fact]
    public void After_sleep_every_connection_is_looked_at_again_and_the_log_says_so()
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.Equal("down a", () => daemon.Outside.All);
        daemon.Midi.TakeDone();
        daemon.Midi.WakeUp();
        daemon.WaitForLog("The computer woke up");
        Until.True(() => daemon.Midi.TakeDone().Contains("connect", StringComparison.Ordinal), "the connection");
    }

    [Fact]
    public void A_keyboard_that_is_refused_is_said_once_with_the_remedy_and_the_rest_works()
    {
        using var daemon = new RunningDaemon();
        daemon.Platform.KeyboardRefusal = new NativeException("open /dev/uinput", 13, "EACCES", "add yourself to the group input");
        daemon.Write(HoldA).Start();
        daemon.Ask("inject", new { message = "note-on 36 100" });
        daemon.Ask("reload");
        daemon.Ask("inject", new { message = "note-on 37 100" });
        Assert.Equal("Edit", daemon.Mode);
        Assert.Contains("add yourself to the group input", daemon.Status().GetProperty("last_error").GetString());
        daemon.WaitForLog("the mappings that need it can't act");
        Assert.Equal(1, daemon.Logged("the mappings that need it can't act"));
    }

    [Fact]
    public void Where_there_is_no_sequencer_it_runs_degraded_and_inject_plays_all_the_same()
    {
        using var daemon = new RunningDaemon();
        daemon.Platform.MidiRefusal = new NativeException("open /dev/snd/seq", 2, "ENOENT", "load the module snd-seq");
        daemon.Write(Pads + HoldA).Start();
        Assert.Equal("Degraded", daemon.StateWord);
        Assert.Equal("loopback", daemon.Status().GetProperty("backend").GetString());
        daemon.Ask("inject", new { message = "note-on 36 100" });
        Assert.Equal("down a", daemon.Outside.All);
        daemon.WaitForLog("load the module snd-seq");
    }

    [Fact]
    public void A_sequencer_that_was_asked_for_by_name_and_is_missing_is_an_error()
    {
        using var daemon = new RunningDaemon { Backend = Platform.MidiBackend.Alsa };
        daemon.Platform.MidiRefusal = new NativeException("open /dev/snd/seq", 2, "ENOENT");
        Assert.Throws<NativeException>(() => daemon.Write(HoldA).Make());
        Assert.False(File.Exists(daemon.Socket));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_MIDI_system_that_fails_lets_go_what_is_held_and_the_daemon_stays_reachable_and_quiet(bool inWait)
    {
        using var daemon = Start(Pads + HoldA, out var pads);
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.Equal("down a", () => daemon.Outside.All);
        var midi = daemon.Midi;
        var failure = new NativeException("snd_seq_event_input", -19, "ENODEV");
        if (inWait) midi.WaitFails = failure;
        else midi.ReadFails = failure;
        midi.Wake();
        try
        {
            Until.Equal("down a, up a", () => daemon.Outside.All);
            Assert.Equal("pong", daemon.Ask("ping").GetProperty("message").GetString());
            Until.Equal("Degraded", () => daemon.StateWord);
            Assert.Contains("ENODEV", daemon.Status().GetProperty("last_error").GetString());
            var waits = Volatile.Read(ref midi.Waits);
            var isQuiet = Until.Never(() => Volatile.Read(ref midi.Waits) - waits > 100, TimeSpan.FromSeconds(1));
            Assert.True(isQuiet, "the engine's thread spins");
            Assert.InRange(daemon.Logged("MIDI input failed"), 1, 10);
            Assert.Equal("success", daemon.Ask("reload").GetProperty("status").GetString());
        }
        finally
        {
            (midi.WaitFails, midi.ReadFails) = (null, null);
        }
    }

    [Fact]
    public void A_sequencer_that_appears_later_is_taken_without_being_asked()
    {
        using var daemon = new RunningDaemon();
        var pads = daemon.Midi.Plug("Launchpad");
        daemon.Platform.SequencerNode = daemon.Directory["seq"];
        daemon.Platform.MidiRefusal = new NativeException("open /dev/snd/seq", 2, "ENOENT");
        daemon.Write(Pads + HoldA).Start();
        daemon.Platform.MidiRefusal = null;
        File.WriteAllText(daemon.Directory["seq"], "");
        Until.Equal("Running", () => daemon.StateWord);
        Until.True(() => daemon.Midi.IsConnected(pads), "the connection");
        daemon.Midi.Play(pads, "note-on 36 100");
        Until.Equal("down a", () => daemon.Outside.All);
    }

    [Fact]
    public void A_sequencer_that_appears_while_the_daemon_starts_is_not_missed()
    {
        using var daemon = new RunningDaemon();
        daemon.Midi.Plug("Launchpad");
        daemon.Platform.SequencerNode = daemon.Directory["seq"];
        daemon.Platform.MidiRefusal = new NativeException("open /dev/snd/seq", 2, "ENOENT");
        daemon.Platform.AfterRefusal = () =>
        {
            daemon.Platform.MidiRefusal = null;
            File.WriteAllText(daemon.Directory["seq"], "");
        };
        daemon.Write(Pads + HoldA).Start();
        Until.Equal("Running", () => daemon.StateWord);
    }

    [Fact]
    public void A_MIDI_system_that_failed_is_taken_again_when_it_is_back_and_monitor_shows_the_device_go_and_come()
    {
        using var daemon = new RunningDaemon();
        daemon.Midi.Plug("Launchpad");
        daemon.Platform.SequencerNode = daemon.Directory["seq"];
        File.WriteAllText(daemon.Directory["seq"], "");
        daemon.Write(Pads + HoldA).Start();
        using var monitor = daemon.Connect();
        monitor.Ask("monitor");

        var failed = daemon.Midi;
        var back = new FakeMidiSystem(daemon.Outside);
        daemon.Platform.Midi = back;
        daemon.Platform.MidiRefusal = new NativeException("open /dev/snd/seq", 2, "ENOENT");
        File.Delete(daemon.Directory["seq"]);
        failed.ReadFails = new NativeException("snd_seq_event_input", -19, "ENODEV");
        failed.Wake();
        Until.Equal("loopback", () => daemon.Status().GetProperty("backend").GetString());
        Until.True(() => failed.IsDisposed, "the end of the old system");

        var pads = back.Plug("Launchpad");
        daemon.Platform.MidiRefusal = null;
        File.WriteAllText(daemon.Directory["seq"], "");
        Until.Equal("Running", () => daemon.StateWord);
        Until.True(() => back.IsConnected(pads), "the connection");
        back.Play(pads, "note-on 36 100");
        Until.Equal("down a", () => daemon.Outside.All);
        Assert.False(monitor.Next("device").GetProperty("connected").GetBoolean());
        Assert.True(monitor.Next("device").GetProperty("connected").GetBoolean());
    }
}
