using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.Linux;

/// <summary>
/// <see cref="IFileWatch"/> on inotify. Watches every directory on the way to a file for the one name that was looked up in it, and
/// the file itself for what is written into it; whatever changes on the way is walked again. <see cref="PathWalk"/> finds the way.
/// </summary>
/// <remarks>
/// Directories are not watched for writes into their files: one of them is the home directory, and somebody always writes there.
/// The file is watched by itself also because a write through a hard link elsewhere shows only there.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed unsafe class InotifyWatch : IFileWatch
{
    private const uint DirectoryEvents = Inotify.IN_CREATE | Inotify.IN_DELETE | Inotify.IN_MOVED_FROM | Inotify.IN_MOVED_TO
        | Inotify.IN_ATTRIB | Inotify.IN_DELETE_SELF | Inotify.IN_MOVE_SELF;

    private const uint ContentEvents = Inotify.IN_MODIFY | Inotify.IN_CLOSE_WRITE;
    private const uint FileEvents = ContentEvents | Inotify.IN_ATTRIB | Inotify.IN_DELETE_SELF | Inotify.IN_MOVE_SELF;
    private const int BufferBytes = 4096; // an event has at most 16 + 256

    /// <summary>In rising order: the greatest of many counts.</summary>
    private enum News
    {
        None,
        Content,
        OnTheWay,
    }

    private readonly Descriptor? _inotify = Open();

    private IReadOnlyList<string> _paths = [];

    /// <summary>By watch descriptor: the names that matter in a directory, or null for a file.</summary>
    private Dictionary<int, List<byte[]>?> _watched = [];

    /// <summary>Null where it can't be known: then every place may be silent.</summary>
    private HashSet<string>? _silentDevices;

    public Action? Changed { get; set; }

    public bool NeedsPolling { get; private set; }

    /// <summary>-1, which poll passes over, where the system has no inotify left for us.</summary>
    public int Descriptor => _inotify?.Number ?? -1;

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
        var news = ReadNews();
        if (news == News.OnTheWay) Rescan();
        if (news != News.None) Changed?.Invoke();
    }

    public void Dispose() => _inotify?.Dispose();

    /// <summary>
    /// Null where this user's instances (fs.inotify.max_user_instances, often 128) are taken: then we poll, which is better than not
    /// to start.
    /// </summary>
    private static Descriptor? Open()
    {
        var number = Inotify.inotify_init1(Inotify.IN_CLOEXEC | Inotify.IN_NONBLOCK);
        if (number < 0 && Errno.Last is Errno.EMFILE or Errno.ENFILE) return null;
        return new Descriptor(Libc.Check(number, "inotify_init1"));
    }

    private News ReadNews()
    {
        Span<byte> buffer = stackalloc byte[BufferBytes];
        var news = News.None;
        int length;
        while ((length = PosixIo.Read(Descriptor, buffer)) > 0)
        {
            var rest = buffer[..length];
            while (!rest.IsEmpty)
            {
                var head = MemoryMarshal.Read<inotify_event>(rest);
                var name = rest.Slice(sizeof(inotify_event), (int)head.len);
                news = (News)Math.Max((int)news, (int)Judge(head, name.TrimEnd((byte)0)));
                rest = rest[(sizeof(inotify_event) + name.Length)..];
            }
        }

        if (length < 0 && Errno.Last != Errno.EAGAIN) throw Libc.Refusal("read", "inotify", Errno.Last);
        return news;
    }

    private News Judge(in inotify_event head, ReadOnlySpan<byte> name)
    {
        if ((head.mask & Inotify.IN_Q_OVERFLOW) != 0) return News.OnTheWay; // events were lost: any of them may have been ours
        if (!_watched.TryGetValue(head.wd, out var names)) return News.None; // the tail of a watch we have given up
        if (names is null) return (head.mask & ~ContentEvents) == 0 ? News.Content : News.OnTheWay;
        return name.IsEmpty || IsOneOf(name, names) ? News.OnTheWay : News.None; // no name: the directory itself
    }

    private static bool IsOneOf(ReadOnlySpan<byte> name, List<byte[]> names)
    {
        foreach (var candidate in names)
            if (name.SequenceEqual(candidate)) return true;
        return false;
    }

    /// <summary>
    /// Adds first and removes afterwards, so that nothing is unwatched in between; what we have already is only confirmed. A directory
    /// is added before a name is looked up in it, so that what happens after the look is an event.
    /// </summary>
    private void Rescan()
    {
        var before = _watched;
        _watched = [];
        _silentDevices = SilentFileSystems.Devices();
        NeedsPolling = _inotify is null;
        foreach (var path in _paths) PathWalk.Along(path, WatchName, WatchFile);
        foreach (var watch in before.Keys)
            if (!_watched.ContainsKey(watch)) _ = Inotify.inotify_rm_watch(Descriptor, watch); // EINVAL: it went by itself
    }

    private void WatchName(string directory, string name)
    {
        NeedsPolling |= IsOnSilentFileSystem(directory);
        if (TryAdd(directory, DirectoryEvents | Inotify.IN_ONLYDIR | Inotify.IN_EXCL_UNLINK, out var watch))
        {
            ref var names = ref CollectionsMarshal.GetValueRefOrAddDefault(_watched, watch, out _);
            (names ??= []).Add(Encoding.UTF8.GetBytes(name));
        }
        else
        {
            NeedsPolling |= !LeadsOn(directory, name);
        }
    }

    private void WatchFile(string path)
    {
        if (TryAdd(path, FileEvents, out var watch)) _watched[watch] = null;
        else NeedsPolling = true;
    }

    private bool IsOnSilentFileSystem(string path) =>
        _silentDevices is null || (FileStatus.TryAt(path, out var status) && _silentDevices.Contains(status.Identity.Device));

    /// <summary>
    /// A directory that may be passed but not read (/home is often 0711) can't be watched. Where it only leads on to the next one,
    /// that is no reason to poll for ever.
    /// </summary>
    private static bool LeadsOn(string directory, string name) =>
        FileStatus.TryAt(Path.Combine(directory, name), out var status) && status.Kind == FileKind.Directory;

    /// <summary>
    /// Not where it has gone since we looked (the directory above will tell), where we may not read it, or where this user's watches
    /// (fs.inotify.max_user_watches) are taken.
    /// </summary>
    private bool TryAdd(string path, uint events, out int watch)
    {
        watch = _inotify is null ? -1 : Inotify.inotify_add_watch(_inotify.Number, path, events | Inotify.IN_DONT_FOLLOW);
        return watch >= 0;
    }
}
