using System.Text;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Files;

public sealed class FileLockTests : OnLinux
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private string Lock => At("conductor.lock");

    [Fact]
    public void The_lock_bears_our_pid_and_is_ours_alone()
    {
        using var taken = Platform.Files.TryLock(Lock, out _);
        Assert.NotNull(taken);
        Assert.Equal($"{Environment.ProcessId}\n", Encoding.UTF8.GetString(Platform.Files.ReadWhole(Lock, 100)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Lock));
    }

    [Fact]
    public void Letting_go_removes_the_file()
    {
        Platform.Files.TryLock(Lock, out _)!.Dispose();
        Assert.False(File.Exists(Lock));
    }

    [Fact]
    public void What_an_ended_process_left_is_taken_over_pid_and_all()
    {
        File.WriteAllText(Lock, "4194304999\nand more");
        using var taken = Platform.Files.TryLock(Lock, out _);
        Assert.Equal($"{Environment.ProcessId}\n", Encoding.UTF8.GetString(Platform.Files.ReadWhole(Lock, 100)));
    }

    [Theory]
    [InlineData("4242\n", 4242)]
    [InlineData("", 0)]
    [InlineData("-1\n", 0)]
    [InlineData("nonsense", 0)]
    public void Another_process_that_holds_it_is_named(string content, int expected)
    {
        File.WriteAllText(Lock, content);
        using var other = Hold(Lock);
        Assert.Null(Platform.Files.TryLock(Lock, out var holder));
        Assert.Equal(expected, holder);
    }

    [Fact]
    public void A_killed_holder_holds_no_more()
    {
        using var other = Hold(Lock);
        Assert.False(Platform.Files.WaitUntilUnlocked(Lock, TimeSpan.Zero));
        other.Kill();
        Assert.True(Platform.Files.WaitUntilUnlocked(Lock, Long));
        using var taken = Platform.Files.TryLock(Lock, out _);
        Assert.NotNull(taken);
    }

    [Fact]
    public void A_lock_that_is_not_there_is_unlocked() => Assert.True(Platform.Files.WaitUntilUnlocked(Lock, TimeSpan.Zero));

    [Fact]
    public async Task Waiting_ends_with_the_holder_it_began_with_though_the_next_one_holds_already()
    {
        using var first = Hold(Lock);
        var waiting = Task.Run(() => Platform.Files.WaitUntilUnlocked(Lock, Long), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => Descriptors.Of(Environment.ProcessId).Contains(Lock), Long));
        File.Delete(Lock);
        using var second = Platform.Files.TryLock(Lock, out _);
        Assert.NotNull(second);
        first.Kill();
        Assert.True(await waiting);
    }

    [Fact]
    public async Task Of_many_that_try_and_let_go_there_is_never_more_than_one()
    {
        var holders = 0;
        var rounds = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (Volatile.Read(ref rounds) < 3000)
            {
                using var taken = Platform.Files.TryLock(Lock, out var _);
                if (taken is null) continue;
                Assert.Equal(1, Interlocked.Increment(ref holders));
                Interlocked.Increment(ref rounds);
                Thread.Yield();
                Interlocked.Decrement(ref holders);
            }
        })));
    }

    [Fact]
    public void A_planted_link_is_refused()
    {
        File.WriteAllText(At("victim"), "precious");
        File.CreateSymbolicLink(Lock, At("victim"));
        Assert.Equal(Errno.ELOOP, Refused().Status);
        Assert.Equal("precious", File.ReadAllText(At("victim")));
    }

    [Fact]
    public void A_planted_hard_link_is_refused()
    {
        File.WriteAllText(At("victim"), "precious");
        Assert.Equal(0, Tool.Run("ln", At("victim"), Lock).Status);
        Assert.Equal(Errno.EMLINK, Refused().Status);
        Assert.Equal("precious", File.ReadAllText(At("victim")));
    }

    [Fact]
    public void Something_that_is_no_file_is_refused()
    {
        Tool.Run("mkfifo", Lock);
        Assert.Contains("remove it", Refused().Remedy);
    }

    [Fact]
    public void Another_users_file_is_refused()
    {
        OtherUser.SkipUnlessPossible(IsRoot);
        File.WriteAllText(Lock, "theirs");
        OtherUser.Give(Lock);
        Assert.Equal(Errno.EPERM, Refused().Status);
        Assert.Equal("theirs", File.ReadAllText(Lock));
    }

    [Fact]
    public void A_file_that_somebody_put_in_the_locks_place_is_not_removed()
    {
        var taken = Platform.Files.TryLock(Lock, out _)!;
        File.Delete(Lock);
        File.WriteAllText(Lock, "another's");
        taken.Dispose();
        Assert.Equal("another's", File.ReadAllText(Lock));
    }

    private NativeException Refused() => Assert.Throws<NativeException>(() => Platform.Files.TryLock(Lock, out _));

    private static Tool Hold(string path) => Tool.StartAndWaitForLine("flock", "--no-fork", path, "sh", "-c", "echo held; exec cat");
}
