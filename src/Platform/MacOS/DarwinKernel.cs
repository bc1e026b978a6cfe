using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Native.Darwin;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.MacOS;

/// <summary>macOS's own calls: stat, F_FULLFSYNC, kqueue, getpeereid. What Linux does with one flag takes a second call here.</summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class DarwinKernel : Kernel
{
    private const ulong Over = 1;

    public override long Now => HostTime.Now;

    public override bool TryStatus(string path, out FileStatus status)
    {
        stat raw;
        var result = Stats.lstat(path, &raw);
        status = result == 0 ? From(raw) : default;
        return result == 0;
    }

    public override bool TryStatus(int descriptor, out FileStatus status)
    {
        stat raw;
        var result = Stats.fstat(descriptor, &raw);
        status = result == 0 ? From(raw) : default;
        return result == 0;
    }

    /// <summary>
    /// fsync(2) only hands the bytes to the drive, which may keep them in its cache; F_FULLFSYNC has them put on the medium. A file system that does not know it (FAT and ZFS say ENOTTY) gets the
    /// other; an error of the disk stays one.
    /// </summary>
    public override int Flush(int descriptor)
    {
        var flushed = Files.fcntl(descriptor, Files.F_FULLFSYNC, 0);
        return flushed == 0 || Errno.Last is not (Errno.ENOTTY or Errno.EOPNOTSUPP or Errno.EINVAL) ? flushed : Files.fsync(descriptor);
    }

    public override bool IsBeingWritten(string path) => false;

    public override IBell OpenBell() => new PipeBell();

    /// <summary>In whole milliseconds, rounded up: nothing here is so near that it matters. The engine sleeps elsewhere (<see cref="KqueueSleep"/>).</summary>
    public override int Poll(pollfd* descriptors, int count, long deadline)
    {
        var now = Now;
        var left = deadline == long.MaxValue ? -1 : Math.Min(((Math.Max(deadline, now) - now) + 999) / 1000, int.MaxValue);
        return Native.Libc.Poll.poll(descriptors, (nuint)count, (int)left);
    }

    public override int OpenSocket(bool blocks) => Prepare(Sockets.socket(Sockets.AF_UNIX, Sockets.SOCK_STREAM, 0), blocks);

    public override int Accept(int listener) => Prepare(Sockets.accept(listener, null, null), blocks: false);

    public override bool TryPeer(int socket, out uint user)
    {
        uint euid, egid;
        var asked = Peers.getpeereid(socket, &euid, &egid);
        user = asked == 0 ? euid : uint.MaxValue;
        return asked == 0;
    }

    public override int OpenPipe(int* ends)
    {
        if (Files.pipe(ends) != 0) return -1;
        for (var end = 0; end < 2; end++) _ = Files.fcntl(ends[end], Files.F_SETFD, Files.FD_CLOEXEC);
        return 0;
    }

    /// <summary>A queue in which the end is the only event there can be; nobody takes it out, so it stays.</summary>
    public override int OpenProcess(int processId)
    {
        var queue = Queue.Open();
        var exit = new kevent { ident = (ulong)processId, filter = Kqueue.EVFILT_PROC, flags = Kqueue.EV_ADD, fflags = Kqueue.NOTE_EXIT };
        if (Queue.TryChange(queue.Number, exit) != 0)
        {
            if (Errno.Last != Errno.ESRCH) return Fail(queue);
            Ring(queue.Number);   // it has ended, or is just ending, which the queue does not tell apart
        }

        var number = queue.Number;
        queue.SetHandleAsInvalid();   // the caller's from here on
        return number;
    }

    /// <summary>Nothing: POSIX_SPAWN_CLOEXEC_DEFAULT does it.</summary>
    public override int CloseOthers(posix_spawn_file_actions_t* actions, int from) => 0;

    /// <summary>Clean pages of a program's file are the system's to take whenever it wants them.</summary>
    public override void GiveBackStartupMemory()
    {
    }

    public override bool PreferThisThread() => Threads.pthread_set_qos_class_self_np(Threads.QOS_CLASS_USER_INTERACTIVE, 0) == 0;

    private static void Ring(int queue)
    {
        Queue.Change(queue, new kevent { ident = Over, filter = Kqueue.EVFILT_USER, flags = Kqueue.EV_ADD });
        Queue.Change(queue, new kevent { ident = Over, filter = Kqueue.EVFILT_USER, fflags = Kqueue.NOTE_TRIGGER });
    }

    private static int Fail(Descriptor queue)
    {
        var error = Marshal.GetLastPInvokeError();
        queue.Dispose();
        Marshal.SetLastPInvokeError(error);
        return -1;
    }

    private static int Prepare(int socket, bool blocks)
    {
        if (socket < 0) return -1;
        _ = Files.fcntl(socket, Files.F_SETFD, Files.FD_CLOEXEC);
        if (!blocks) _ = Files.fcntl(socket, Files.F_SETFL, Files.O_NONBLOCK);
        var on = 1;
        _ = Sockets.setsockopt(socket, Sockets.SOL_SOCKET, Sockets.SO_NOSIGPIPE, &on, sizeof(int));   // refused: the signal is ignored anyhow
        return socket;
    }

    private static FileStatus From(in stat raw) =>
        new(FileStatus.KindOf(raw.st_mode), raw.st_uid, raw.st_nlink, raw.st_size, new((uint)raw.st_dev >> 24, (uint)raw.st_dev & 0xFFFFFF, raw.st_ino));
}
