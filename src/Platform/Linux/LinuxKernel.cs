using System.Runtime.Versioning;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.Linux;

/// <summary>Linux's own calls: statx, eventfd, pidfds, ppoll, leases.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class LinuxKernel : Kernel
{
    /// <summary>JACK and PipeWire run from 60 on, with their clients a little lower.</summary>
    private const int BelowSound = 10;

    public override long Now => MonotonicClock.Now;

    public override bool TryStatus(string path, out FileStatus status)
    {
        statx raw;
        var result = Stat.statx(Files.AT_FDCWD, path, Stat.AT_SYMLINK_NOFOLLOW, Stat.STATX_BASIC_STATS, &raw);
        status = result == 0 ? From(raw) : default;
        return result == 0;
    }

    public override bool TryStatus(int descriptor, out FileStatus status)
    {
        statx raw;
        var result = Stat.statx(descriptor, "", Stat.AT_EMPTY_PATH, Stat.STATX_BASIC_STATS, &raw);
        status = result == 0 ? From(raw) : default;
        return result == 0;
    }

    public override int Flush(int descriptor) => Files.fsync(descriptor);

    /// <summary>The kernel refuses a read lease (F_SETLEASE) while the file is open for writing.</summary>
    public override bool IsBeingWritten(string path)
    {
        var number = Files.open(path, Files.O_RDONLY | Files.O_NONBLOCK | Files.O_NOCTTY | Files.O_CLOEXEC, 0);
        if (number < 0) return false;
        using var file = new Descriptor(number);

        // Who opens it for writing in the instant we hold the lease waits, and we get a signal: SIGIO by default, which ends the process.
        // SIGURG is ignored by default.
        _ = Files.fcntl(number, Files.F_SETSIG, Signals.SIGURG);
        if (Files.fcntl(number, Files.F_SETLEASE, Files.F_RDLCK) != 0) return Errno.Last == Errno.EAGAIN;
        _ = Files.fcntl(number, Files.F_SETLEASE, Files.F_UNLCK); // closing would do it too
        return false;
    }

    public override IBell OpenBell() => new WakeEvent();

    public override int Poll(pollfd* descriptors, int count, long deadline)
    {
        var left = deadline == long.MaxValue ? default : MonotonicClock.Until(deadline);
        return Native.Libc.Poll.ppoll(descriptors, (nuint)count, deadline == long.MaxValue ? null : &left, null);
    }

    public override int OpenSocket(bool blocks) =>
        Sockets.socket(Sockets.AF_UNIX, Sockets.SOCK_STREAM | Sockets.SOCK_CLOEXEC | (blocks ? 0 : Sockets.SOCK_NONBLOCK), 0);

    public override int Accept(int listener) => Sockets.accept4(listener, null, null, Sockets.SOCK_CLOEXEC | Sockets.SOCK_NONBLOCK);

    public override bool TryPeer(int socket, out uint user)
    {
        ucred peer;
        var length = (uint)sizeof(ucred);
        var asked = Sockets.getsockopt(socket, Sockets.SOL_SOCKET, Sockets.SO_PEERCRED, &peer, &length);
        user = peer.uid;
        return asked == 0 && length == sizeof(ucred);
    }

    public override int OpenPipe(int* ends) => Files.pipe2(ends, Files.O_CLOEXEC);

    public override int OpenProcess(int processId) => Wait.pidfd_open(processId, 0);

    public override int CloseOthers(posix_spawn_file_actions_t* actions, int from)
    {
        var closing = Spawn.posix_spawn_file_actions_addclosefrom_np(actions, from);
        return closing == Errno.ENOSYS ? 0 : closing;   // close-on-exec must do
    }

    public override void GiveBackStartupMemory() => StartupPages.GiveBack();

    /// <summary>Allowed to root and to users with a limit for it (rtprio, as the audio group has it): then SCHED_RR below what plays sound.</summary>
    public override bool PreferThisThread()
    {
        var priority = new sched_param { sched_priority = BelowSound };
        return Sched.sched_setscheduler(0, Sched.SCHED_RR | Sched.SCHED_RESET_ON_FORK, &priority) == 0;
    }

    private static FileStatus From(in statx raw) =>
        new(FileStatus.KindOf(raw.stx_mode), raw.stx_uid, raw.stx_nlink, (long)raw.stx_size, new(raw.stx_dev_major, raw.stx_dev_minor, raw.stx_ino));
}
