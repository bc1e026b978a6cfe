using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Conductor.Core.Config;

namespace Conductor.Ipc.Tests;

/// <summary>The answers, byte for byte.</summary>
public class RepliesTests
{
    private static string Line<T>(T value, JsonTypeInfo<T> type)
    {
        using var writer = new LineWriter();
        return Encoding.UTF8.GetString(writer.Line(value, type));
    }

    private static JsonElement Id(string json) => JsonDocument.Parse(json).RootElement;

    private static readonly Problem Problem = new()
    {
        Severity = Severity.Error, Code = "note-out-of-range", Message = "Invalid note number: 128 (must be 0-127)", File = "config.toml",
        Line = 42, Column = 8, Length = 3, Path = "modes[0].mappings[2].trigger.note",
    };

    private static readonly ValidateReply Invalid = new()
    {
        Valid = false, ConfigPath = "config.toml", Modes = ["Default"], Mappings = 15, GlobalMappings = 2, Errors = 1, Warnings = 0, Problems = [Problem],
    };

    [Fact]
    public void Too_large() => Assert.Equal(
        """{"status":"error","error":{"code":1004,"message":"Request too large: 1500000 bytes exceeds maximum of 1048576 bytes (1MB)","details":{"request_size":1500000,"max_size":1048576,"security":"Request rejected to prevent memory exhaustion"}}}""" + "\n",
        Line(Replies.TooLarge(1_500_000), IpcJson.Default.ErrorReply));

    [Fact]
    public void Ping() => Assert.Equal(
        """{"status":"success","message":"pong"}""" + "\n",
        Line(new SuccessReply { Message = "pong" }, IpcJson.Default.SuccessReply));

    [Theory]
    [InlineData("7")]
    [InlineData("1.50")]
    [InlineData("\"a-1\"")]
    [InlineData("\"é'\"")]
    public void The_id_comes_first(string id) => Assert.Equal(
        $$"""{"id":{{id}},"status":"success","message":"pong"}""" + "\n",
        Line(new SuccessReply { Id = Id(id), Message = "pong" }, IpcJson.Default.SuccessReply));

    [Fact]
    public void Reload() => Assert.Equal(
        """{"status":"success","message":"Config reloaded successfully","duration_ms":3.1,"modes":["Default","Edit","Mix"],"mappings":15,"global_mappings":2,"warnings":[]}""" + "\n",
        Line(
            new ReloadReply
            {
                Message = "Config reloaded successfully", DurationMs = 3.1, Modes = ["Default", "Edit", "Mix"], Mappings = 15, GlobalMappings = 2, Warnings = [],
            },
            IpcJson.Default.ReloadReply));

    [Fact]
    public void Validate() => Assert.Equal(
        """{"status":"success","valid":false,"config_path":"config.toml","modes":["Default"],"mappings":15,"global_mappings":2,"errors":1,"warnings":0,"problems":[{"severity":"error","code":"note-out-of-range","message":"Invalid note number: 128 (must be 0-127)","file":"config.toml","line":42,"column":8,"length":3,"path":"modes[0].mappings[2].trigger.note"}]}""" + "\n",
        Line(Invalid, IpcJson.Default.ValidateReply));

    [Fact]
    public void The_same_object_stands_in_the_details_without_a_status() => Assert.StartsWith(
        """{"status":"error","error":{"code":2002,"message":"Config validation failed","details":{"valid":false,"config_path":"config.toml",""",
        Line(
            Replies.Error(ErrorCode.ConfigValidationFailed, "Config validation failed", Replies.Details(Invalid.AsDetails(), IpcJson.Default.ValidateReply)),
            IpcJson.Default.ErrorReply));

    [Fact]
    public void Letters_stay_readable_and_a_line_stays_a_line() => Assert.Equal(
        """{"status":"success","message":"l'été ✗ µs <b> \"q\"\n"}""" + "\n",
        Line(new SuccessReply { Message = "l'été ✗ µs <b> \"q\"\n" }, IpcJson.Default.SuccessReply));

    [Fact]
    public void Monitor_leaves_out_what_does_not_apply() => Assert.Equal(
        """{"t":1.5,"kind":"lost","count":3}""" + "\n",
        Line(new MonitorLine { T = 1.5, Kind = "lost", Count = 3 }, IpcJson.Default.MonitorLine));

    [Fact]
    public void Status_names_every_key_and_says_null_before_the_first_reload()
    {
        var text = Line(Statuses.Fresh, IpcJson.Default.StatusReply);
        Assert.Equal(
            """{"status":"success","state":"Running","uptime_seconds":1.5,"config_path":"/c.toml","last_reload_seconds":null,"ipc_socket":"/s","pid":7,"version":"0.1.0","mode":"Default","modes":["Default"],"mappings":1,"global_mappings":0,"devices":[{"id":"pad","name":"Pad","connected":false,"last_event_seconds":null}],"paused":false,"metrics":{"reload_latency_ms":null,"reloads":0,"reload_failures":0,"reload_min_ms":null,"reload_avg_ms":null,"reload_max_ms":null,"events":0,"actions":0,"dropped":0,"errors":0,"echoes":0,"event_latency_us":{"p50":0,"p99":0,"max":0},"memory_bytes":1,"log_lines_lost":0},"last_error":null,"backend":"loopback"}""" + "\n",
            text);
    }

    [Fact]
    public void The_buffer_is_used_again()
    {
        using var writer = new LineWriter();
        writer.Line(new SuccessReply { Message = new string('x', 200_000) }, IpcJson.Default.SuccessReply);
        Assert.Equal("""{"status":"success"}""" + "\n", Encoding.UTF8.GetString(writer.Line(new SuccessReply(), IpcJson.Default.SuccessReply)));
    }
}

internal static class Statuses
{
    public static StatusReply Fresh => new()
    {
        State = "Running", UptimeSeconds = 1.5, ConfigPath = "/c.toml", IpcSocket = "/s", Pid = 7, Version = "0.1.0", Mode = "Default", Modes = ["Default"],
        Mappings = 1, GlobalMappings = 0, Devices = [new DeviceInfo { Id = "pad", Name = "Pad", Connected = false }], Paused = false, Backend = "loopback",
        Metrics = new MetricsInfo
        {
            Reloads = 0, ReloadFailures = 0, Events = 0, Actions = 0, Dropped = 0, Errors = 0, MemoryBytes = 1, LogLinesLost = 0,
            EventLatencyUs = new LatencyInfo { P50 = 0, P99 = 0, Max = 0 },
        },
    };
}
