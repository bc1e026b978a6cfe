using Conductor.Core.Config;
using Conductor.Ipc;

namespace Conductor.Ctl.Tests;

/// <summary>The answers of the manual.</summary>
internal static class Samples
{
    public const string StatusLine =
        """{"status":"success","state":"Running","uptime_seconds":5025.4,"config_path":"/Users/you/.config/conductor/config.toml","last_reload_seconds":135.2,"ipc_socket":"/tmp/conductor.sock","pid":12345,"version":"0.1.0","mode":"Default","modes":["Default","Edit","Mix"],"mappings":15,"global_mappings":2,"devices":[{"id":"mk3","name":"Maschine Mikro MK3","port":"24:0","connected":true,"last_event_seconds":0.5}],"paused":false,"metrics":{"reload_latency_ms":3.2,"reloads":1,"reload_failures":0,"reload_min_ms":3.2,"reload_avg_ms":3.2,"reload_max_ms":3.2,"events":12345,"actions":678,"dropped":0,"errors":0,"event_latency_us":{"p50":38.2,"p99":91.4,"max":250},"memory_bytes":9000000,"log_lines_lost":0},"last_error":null,"backend":"alsa"}""";

    public const string StatusText =
        """
        Conductor Daemon Status:
          State: Running
          Uptime: 1h 23m 45s
          Mode: Default (1 of 3)
          Config: /Users/you/.config/conductor/config.toml
          Mappings: 15 in 3 modes
          Last Reload: 2m 15s ago
          Reload Time: 3.2ms
          Devices: Maschine Mikro MK3 (connected)
          Events: 12,345 received, 678 actions, 0 dropped
          Latency: p50 38µs, p99 91µs
          IPC Socket: /tmp/conductor.sock
          PID: 12345

        """;

    public static StatusReply Status => Answer.Read(System.Text.Encoding.UTF8.GetBytes(StatusLine))!.As(IpcJson.Default.StatusReply)!;

    public static Problem NoteOutOfRange => new()
    {
        Severity = Severity.Error, Code = "note-out-of-range", Message = "Invalid note number: 128 (must be 0-127)", Context = "mode 'Default', mapping 3",
        File = "config.toml", Line = 42, Column = 8, Length = 3, Excerpt = "note = 128",
    };

    public static Problem Syntax => new()
    {
        Severity = Severity.Error, Code = "toml-syntax", Message = "expected '=' after key 'trigger'", File = "config.toml", Line = 42, Column = 9, Length = 1,
    };

    public static ValidateReply Invalid(params Problem[] problems) => new()
    {
        Valid = false, ConfigPath = "config.toml", Modes = ["Default"], Mappings = 15, GlobalMappings = 2, Errors = problems.Length, Warnings = 0,
        Problems = problems,
    };
}
