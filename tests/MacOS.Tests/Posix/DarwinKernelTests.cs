using System.Net.Sockets;
using System.Text;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.MacOS;
using Conductor.Platform.Posix;
using Conductor.Platform.Tests.Kit;

namespace Conductor.MacOS.Tests.Posix;

/// <summary>Files, pipes and sockets by macOS's own calls.</summary>
public sealed unsafe class DarwinKernelTests() : InScratch(DarwinHere.Create())
{
    private const int F_GETFD = 1;

    private readonly DarwinKernel _kernel = new();

    [Fact]
    public void What_lies_at_a_path_is_told_and_no_link_is_followed()
    {
        File.WriteAllText(At("file"), "12345");
        Directory.CreateDirectory(At("directory"));
        File.CreateSymbolicLink(At("link"), At("file"));
        Tool.Run("mkfifo", At("fifo"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("socket")));

        Assert.Equal(
            [FileKind.Regular, FileKind.Directory, FileKind.SymbolicLink, FileKind.Fifo, FileKind.Socket, FileKind.Device],
            new[] { At("file"), At("directory"), At("link"), At("fifo"), At("socket"), "/dev/null" }.Select(path => Status(path).Kind));
        Assert.Equal((5, 1u, Credentials.geteuid()), (Status(At("file")).Size, Status(At("file")).Links, Status(At("file")).Owner));
        Assert.False(_kernel.TryStatus(At("nothing"), out _));
        Assert.Equal(Errno.ENOENT, Errno.Last);
    }

    [Fact]
    public void A_file_is_the_same_by_each_of_its_names_and_by_its_descriptor_and_no_other_is()
    {
        File.WriteAllText(At("file"), "x");
        File.WriteAllText(At("other"), "x");
        Assert.Equal(0, Tool.Run("ln", At("file"), At("name")).Status);
        using var open = PosixIo.Open(At("file"), Files.O_RDONLY);
        Assert.True(_kernel.TryStatus(open.Number, out var byDescriptor));
        Assert.Equal(byDescriptor, Status(At("file")));
        Assert.Equal(byDescriptor, Status(At("name")));
        Assert.Equal(2u, byDescriptor.Links);
        Assert.NotEqual(byDescriptor.Identity, Status(At("other")).Identity);
        Assert.False(_kernel.TryStatus(-1, out _));
        Assert.Equal(Errno.EBADF, Errno.Last);
    }

    [Fact]
    public void Large_files_are_told_by_their_whole_size()
    {
        using (var file = File.Create(At("large"))) file.SetLength(5L << 32);
        Assert.Equal(5L << 32, Status(At("large")).Size);
    }

    [Fact]
    public void Linux_says_the_same_of_the_same_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "asks Linux, too");
        File.WriteAllText(At("file"), "x");
        foreach (var path in new[] { At("file"), Scratch, "/dev/null", "/", "/proc" })
        {
            Assert.True(new Conductor.Platform.Linux.LinuxKernel().TryStatus(path, out var linuxs));
            Assert.Equal(linuxs, Status(path));
        }
    }

    [Fact]
    public void A_pipe_is_inherited_by_nobody_and_waits_as_a_pipe_does()
    {
        var ends = stackalloc int[2];
        Assert.Equal(0, _kernel.OpenPipe(ends));
        using var read = new Descriptor(ends[0]);
        using var write = new Descriptor(ends[1]);
        foreach (var end in new[] { read, write })
        {
            Assert.True(IsKept(end.Number));
            Assert.False(IsNonBlocking(end.Number));
        }

        Assert.Equal(2, PosixIo.Write(write.Number, "ab"u8));
        var got = new byte[5];
        Assert.Equal(2, PosixIo.Read(read.Number, got));
        Assert.Equal("ab"u8, got.AsSpan(0, 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_socket_of_ours_is_inherited_by_nobody(bool blocks)
    {
        using var socket = new Descriptor(_kernel.OpenSocket(blocks));
        Assert.True(IsKept(socket.Number));
        Assert.Equal(!blocks, IsNonBlocking(socket.Number));
    }

    [Fact]
    public void A_peer_is_taken_without_blocking_inherited_by_nobody_and_its_user_is_known()
    {
        using var listener = Platform.Sockets.Listen(At("s"));
        using var client = Platform.Sockets.Connect(At("s"));
        using var peer = new Descriptor(_kernel.Accept(listener.Descriptor));
        Assert.True(IsKept(peer.Number));
        Assert.True(IsNonBlocking(peer.Number));
        Assert.True(_kernel.TryPeer(peer.Number, out var user));
        Assert.Equal(Credentials.geteuid(), user);
        Assert.True(client.PeerIsTrusted);

        Assert.Equal(-1, _kernel.Accept(listener.Descriptor));   // nobody else
        Assert.Equal(Errno.EAGAIN, Errno.Last);
    }

    [Fact]
    public void Who_is_at_the_other_end_of_what_is_no_socket_is_nobody_and_not_root()
    {
        using var file = PosixIo.Open("/dev/null", Files.O_RDONLY);
        Assert.False(_kernel.TryPeer(file.Number, out var user));
        Assert.Equal(uint.MaxValue, user);
    }

    [Fact]
    public void A_flush_that_fails_is_told()
    {
        using (var file = PosixIo.Open(At("f"), Files.O_RDWR | Files.O_CREAT, 0x180)) Assert.Equal(0, _kernel.Flush(file.Number));
        Assert.Equal(-1, _kernel.Flush(-1));
        Assert.Equal(Errno.EBADF, Errno.Last);
    }

    [Fact]
    public void A_durable_write_replaces_the_file_and_keeps_the_generation_before()
    {
        Platform.Files.WriteDurably(At("state.json"), "one"u8, keepBackup: true);
        Platform.Files.WriteDurably(At("state.json"), "two"u8, keepBackup: true);
        Assert.Equal(("two", "one"), (File.ReadAllText(At("state.json")), File.ReadAllText(At("state.json.bak"))));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("state.json")));
        Assert.Equal(["state.json", "state.json.bak"], Directory.GetFiles(Scratch).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_planted_link_is_not_written_through()
    {
        File.WriteAllText(At("victim"), "precious");
        File.CreateSymbolicLink(At("state.json.tmp"), At("victim"));
        Assert.Throws<NativeException>(() => Platform.Files.WriteDurably(At("state.json"), "x"u8, keepBackup: false));
        Assert.Equal("precious", File.ReadAllText(At("victim")));
    }

    [Fact]
    public void A_lock_is_one_holders_and_bears_its_pid()
    {
        using (var taken = Platform.Files.TryLock(At("lock"), out _))
        {
            Assert.NotNull(taken);
            Assert.Equal($"{Environment.ProcessId}\n", Encoding.UTF8.GetString(Platform.Files.ReadWhole(At("lock"), 100)));
            Assert.Null(Platform.Files.TryLock(At("lock"), out var holder));
            Assert.Equal(Environment.ProcessId, holder);
        }

        Assert.False(File.Exists(At("lock")));
    }

    [Fact]
    public void A_bell_that_is_rung_more_often_than_a_pipe_holds_never_blocks_and_one_answer_ends_it()
    {
        using var bell = _kernel.OpenBell();
        Assert.False(PosixIo.WaitFor(bell.Number, Poll.POLLIN, TimeSpan.Zero));
        for (var i = 0; i < 100_000; i++) bell.Ring();
        Assert.True(PosixIo.WaitFor(bell.Number, Poll.POLLIN, TimeSpan.Zero));
        bell.Answer();
        Assert.False(PosixIo.WaitFor(bell.Number, Poll.POLLIN, TimeSpan.Zero));
        bell.Ring();
        Assert.True(PosixIo.WaitFor(bell.Number, Poll.POLLIN, TimeSpan.Zero));
        bell.Dispose();
        bell.Ring();
    }

    [Fact]
    public void Which_disks_are_silent_is_what_the_system_says()
    {
        DarwinHere.SkipOnMac("which disks there are is the stand-in's to say");
        Assert.False(SilentMounts.IsOne(Scratch));
        Assert.False(SilentMounts.IsOne(At("nothing")));
        StandIn.standin_set_filesystem("webdav", 1);
        Assert.True(SilentMounts.IsOne(Scratch));
        StandIn.standin_set_filesystem("osxfuse", 0);
        Assert.True(SilentMounts.IsOne(Scratch));
        StandIn.standin_set_filesystem("exfat", 0);
        Assert.False(SilentMounts.IsOne(Scratch));
    }

    private FileStatus Status(string path)
    {
        Assert.True(_kernel.TryStatus(path, out var status), path);
        return status;
    }

    private static bool IsKept(int descriptor) => (Files.fcntl(descriptor, F_GETFD, 0) & Files.FD_CLOEXEC) != 0;

    private static bool IsNonBlocking(int descriptor) => (Files.fcntl(descriptor, Files.F_GETFL, 0) & Files.O_NONBLOCK) != 0;
}
