using System.Runtime.InteropServices;
using Conductor.Platform;

namespace Conductor.Daemon.Tests;

public class HousekeepingTests
{
    private const long Quiet = 5_000_000;

    private readonly CountingProcesses _processes = new();
    private readonly Housekeeping _housekeeping;
    private long _now;
    private long _events;

    public HousekeepingTests() => _housekeeping = new Housekeeping(_processes, () => _now, () => _events);

    [Fact]
    public void Memory_is_given_back_once_it_has_been_quiet_and_then_nothing_wakes_up_any_more()
    {
        Assert.Equal(long.MaxValue, _housekeeping.NextDeadline);
        _housekeeping.Soon();
        Assert.Equal(Quiet, _housekeeping.NextDeadline);
        Pass(Quiet);
        Assert.Equal(1, _processes.GivenBack);
        Assert.Equal(long.MaxValue, _housekeeping.NextDeadline);
    }

    [Fact]
    public void Nobody_who_plays_is_interrupted()
    {
        _housekeeping.Soon();
        _events++;
        Pass(Quiet);
        Assert.Equal((0, 2 * Quiet), (_processes.GivenBack, _housekeeping.NextDeadline));
        Pass(Quiet);
        Assert.Equal(1, _processes.GivenBack);
    }

    [Fact]
    public void After_a_reload_the_program_s_pages_go_back_at_once_and_the_rest_once_it_is_quiet()
    {
        _housekeeping.AfterReload();
        Assert.Equal((1, Quiet), (_processes.GivenBack, _housekeeping.NextDeadline));
    }

    [Fact]
    public void Work_for_the_collector_counts_as_use()
    {
        _housekeeping.Now();
        GC.Collect(0);
        _housekeeping.Look();
        Assert.Equal(Quiet, _housekeeping.NextDeadline);
    }

    private void Pass(long time)
    {
        _now += time;
        _housekeeping.OnTime(_now);
    }

    private sealed class CountingProcesses : IProcesses
    {
        public int GivenBack { get; private set; }

        public uint UserId => throw new NotSupportedException();

        public int ProcessId => throw new NotSupportedException();

        public IChildProcess Start(string file, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string directory, bool isHeard = true) => throw new NotSupportedException();

        public bool WaitForExit(int processId, TimeSpan timeout) => throw new NotSupportedException();

        public bool IsIgnored(PosixSignal signal) => throw new NotSupportedException();

        public void GiveBackStartupMemory() => GivenBack++;

        public bool PreferThisThread() => throw new NotSupportedException();

        public void IgnoreBrokenPipes() => throw new NotSupportedException();
    }
}
