using System.Diagnostics;

namespace Conductor.Platform.Tests.Kit;

/// <summary>A program of the system, as the other process in a test.</summary>
internal sealed class Tool : IDisposable
{
    private readonly Process _process;

    private Tool(string name, string[] arguments)
    {
        Assert.SkipUnless(Exists(name), $"{name} is not installed");
        _process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    public int Id => _process.Id;

    public static bool Exists(string name) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(directory => File.Exists(Path.Combine(directory, name)));

    /// <summary>Starts it and waits for its first line, which says that it has begun.</summary>
    public static Tool StartAndWaitForLine(string name, params string[] arguments)
    {
        var tool = new Tool(name, arguments);
        Assert.NotNull(tool._process.StandardOutput.ReadLine());
        return tool;
    }

    public static Tool Start(string name, params string[] arguments) => new(name, arguments);

    /// <summary>Runs it to its end: exit code and output.</summary>
    public static (int Status, string Output) Run(string name, params string[] arguments)
    {
        using var tool = new Tool(name, arguments);
        return (tool.Finish(out var output), output);
    }

    public int Finish(out string output)
    {
        _process.StandardInput.Close();
        output = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
