using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>The configuration that a daemon without flags reads.</summary>
internal static class DefaultFile
{
    private const string SocketKey = "ipc_socket";

    public static string PathOf(IPlatform platform) => ConfigPath.Find(platform.Paths).Path;

    /// <summary>
    /// Its <c>[daemon] ipc_socket</c>, or null. A file that doesn't speak of it is not parsed: this runs at the start of every command.
    /// One that has errors, as while it is being edited, still says where the daemon that read it before listens.
    /// </summary>
    public static string? Socket(IPlatform platform)
    {
        var path = PathOf(platform);
        var bytes = ReadOrNull(platform, path);
        if (bytes is null || bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(SocketKey)) < 0) return null;
        return ConfigReader.Read(path, bytes, source: new ConfigFiles(platform.Files)).Config is { } config ? config.Socket : FindSocket(Encoding.UTF8.GetString(bytes));
    }

    /// <summary>The first string behind the key, outside comments.</summary>
    internal static string? FindSocket(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var key = line.IndexOf(SocketKey, StringComparison.Ordinal);
            if (key < 0 || line.AsSpan(0, key).Contains('#')) continue;
            var value = line.AsSpan(key + SocketKey.Length).TrimStart("\"' \t");
            if (value is ['=', ..] && Quoted(value[1..].Trim()) is { } path) return path;
        }

        return null;
    }

    private static string? Quoted(ReadOnlySpan<char> value)
    {
        if (value is not (['"', ..] or ['\'', ..])) return null;
        var length = value[1..].IndexOf(value[0]);
        return length > 0 ? value.Slice(1, length).ToString() : null;
    }

    private static byte[]? ReadOrNull(IPlatform platform, string path)
    {
        try
        {
            return platform.Files.ReadWhole(path, ConfigReader.MaxFileBytes);
        }
        catch (NativeException)
        {
            return null;
        }
    }
}
