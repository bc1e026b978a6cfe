using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Native.Darwin;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.MacOS;

/// <summary>
/// <see cref="IFileWatch"/> on kqueue. Watches every directory on the way to a file for the one name that was looked up in it, and the file itself for what is written into it; whatever changes on
/// the way is walked again. <see cref="PathWalk"/> finds the way.
/// </summary>
/// <remarks>A directory's event does not say which name it was: the name is looked up again, and is news only where another file has it now. One of the directories is the home directory.</remarks>
[SupportedOSPlatform("macos")]
internal sealed unsafe class KqueueWatch : IFileWatch
{
    private const uint DirectoryEvents = Kqueue.NOTE_WRITE | Moved;
    private const uint FileEvents = Content | Kqueue.NOTE_LINK | Moved;
    private const uint Content = Kqueue.NOTE_WRITE | Kqueue.NOTE_EXTEND;
    private const uint Moved = Kqueue.NOTE_DELETE | Kqueue.NOTE_RENAME | Kqueue.NOTE_ATTRIB | Kqueue.NOTE_REVOKE;
    private const int EventsAtOnce = 16;

    private readonly Descriptor? _queue = Open();
    private IReadOnlyList<string> _paths = [];
    private Dictionary<string, Watched> _watched = [];   // by path

    /// <summary>Links and what only lies in the way are held open by nobody, so the next one may get their number: its kind and where it leads count, too.</summary>
    private readonly record struct Found(FileKind Kind, FileIdentity Identity, string? Target);

    /// <summary>A directory with the names that matter in it, or a file.</summary>
    private sealed class Watched(Descriptor descriptor, bool isDirectory) : IDisposable
    {
        public readonly Descriptor Descriptor = descriptor;
        public readonly bool IsDirectory = isDirectory;

        /// <summary>What had each name when we looked; null: nothing.</summary>
        public Dictionary<string, Found?> Names = [];

        public void Dispose() => Descriptor.Dispose();   // and with it the event
    }

    public Action? Changed { get; set; }

    public bool NeedsPolling { get; private set; }

    /// <summary>-1, which poll passes over, where the system has no descriptor left for us.</summary>
    public int Descriptor => _queue?.Number ?? -1;

    public bool WantsRead => true;

    public bool WantsWrite => false;

    public void Watch(IReadOnlyList<string> paths)
    {
        // Asked for only where it is needed: the directory we were started in may be gone.
        _paths = [.. paths.Select(path => Path.IsPathRooted(path) ? path : Path.Combine(Environment.CurrentDirectory, path))];
        Rescan();
    }

    public void OnReady()
    {
        var isOnTheWay = false;
        if (!IsNews(ref isOnTheWay)) return;
        if (isOnTheWay) Rescan();
        Changed?.Invoke();
    }

    public void Dispose()
    {
        foreach (var watched in _watched.Values) watched.Dispose();
        _watched = [];
        _queue?.Dispose();
    }

    /// <summary>Null where no descriptor is left: then we poll, which is better than not to start.</summary>
    private static Descriptor? Open()
    {
        try
        {
            return Queue.Open();
        }
        catch (Core.Ports.NativeException refusal) when (refusal.Status is Errno.EMFILE or Errno.ENFILE)
        {
            return null;
        }
    }

    private bool IsNews(ref bool isOnTheWay)
    {
        var events = stackalloc kevent[EventsAtOnce];
        Native.Darwin.timespec now = default;
        var isNews = false;
        int count;
        do
        {
            count = Kqueue.kevent_(Descriptor, null, 0, events, EventsAtOnce, &now);
            if (count < 0 && Errno.Last != Errno.EINTR) throw Libc.Refusal("kevent", null, Errno.Last);
            for (var i = 0; i < count; i++) isNews |= Judge(events[i], ref isOnTheWay);
        }
        while (count == EventsAtOnce);
        return isNews;
    }

    private bool Judge(in kevent heard, ref bool isOnTheWay)
    {
        foreach (var (path, watched) in _watched)
        {
            if (watched.Descriptor.Number != (int)heard.ident) continue;
            var isWay = (heard.fflags & Moved) != 0 || (watched.IsDirectory && AreOthers(path, watched.Names));
            isOnTheWay |= isWay;
            return isWay || !watched.IsDirectory;
        }

        return false;   // the tail of a watch we have given up
    }

    private static bool AreOthers(string directory, Dictionary<string, Found?> names) => names.Any(name => Look(directory, name.Key) != name.Value);

    private static Found? Look(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        if (!FileStatus.TryAt(path, out var status)) return null;
        return new Found(status.Kind, status.Identity, status.Kind == FileKind.SymbolicLink ? PathWalk.ReadLink(path) : null);
    }

    /// <summary>
    /// A directory is watched before a name is looked up in it, so that what happens after the look is an event; what is watched already stays so, and what no way leads over any more goes at the end.
    /// </summary>
    private void Rescan()
    {
        var before = _watched;
        _watched = [];
        NeedsPolling = _queue is null;
        foreach (var path in _paths) PathWalk.Along(path, (directory, name) => WatchName(before, directory, name), file => WatchFile(before, file));
        foreach (var (path, watched) in before)
        {
            if (!_watched.TryGetValue(path, out var kept) || kept != watched) watched.Dispose();
        }
    }

    private void WatchName(Dictionary<string, Watched> before, string directory, string name)
    {
        NeedsPolling |= SilentMounts.IsOne(directory);
        if (Keep(before, directory, isDirectory: true) is { } watched) watched.Names[name] = Look(directory, name);
        else NeedsPolling |= !LeadsOn(directory, name);
    }

    private void WatchFile(Dictionary<string, Watched> before, string path)
    {
        if (Keep(before, path, isDirectory: false) is null) NeedsPolling = true;
    }

    /// <summary>Null where it can't be watched: gone since we looked (the directory above will tell), not ours to read, or no descriptor left.</summary>
    private Watched? Keep(Dictionary<string, Watched> before, string path, bool isDirectory)
    {
        if (_watched.TryGetValue(path, out var known)) return known;
        if (before.TryGetValue(path, out var old) && IsStill(old, path))
        {
            old.Names = [];
            return _watched[path] = old;
        }

        return Add(path, isDirectory) is { } added ? _watched[path] = added : null;
    }

    private static bool IsStill(Watched watched, string path) =>
        FileStatus.TryOf(watched.Descriptor.Number, out var held) && FileStatus.TryAt(path, out var now) && held.Identity == now.Identity;

    private Watched? Add(string path, bool isDirectory)
    {
        if (_queue is null) return null;
        var number = Files.open(path, Files.O_EVTONLY | Files.O_CLOEXEC | Files.O_NONBLOCK | (isDirectory ? Files.O_DIRECTORY : 0), 0);
        if (number < 0) return null;
        var descriptor = new Descriptor(number);
        var change = new kevent
        {
            ident = (ulong)number, filter = Kqueue.EVFILT_VNODE, flags = Kqueue.EV_ADD | Kqueue.EV_CLEAR, fflags = isDirectory ? DirectoryEvents : FileEvents,
        };
        if (Queue.TryChange(_queue.Number, change) == 0) return new Watched(descriptor, isDirectory);
        descriptor.Dispose();
        return null;
    }

    /// <summary>A directory that may be passed but not read can't be watched. Where it only leads on to the next one, that is no reason to poll for ever.</summary>
    private static bool LeadsOn(string directory, string name) => FileStatus.TryAt(Path.Combine(directory, name), out var status) && status.Kind == FileKind.Directory;
}
