using Conductor.Core.Config;
using Conductor.Ipc;

namespace Conductor.Ctl.Tests;

/// <summary>The texts, letter by letter.</summary>
public class RenderTests
{
    private static ErrorInfo Error(ErrorCode code, string message, ValidateReply? details = null) => new()
    {
        Code = (int)code, Message = message, Details = details is null ? null : Replies.Details(details.AsDetails(), IpcJson.Default.ValidateReply),
    };

    [Fact]
    public void Status() => Assert.Equal(Samples.StatusText, RenderStatus.Text(Samples.Status));

    [Fact]
    public void Status_before_anything_has_happened()
    {
        var status = Samples.Status;
        var text = RenderStatus.Text(status with
        {
            UptimeSeconds = 4.9, LastReloadSeconds = null, Devices = [], Modes = ["Default"], Mappings = 1,
            Metrics = status.Metrics with { ReloadLatencyMs = null, Events = 0, Actions = 1, EventLatencyUs = new LatencyInfo { P50 = 0, P99 = 0, Max = 0 } },
        });
        Assert.Contains("  Uptime: 4s\n  Mode: Default (1 of 1)\n", text);
        Assert.Contains("  Mappings: 1 in 1 mode\n  Last Reload: never\n  Reload Time: none yet\n  Devices: none\n", text);
        Assert.Contains("  Events: 0 received, 1 action, 0 dropped\n  Latency: none yet\n", text);
    }

    [Fact]
    public void Status_ends_with_what_a_person_should_know()
    {
        var status = Samples.Status;
        var device = status.Devices[0];
        var text = RenderStatus.Text(status with
        {
            LastError = "Keystroke cmd+a: no permission",
            Devices = [device, device with { Name = "nanoKONTROL2", Connected = false }],
            Metrics = status.Metrics with { Dropped = 1, LogLinesLost = 2_000 },
        });
        Assert.Contains("  Devices: Maschine Mikro MK3 (connected), nanoKONTROL2 (not connected)\n", text);
        Assert.EndsWith(
            "  PID: 12345\n\nLast problem: Keystroke cmd+a: no permission\n1 event came faster than they could be handled\n2,000 log lines lost: whoever reads the daemon's stderr is too slow",
            text);
    }

    [Theory]
    [InlineData("missing", "\n\nKeys can't be pressed: the permission is missing; tick the box")]
    [InlineData("listed_but_not_effective", "\n\nKeys can't be pressed: the permission is listed, but not effective; tick the box")]
    [InlineData("no_session", "\n\nKeys can't be pressed: there is no desktop session here; tick the box")]
    [InlineData("granted", "  PID: 12345\n")]
    [InlineData("something new", "  PID: 12345\n")]
    public void Status_names_a_permission_that_is_missing_where_keys_are_pressed(string keys, string end)
    {
        var permissions = new PermissionsInfo { Keys = keys, Needed = true, Remedy = "tick the box" };
        Assert.EndsWith(end, RenderStatus.Text(Samples.Status with { Permissions = permissions }));
        Assert.EndsWith("  PID: 12345\n", RenderStatus.Text(Samples.Status with { Permissions = permissions with { Needed = false } }));
    }

    [Fact]
    public void Wish_8_status_names_the_program_that_keeps_the_keyboard_to_itself() => Assert.EndsWith(
        "\n\n1Password keeps the keyboard to itself (secure input): keys still go out, and other programs don't see them",
        RenderStatus.Text(Samples.Status with { Permissions = new PermissionsInfo { Keys = "granted", Needed = false, SecureInput = "1Password" } }));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59.99, "59s")]
    [InlineData(60, "1m 0s")]
    [InlineData(5025, "1h 23m 45s")]
    [InlineData(259_201, "3d 0h 0m 1s")]
    [InlineData(-1, "0s")]
    public void Durations(double seconds, string expected) => Assert.Equal(expected, Words.Duration(seconds));

    private static ReloadReply Reload(double ms, int mappings, params string[] modes) => new()
    {
        DurationMs = ms, Modes = modes, Mappings = mappings, GlobalMappings = 2, Warnings = [],
    };

    [Fact]
    public void A_reload() => Assert.Equal(
        "Config reloaded successfully in 3ms\nLoaded 15 mappings across 3 modes\n", RenderReload.Success(Reload(3.1, 15, "Default", "Edit", "Mix"), false));

    [Theory]
    [InlineData(0.02, "1ms")]
    [InlineData(1.5, "2ms")]
    [InlineData(12_345.6, "12346ms")]
    public void A_reload_takes_whole_milliseconds_and_at_least_one(double ms, string expected) =>
        Assert.StartsWith($"Config reloaded successfully in {expected}\n", RenderReload.Success(Reload(ms, 1, "A"), false));

    [Fact]
    public void One_mapping_and_one_mode_are_singular() =>
        Assert.EndsWith("Loaded 1 mapping across 1 mode\n", RenderReload.Success(Reload(1, 1, "Default"), false));

    [Fact]
    public void A_reload_that_does_not_parse() => Assert.Equal(
        "✗ Config reload failed: TOML parse error\nError at line 42: expected '=' after key 'trigger'\nPrevious config still active (no changes applied)\n",
        RenderReload.Failure(Error(ErrorCode.ConfigParseFailed, "whatever", Samples.Invalid(Samples.Syntax)), false));

    [Fact]
    public void A_reload_where_an_included_file_does_not_parse()
    {
        var include = Samples.Syntax with { Code = "missing-include", Message = "'gone.toml' can't be read: there is no such file", Line = 1 };
        Assert.Equal(
            """
            ✗ Config reload failed: TOML parse error
            Error at line 42 of parts/a.toml: expected '=' after key 'trigger'
              Error:
                'gone.toml' can't be read: there is no such file
                  --> config.toml:1:9
            Previous config still active (no changes applied)

            """,
            RenderReload.Failure(Error(ErrorCode.ConfigParseFailed, "whatever", Samples.Invalid(include, Samples.Syntax with { File = "parts/a.toml" })), false));
    }

    [Fact]
    public void A_reload_that_is_invalid() => Assert.Equal(
        """
        ✗ Config reload failed: Invalid note number: 128 (must be 0-127)
          Error in mode 'Default', mapping 3:
            Invalid note number: 128 (must be 0-127)
              --> config.toml:42:8
               |
            42 | note = 128
               |        ^^^
        Previous config still active (no changes applied)

        """,
        RenderReload.Failure(
            Error(
                ErrorCode.ConfigValidationFailed, "Config reload failed: Invalid note number: 128 (must be 0-127)", Samples.Invalid(Samples.NoteOutOfRange)),
            false));

    [Fact]
    public void A_reload_without_a_file() => Assert.Equal(
        "✗ Config reload failed: Config file not found: /c.toml\nPrevious config still active (no changes applied)\n",
        RenderReload.Failure(Error(ErrorCode.ConfigNotFound, "Config file not found: /c.toml"), false));

    [Fact]
    public void A_valid_file() => Assert.Equal(
        "✓ Config is valid\nFound 3 modes with 15 total mappings\nFound 2 global mappings\nNo errors detected\n",
        CheckText.Success(Samples.Invalid() with { Valid = true, Modes = ["A", "B", "C"] }, false));

    [Fact]
    public void A_valid_file_with_one_of_each() => Assert.Equal(
        "✓ Config is valid\nFound 1 mode with 1 total mapping\nFound 1 global mapping\nNo errors detected\n",
        CheckText.Success(Samples.Invalid() with { Valid = true, Mappings = 1, GlobalMappings = 1 }, false));

    [Fact]
    public void An_invalid_file() => Assert.Equal(
        """
        ✗ Config validation failed:
          Error in mode 'Default', mapping 3:
            Invalid note number: 128 (must be 0-127)
              --> config.toml:42:8
               |
            42 | note = 128
               |        ^^^

        """,
        CheckText.Failure(Samples.Invalid(Samples.NoteOutOfRange), false));

    [Fact]
    public void Warnings_follow_what_was_accepted() => Assert.Contains(
        "  Warning in mode 'Default', mapping 3:\n    Invalid note number",
        CheckText.Success(Samples.Invalid(Samples.NoteOutOfRange with { Severity = Severity.Warning }) with { Valid = true }, false));

    [Theory]
    [InlineData(0.4321, "Pong! Round-trip: 0.43ms")]
    [InlineData(12, "Pong! Round-trip: 12.00ms")]
    public void A_ping(double ms, string expected) => Assert.Equal(expected, PingVerb.Text(ms));

    [Fact]
    public void Several_pings() => Assert.Equal("3 round trips: min 0.10ms, avg 0.20ms, max 0.30ms", PingVerb.Summary([0.1, 0.2, 0.3]));

    [Fact]
    public void What_an_injected_message_ran() => Assert.Equal(
        "Keystroke cmd+shift+a  (Copy, config.toml:12)\nShell ls  (Note 36, config.toml:20)\n",
        RenderInject.Text(new InjectReply
        {
            Handled = 1,
            Actions =
            [
                new ActionInfo { Mapping = "Copy", File = "/home/you/config.toml", Line = 12, Action = "Keystroke cmd+shift+a" },
                new ActionInfo { Mapping = "Note 36", File = "config.toml", Line = 20, Action = "Shell ls" },
            ],
        }));

    public static TheoryData<MonitorLine, string> MonitorLines => new()
    {
        { new MonitorLine { T = 12.345678, Kind = "midi", Device = "pad", Message = "note-on 36 100", Channel = 1 }, "     12.345678  midi     pad               note-on 36 100 ch=1" },
        { new MonitorLine { T = 12.345678, Kind = "gesture", Device = "pad", Gesture = "C2 press 100" }, "     12.345678  gesture  pad               C2 press 100" },
        {
            new MonitorLine { T = 12.345716, Kind = "action", Device = "pad", Action = "Keystroke cmd+c", Mapping = "Copy", File = "/x/config.toml", Line = 12, Us = 38.2 },
            "     12.345716  action   pad               Keystroke cmd+c                   Copy  config.toml:12  38µs"
        },
        { new MonitorLine { T = 1, Kind = "mode", Mode = "Edit" }, "      1.000000  mode                       Edit" },
        { new MonitorLine { T = 1, Kind = "device", Device = "pad", Connected = false }, "      1.000000  device   pad               disconnected" },
        { new MonitorLine { T = 1, Kind = "lost", Count = 1200 }, "      1.000000  lost                       1,200 lines lost" },
        { new MonitorLine { T = 1, Kind = "problem", Error = "no port" }, "      1.000000  problem                    no port" },
        { new MonitorLine { T = 1, Kind = "reload" }, "      1.000000  reload                     reloaded" },
    };

    [Theory]
    [MemberData(nameof(MonitorLines))]
    public void Monitor(MonitorLine line, string expected) => Assert.Equal(expected, RenderMonitor.Text(line));

    [Theory]
    [InlineData("[daemon]\nipc_socket = \"/run/a.sock\"\nbroken", "/run/a.sock")]
    [InlineData("daemon = { ipc_socket='/a b' }", "/a b")]
    [InlineData("\"ipc_socket\" = \"/q\"", "/q")]
    [InlineData("# ipc_socket = \"/no\"\nipc_socket = 5", null)]
    public void The_socket_of_a_file_with_errors(string text, string? expected) => Assert.Equal(expected, DefaultFile.FindSocket(text));
}
