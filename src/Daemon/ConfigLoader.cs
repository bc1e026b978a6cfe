using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary>What one reading of a file and its includes led to: a plan, or why there is none.</summary>
/// <param name="Files">What was read.</param>
/// <param name="Result">Null where the file could not be read.</param>
/// <param name="Plan">Null where there is an error.</param>
/// <param name="Unreadable">Why the file could not be read.</param>
internal sealed record LoadedConfig(ConfigSnapshot Files, ConfigResult? Result, Plan? Plan, NativeException? Unreadable)
{
    /// <summary>There is no such file; one that is there and can't be read is another thing.</summary>
    public bool IsMissing => Unreadable?.IsMissingFile == true;

    public ErrorCode Code => IsMissing ? ErrorCode.ConfigNotFound : Result?.IsSyntaxError == true ? ErrorCode.ConfigParseFailed : ErrorCode.ConfigValidationFailed;
}

/// <summary>Path → plan or problems; the one way for start, reload, validate and <c>--check</c>. Each file is read once.</summary>
internal sealed class ConfigLoader(IPlatform platform)
{
    private readonly ConfigFiles _disk = new(platform.Files);

    public LoadedConfig Load(string path)
    {
        byte[] content;
        try
        {
            content = platform.Files.ReadWhole(path, ConfigReader.MaxFileBytes);
        }
        catch (NativeException e)
        {
            return new LoadedConfig(new ConfigSnapshot(path, null), null, null, e);
        }

        return Build(path, content);
    }

    /// <summary>From a file's content; what it includes is on disk.</summary>
    public LoadedConfig Build(string path, byte[] content) => Build(path, content, _disk);

    /// <summary>As it was when these files were read; nothing is on disk.</summary>
    public LoadedConfig Build(ConfigSnapshot files) => Build(files.Main.Path, files.Main.Content!, files);

    private LoadedConfig Build(string path, byte[] content, IConfigSource source)
    {
        var recorder = new Recorder(source);
        recorder.Files.Add(new ReadFile(path, content));
        var (result, plan) = PlanReader.Read(path, content, platform.CanPress, recorder);
        return new LoadedConfig(new ConfigSnapshot([.. recorder.Files]), result, plan, null);
    }

    /// <summary>The configuration that runs where there is no file at the default place.</summary>
    public LoadedConfig Starter()
    {
        using var stream = typeof(ConfigLoader).Assembly.GetManifestResourceStream("starter.toml")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return Build("(built-in starter)", content);
    }

    /// <summary>No mappings at all: what runs where a file that was named can't be used.</summary>
    public LoadedConfig Empty(string path) => Build(path, []);

    /// <summary>Remembers what was read.</summary>
    private sealed class Recorder(IConfigSource source) : IConfigSource
    {
        public List<ReadFile> Files { get; } = [];

        public IncludedFile Read(string path)
        {
            var file = source.Read(path);
            Files.Add(new ReadFile(path, file.Content));
            return file;
        }

        public string FullPath(string path) => source.FullPath(path);
    }
}
