namespace Conductor.Daemon.Tests;

/// <summary>A directory of a test's own, with a short path (sockets lie in it), removed afterwards.</summary>
internal sealed class TestDirectory : IDisposable
{
    public TestDirectory() => Path = Directory.CreateTempSubdirectory("conductor-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
