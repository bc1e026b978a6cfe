using System.Diagnostics;

namespace Conductor.Published.Tests.Kit;

/// <summary>What a run of a program left behind.</summary>
internal sealed record Run(int Code, string Output, string Errors);

/// <summary>Programs of the system, run to their end.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static bool IsRoot { get; } = Environment.IsPrivilegedProcess;

    public static bool Exists(string name) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(directory => File.Exists(Path.Combine(directory, name)));

    public static Run Run(string name, params string[] arguments) => Run(new ProcessStartInfo(name, arguments));

    /// <summary>Must succeed; its output.</summary>
    public static string Get(string name, params string[] arguments)
    {
        var run = Run(name, arguments);
        Assert.True(run.Code == 0, $"{name} {string.Join(' ', arguments)}: {run}");
        return run.Output;
    }

    public static Run Run(ProcessStartInfo start, string input = "")
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        WriteAll(process, input);
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end: {output.Result}{errors.Result}");
        }

        return new Run(process.ExitCode, output.Result, errors.Result);
    }

    private static void WriteAll(Process process, string input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }
    }
}
