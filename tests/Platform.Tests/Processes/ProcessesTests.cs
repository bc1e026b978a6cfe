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
            Assert.False(underNohup.Processes.IsIgnored(PosixSignal.SIGINT));
        }
    }
}
