using System.Text;
using System.Text.Json;
using Conductor.Core.Ports;
using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>
/// What survives a restart: the mode. Saved at most once a second after a change and at the end, so that a power cut leaves the old or the new generation; a damaged one is moved aside and
/// the one before it is tried. Never a reason not to start.
/// </summary>
internal sealed class StateStore : ITimed, IDisposable
{
    private const int Version = 1;
    private const int MaxBytes = 1024 * 1024;
    private const long Interval = 1_000_000;

    private readonly IFiles _files;
    private readonly ILogger _log;
    private readonly Func<long> _clock;
    private readonly string _path;
    private readonly IDisposable? _lock;
    private string? _savedMode;
    private string? _mode;
    private long _nextSave = long.MinValue;
    private bool _dirty;
    private bool _toldFailure;

    public StateStore(IPlatform platform, ILogger log, Func<long> clock)
    {
        _files = platform.Files;
        _log = log;
        _clock = clock;
        var directory = platform.Paths.ConfigDirectory;
        _path = Path.Combine(directory, "state.json");
        _lock = TryLock(directory);
    }

    public long NextDeadline => _dirty && _lock is not null ? _nextSave : long.MaxValue;

    private IDisposable? TryLock(string directory)
    {
        try
        {
            _files.CreatePrivateDirectory(directory);
            var held = _files.TryLock(_path + ".lock", out _);
            if (held is null) _log.StateLocked(directory);
            return held;
        }
        catch (NativeException e)
        {
            TellFailure(e.Message);
            return null;
        }
    }

    /// <summary>The mode that was in force when the state was last saved, or null.</summary>
    public string? LoadMode()
    {
        foreach (var path in new[] { _path, _path + ".bak" })
        {
            if (Read(path) is not { } content) continue;
            if (StateFile.TryParse(content, out var mode, out var reason)) return _savedMode = _mode = mode;
            if (path == _path && _lock is not null) MoveAside(reason);
        }

        return null;
    }

    private byte[]? Read(string path)
    {
        try
        {
            return _files.ReadWhole(path, MaxBytes);
        }
        catch (NativeException)
        {
            return null;   // none, or none that can be read: there is nothing to restore
        }
    }

    private void MoveAside(string reason)
    {
        try
        {
            _files.Rename(_path, _path + ".corrupt");
            var hasBackup = Read(_path + ".bak") is { } backup && StateFile.TryParse(backup, out _, out _);
            _log.StateDamaged(_path, reason, hasBackup ? "; the generation before it is used" : "; there is none before it");
        }
        catch (NativeException e)
        {
            TellFailure(e.Message);
        }
    }

    /// <summary>The mode has changed: saved soon.</summary>
    public void ModeIs(string mode)
    {
        _mode = mode;
        _dirty = _mode != _savedMode;
        if (_dirty) _nextSave = Math.Max(_nextSave, _clock());
    }

    public void OnTime(long now) => Save();

    /// <summary>Writes the state now where it has changed since.</summary>
    public void Save()
    {
        if (_lock is null || _mode is null || (!_dirty && _savedMode == _mode)) return;
        _dirty = false;
        _nextSave = _clock() + Interval;
        try
        {
            _files.WriteDurably(_path, StateFile.Write(_mode), keepBackup: true);
            _savedMode = _mode;
            _toldFailure = false;
            _log.StateSaved(_mode);
        }
        catch (NativeException e)
        {
            TellFailure(e.Message);
        }
    }

    /// <summary>A directory that can't be written: one warning, and on.</summary>
    private void TellFailure(string reason)
    {
        if (!_toldFailure) _log.StateNotSaved(reason);
        _toldFailure = true;
    }

    public void Dispose() => _lock?.Dispose();

    /// <summary>The file: JSON whose <c>checksum</c> is the SHA-256 of its bytes with those 64 digits as zeros.</summary>
    internal static class StateFile
    {
        private static readonly string Zeros = new('0', Sha256.HashBytes * 2);

        public static byte[] Write(string mode)
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
            {
                json.WriteStartObject();
                json.WriteNumber("version", Version);
                json.WriteString("saved_at", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
                json.WriteString("mode", mode);
                json.WriteNull("led_scheme");
                json.WriteStartObject("app_profiles");
                json.WriteEndObject();
                json.WriteStartObject("devices");
                json.WriteEndObject();
                json.WriteString("checksum", Zeros);
                json.WriteEndObject();
            }

            var bytes = stream.ToArray();
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Sha256.Hash(bytes))).CopyTo(bytes, bytes.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(Zeros)));
            return bytes;
        }

        public static bool TryParse(byte[] bytes, out string? mode, out string reason)
        {
            mode = null;
            reason = "no valid JSON";
            try
            {
                using var document = JsonDocument.Parse(bytes);
                var checksum = document.RootElement.GetProperty("checksum").GetString() ?? "";
                mode = document.RootElement.GetProperty("mode").GetString();
                reason = "wrong checksum";
                return Matches(bytes, checksum);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                return false;
            }
        }

        private static bool Matches(byte[] bytes, string checksum)
        {
            var at = checksum.Length == Zeros.Length ? bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(checksum)) : -1;
            if (at < 0) return false;
            var zeroed = (byte[])bytes.Clone();
            Encoding.ASCII.GetBytes(Zeros).CopyTo(zeroed, at);
            return Convert.ToHexStringLower(Sha256.Hash(zeroed)) == checksum;
        }
    }
}
