using System.Runtime.InteropServices;
using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Processes;

public sealed class ProcessesTests : OnLinux
{
    [Fact]
    public void We_know_who_we_are()
    {
        Assert.Equal(Environment.ProcessId, Platform.Processes.ProcessId);
        Assert.Equal(Environment.IsPrivilegedProcess, Platform.Processes.UserId == 0);
    }

    [Fact]
    public void One_that_runs_has_not_ended_and_one_that_was_killed_has()
    {
        using var other = Tool.Start("cat");
        Assert.False(Platform.Processes.WaitForExit(other.Id, TimeSpan.FromMilliseconds(1)));
        other.Kill();
        Assert.True(Platform.Processes.WaitForExit(other.Id, TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void One_that_is_not_there_has_ended(int processId) => Assert.True(Platform.Processes.WaitForExit(processId, TimeSpan.Zero));

    [Fact]
    public void A_signal_that_nohup_ignored_for_us_is_known()
    {
        Assert.False(Platform.Processes.IsIgnored(PosixSignal.SIGHUP));
        using (Disposition.Ignore(Signals.SIGHUP))
        {
            var underNohup = CurrentPlatform.Create();
            using var handler = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => { });
            Assert.True(underNohup.Processes.IsIgnored(PosixSignal.SIGHUP));
            Assert.False(underNohup.Processes.IsIgnored(PosixSignal.SIGTERM));
        }
    }

    [Fact]
    public void A_preferred_thread_runs_before_ordinary_work_and_what_it_starts_is_ordinary()
    {
        (bool May, int Own, int Threads) seen = default;
        var thread = new Thread(() =>
        {
            var may = Platform.Processes.PreferThisThread();
            var started = new Thread(() => seen.Threads = Policy());
            started.Start();
            started.Join();
            (seen.May, seen.Own) = (may, Policy());
        });
        thread.Start();
        thread.Join();
        Assert.Equal((seen.May ? Sched.SCHED_RR : 0, 0), (seen.Own, seen.Threads));
        if (Environment.IsPrivilegedProcess) Assert.True(seen.May);
    }

    /// <summary>The 41st word of proc(5)'s stat; the second one may have blanks in it.</summary>
    private static int Policy()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[38]);
    }
}
