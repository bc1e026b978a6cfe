using System.Diagnostics;
using System.Text;

namespace Conductor.Ctl.Tests;

/// <summary>What a run of the program left behind.</summary>
internal sealed record Run(int Code, string Output, string Errors);

/// <summary>Runs the built program in a home of its own, with none of this machine's settings.</summary>
internal sealed class Conductorctl : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Settings = ["CONDUCTOR_CONFIG", "MIDIMON_CONFIG", "CONDUCTOR_SOCKET", "MIDIMON_SOCKET", "XDG_CONFIG_HOME", "NO_COLOR"];

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("conductor-");

    public Dictionary<string, string> Environment { get; } = [];

    public string Home => _home.FullName;

    /// <summary>Where it is started; null: where the tests are.</summary>
    public string? WorkingDirectory { get; init; }

    public string ConfigFile => Path.Combine(Home, ".config", "conductor", "config.toml");

    public void WriteConfig(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigFile)!);
        File.WriteAllText(ConfigFile, text);
    }

    public Run Run(params string[] arguments) => RunWith("", arguments);

    public Run RunWith(string input, params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        WaitFor(process);
        return new Run(process.ExitCode, output.Result, errors.Result);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "conductorctl"), arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        if (WorkingDirectory is { } directory) start.WorkingDirectory = Path.Combine(Home, directory);
        foreach (var name in Settings) start.Environment.Remove(name);
        start.Environment["HOME"] = Home;
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static void WaitFor(Process process)
    {
        if (process.WaitForExit(Patience)) return;
        process.Kill();
        Assert.Fail("conductorctl did not end");
    }

    public void Dispose() => _home.Delete(recursive: true);
}
