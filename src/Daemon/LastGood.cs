using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary>The last configuration that was accepted, beside state.json, its path in the first line: what a daemon runs on whose file is broken at start.</summary>
/// <remarks>
/// Behind the file comes each that it includes, under a line with its path: <c>NUL "# " path LF NUL content</c>. Neither a path nor a file that was accepted has a NUL in it, so nothing needs
/// to be escaped, and a file that includes none stands there as it is.
/// </remarks>
internal sealed class LastGood(IPlatform platform, string path)
{
    private const int MaxBytes = 16 * ConfigReader.MaxFileBytes;

    private readonly string _file = Path.Combine(platform.Paths.ConfigDirectory, "last-good.toml");
    private readonly byte[] _head = HeadOf(path);

    private static byte[] HeadOf(string path) => Encoding.UTF8.GetBytes($"# {path}\n");

    /// <summary>What it was, where it is of the same path.</summary>
    public ConfigSnapshot? Read() => ReadBytes() is { } bytes && bytes.AsSpan().StartsWith(_head) ? Split(bytes) : null;

    private byte[]? ReadBytes()
    {
        try
        {
            return platform.Files.ReadWhole(_file, MaxBytes);
        }
        catch (NativeException)
        {
            return null;   // there is none to fall back to
        }
    }

    private ConfigSnapshot Split(byte[] bytes)
    {
        var parts = new List<byte[]>();
        var rest = bytes.AsSpan(_head.Length);
        foreach (var range in rest.Split((byte)0)) parts.Add(rest[range].ToArray());
        var files = new List<ReadFile> { new(path, parts[0]) };
        for (var i = 1; i + 1 < parts.Count; i += 2) files.Add(new ReadFile(PathOf(parts[i]), parts[i + 1]));
        return new ConfigSnapshot([.. files]);
    }

    private static string PathOf(ReadOnlySpan<byte> head) => head.Length > 3 ? Encoding.UTF8.GetString(head[2..^1]) : "";

    /// <summary>What is too large to be read back is not kept.</summary>
    public void Write(ConfigSnapshot files)
    {
        using var stream = new MemoryStream();
        stream.Write(_head);
        stream.Write(files.Main.Content);
        foreach (var file in files.Files[1..])
        {
            stream.WriteByte(0);
            stream.Write(HeadOf(file.Path));
            stream.WriteByte(0);
            stream.Write(file.Content);
        }

        var bytes = stream.ToArray();
        if (bytes.Length > MaxBytes) return;
        if (ReadBytes() is { } old && old.AsSpan().SequenceEqual(bytes)) return;
        platform.Files.CreatePrivateDirectory(platform.Paths.ConfigDirectory);
        platform.Files.WriteDurably(_file, bytes, keepBackup: false);
    }
}
