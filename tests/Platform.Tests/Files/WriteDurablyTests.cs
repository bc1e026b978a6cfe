using System.Text;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Files;

public sealed class WriteDurablyTests : OnLinux
{
    private string State => At("state.json");

    [Fact]
    public void A_new_file_is_the_users_alone_and_leaves_nothing_beside_it()
    {
        Platform.Files.WriteDurably(State, "new"u8, keepBackup: true);
        Assert.Equal("new", File.ReadAllText(State));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(State));
        Assert.Equal([State], Directory.GetFiles(Scratch));
    }

    [Fact]
    public void The_one_before_is_kept_where_asked()
    {
        Platform.Files.WriteDurably(State, "first"u8, keepBackup: true);
        Platform.Files.WriteDurably(State, "second"u8, keepBackup: true);
        Platform.Files.WriteDurably(State, "third"u8, keepBackup: true);
        Assert.Equal("third", File.ReadAllText(State));
        Assert.Equal("second", File.ReadAllText(State + ".bak"));

        Platform.Files.WriteDurably(State, "fourth"u8, keepBackup: false);
        Assert.Equal("second", File.ReadAllText(State + ".bak"));
    }

    [Fact]
    public void One_that_cannot_be_read_is_replaced_without_being_kept()
    {
        using (var file = File.Create(State)) file.SetLength(20 * 1024 * 1024);   // more than a backup is read for
        Platform.Files.WriteDurably(State, "new"u8, keepBackup: true);
        Assert.Equal("new", File.ReadAllText(State));
        Assert.False(File.Exists(State + ".bak"));
    }

    [Fact]
    public async Task A_reader_sees_the_old_or_the_new_and_never_neither()
    {
        var contents = new[] { new string('a', 9000), new string('b', 5) };
        Platform.Files.WriteDurably(State, Encoding.UTF8.GetBytes(contents[0]), keepBackup: false);
        var stop = false;
        var reader = Task.Run(() =>
        {
            while (!Volatile.Read(ref stop)) Assert.Contains(Encoding.UTF8.GetString(Platform.Files.ReadWhole(State, 10_000)), contents);
        }, TestContext.Current.CancellationToken);

        for (var i = 1; i <= 100; i++)
            Platform.Files.WriteDurably(State, Encoding.UTF8.GetBytes(contents[i % 2]), keepBackup: true);
        Volatile.Write(ref stop, true);
        await reader;
    }

    [Fact]
    public void What_a_killed_save_left_behind_is_no_obstacle()
    {
        File.WriteAllText(State + ".tmp", "half");
        Platform.Files.WriteDurably(State, "whole"u8, keepBackup: false);
        Assert.Equal("whole", File.ReadAllText(State));
        Assert.False(File.Exists(State + ".tmp"));
    }

    [Fact]
    public void A_link_planted_at_the_temporary_name_is_refused_and_not_followed()
    {
        File.WriteAllText(At("victim"), "precious");
        File.WriteAllText(State, "old");
        File.CreateSymbolicLink(State + ".tmp", At("victim"));

        Assert.Equal(Errno.EEXIST, Refused().Status);
        Assert.Equal("precious", File.ReadAllText(At("victim")));
        Assert.Equal("old", File.ReadAllText(State));
    }

    [Fact]
    public void Another_users_file_at_the_temporary_name_is_refused()
    {
        OtherUser.SkipUnlessPossible(IsRoot);
        File.WriteAllText(State + ".tmp", "theirs");
        OtherUser.Give(State + ".tmp");
        Assert.Equal(Errno.EEXIST, Refused().Status);
        Assert.Equal("theirs", File.ReadAllText(State + ".tmp"));
    }

    [Fact]
    public void A_link_at_the_name_itself_is_replaced()
    {
        File.WriteAllText(At("target"), "target's");
        File.CreateSymbolicLink(State, At("target"));
        Platform.Files.WriteDurably(State, "new"u8, keepBackup: false);
        Assert.Null(new FileInfo(State).LinkTarget);
        Assert.Equal("target's", File.ReadAllText(At("target")));
    }

    [Fact]
    public void A_missing_directory_is_told() => Assert.Equal(
        Errno.ENOENT,
        Assert.Throws<NativeException>(() => Platform.Files.WriteDurably(At("missing/state.json"), "x"u8, keepBackup: true)).Status);

    [Fact]
    public void A_full_disk_keeps_the_old_content_and_leaves_nothing_half()
    {
        Assert.SkipUnless(IsRoot, "a small file system to fill needs root");
        var disk = At("disk");
        Directory.CreateDirectory(disk);
        var mounted = Tool.Run("mount", "-t", "tmpfs", "-o", "size=64k", "none", disk).Status == 0;
        Assert.SkipUnless(mounted, "mounting a tmpfs is not allowed here");
        try
        {
            var state = Path.Combine(disk, "state.json");
            Platform.Files.WriteDurably(state, "old"u8, keepBackup: false);
            var refusal = Assert.Throws<NativeException>(() => Platform.Files.WriteDurably(state, new byte[100_000], keepBackup: true));
            Assert.Equal(Errno.ENOSPC, refusal.Status);
            Assert.Equal("old", File.ReadAllText(state));
            Assert.False(File.Exists(state + ".tmp"));
        }
        finally
        {
            Tool.Run("umount", disk);
        }
    }

    [Fact]
    public void A_rename_replaces_its_target()
    {
        File.WriteAllText(At("from"), "x");
        File.WriteAllText(At("to"), "y");
        Platform.Files.Rename(At("from"), At("to"));
        Assert.Equal("x", File.ReadAllText(At("to")));
        Assert.False(File.Exists(At("from")));
    }

    private NativeException Refused() =>
        Assert.Throws<NativeException>(() => Platform.Files.WriteDurably(State, "new"u8, keepBackup: false));
}
