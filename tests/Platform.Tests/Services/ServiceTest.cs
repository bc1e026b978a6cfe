namespace Conductor.Platform.Tests.Services;

/// <summary>A manager whose programs are scripted, with real files in a home of its own: both managers on any system.</summary>
public abstract class ServiceTest : IDisposable
{
    protected ServiceTest()
    {
        Platform = CurrentPlatform.Create();
        Scratch = Directory.CreateTempSubdirectory("conductor-test-").FullName;
    }

    protected IPlatform Platform { get; }

    protected string Scratch { get; }

    private protected ScriptedCommands Commands { get; set; } = new();

    /// <summary>How often somebody has waited.</summary>
    protected int Pauses { get; private set; }

    private protected ServiceWait Wait => new(() => Pauses++);

    /// <summary>A program that answers to --version, at a place of the scratch folder.</summary>
    protected string NewProgram(string path = "bin/conductor")
    {
        var program = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        File.WriteAllText(program, "#!/bin/sh\necho 0.1.0\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Commands.On("conductor --version", (0, "0.1.0\n"));
        return program;
    }

    protected string At(string name) => Path.Combine(Scratch, name);

    public void Dispose()
    {
        Directory.Delete(Scratch, recursive: true);
        GC.SuppressFinalize(this);
    }
}
