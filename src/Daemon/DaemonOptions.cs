using Conductor.Core.Config;
using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary>What the command line says; null = not said.</summary>
internal sealed record DaemonOptions
{
    public string? Config { get; init; }
    public string? Socket { get; init; }
    public MidiBackend Backend { get; init; } = MidiBackend.Auto;
    public LogLevelName? LogLevel { get; init; }

    /// <summary>--config > CONDUCTOR_CONFIG > MIDIMON_CONFIG > the default place.</summary>
    public ConfigPath ConfigPath(IPaths paths) => Platform.ConfigPath.Find(paths, Config);

    /// <summary>--socket > CONDUCTOR_SOCKET > MIDIMON_SOCKET > ipc_socket of the file; null = the default place.</summary>
    public string? NamedSocket(string? inFile) => Socket ?? Environment("CONDUCTOR_SOCKET") ?? Environment("MIDIMON_SOCKET") ?? inFile;

    /// <summary>The command line > DEBUG=1 > the file > info.</summary>
    public LogLevelName Level(LogLevelName? inFile) => LogLevel ?? (Environment("DEBUG") == "1" ? LogLevelName.Debug : inFile ?? LogLevelName.Info);

    private static string? Environment(string name) => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
