using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Sockets;

public sealed class ListenTests : OnLinux
{
    private string Path => At("s");

    [Fact]
    public async Task The_socket_is_the_users_alone_from_its_first_moment()
    {
        var seen = new HashSet<UnixFileMode>();
        var stop = false;
        var watcher = Task.Run(() =>
        {
            while (!Volatile.Read(ref stop))
                if (ModeOf(Path) is { } mode) seen.Add(mode);
        }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 500; i++)
            using (Platform.Sockets.Listen(Path)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(Path));
        Volatile.Write(ref stop, true);
        await watcher;
        Assert.DoesNotContain(seen, mode => mode != (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void The_umask_is_what_it_was()
    {
        using var listener = Platform.Sockets.Listen(Path);
        Directory.CreateDirectory(At("directory"));
        Assert.True(File.GetUnixFileMode(At("directory")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void A_clean_end_removes_it()
    {
        Platform.Sockets.Listen(Path).Dispose();
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void One_that_a_killed_daemon_left_is_replaced()
    {
        var aside = At("aside");
        using (Platform.Sockets.Listen(Path)) File.Move(Path, aside);
        File.Move(aside, Path);
        Assert.Equal(Errno.ECONNREFUSED, Assert.Throws<NativeException>(() => Platform.Sockets.Connect(Path)).Status);

        using var listener = Platform.Sockets.Listen(Path);
        using var client = Platform.Sockets.Connect(Path);
    }

    [Fact]
    public void A_file_at_the_path_is_refused_and_stays()
    {
        File.WriteAllText(Path, "precious");
        Assert.Equal(Errno.EEXIST, Refused().Status);
        Assert.Equal("precious", File.ReadAllText(Path));
    }

    [Fact]
    public void A_link_at_the_path_is_refused_though_it_leads_to_a_socket_of_ours()
    {
        using var other = Platform.Sockets.Listen(At("other"));
        File.CreateSymbolicLink(Path, At("other"));
        Assert.Equal(Errno.EEXIST, Refused().Status);
        Assert.True(File.Exists(At("other")));
    }

    [Fact]
    public void Another_users_socket_at_the_path_is_refused_and_stays()
    {
        OtherUser.SkipUnlessPossible(IsRoot);
        using var other = Platform.Sockets.Listen(Path);
        OtherUser.Give(Path);
        Assert.Equal(Errno.EADDRINUSE, Refused().Status);
        Assert.True(File.Exists(Path));
    }

    [Fact]
    public void What_lies_in_its_place_at_the_end_is_not_removed()
    {
        var first = Platform.Sockets.Listen(Path);
        File.Delete(Path);
        using var second = Platform.Sockets.Listen(Path);
        first.Dispose();
        using var client = Platform.Sockets.Connect(Path);
    }

    [Fact]
    public void A_path_of_the_greatest_length_works_and_one_byte_more_is_told()
    {
        var room = Platform.Paths.MaxSocketPathBytes - Scratch.Length - 1;
        using (Platform.Sockets.Listen(At(new string('s', room)))) Assert.True(File.Exists(At(new string('s', room))));

        var refusal = Assert.Throws<NativeException>(() => Platform.Sockets.Listen(At(new string('s', room + 1))));
        Assert.Equal(Errno.ENAMETOOLONG, refusal.Status);
        Assert.Contains("107", refusal.Remedy);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0abstract")]
    public void The_abstract_namespace_where_modes_count_for_nothing_is_refused(string path) =>
        Assert.Equal(Errno.EINVAL, Assert.Throws<NativeException>(() => Platform.Sockets.Listen(path)).Status);

    private static UnixFileMode? ModeOf(string path)
    {
        try
        {
            return File.GetUnixFileMode(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private NativeException Refused() => Assert.Throws<NativeException>(() => Platform.Sockets.Listen(Path));
}
