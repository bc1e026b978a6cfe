using Conductor.Platform.MacOS;

namespace Conductor.MacOS.Tests.Posix;

public sealed class KqueueSleepTests : IDisposable
{
    private const long HangGuard = 60_000_000;

    private readonly KqueueSleep _sleep;

    public KqueueSleepTests()
    {
        _ = DarwinHere.Create();
        _sleep = new KqueueSleep();
    }

    public void Dispose() => _sleep.Dispose();

    [Fact]
    public void A_deadline_ends_the_sleep_and_never_early()
    {
        for (var length = 0; length < 2000; length += 97)
        {
            var deadline = HostTime.Now + length;
            _sleep.Until(deadline);
            Assert.True(HostTime.Now >= deadline);
        }
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_deadline_that_has_passed_is_no_sleep(long deadline) => _sleep.Until(deadline);

    [Theory]
    [InlineData(long.MaxValue)]       // for ever
    [InlineData(long.MaxValue - 1)]   // and longer than the kernel takes
    public async Task Another_thread_wakes_the_sleeper(long deadline)
    {
        var sleeper = Task.Run(() => _sleep.Until(deadline), TestContext.Current.CancellationToken);
        _sleep.Wake();
        await sleeper;
    }

    [Fact]
    public async Task A_sleeper_that_lies_in_the_kernel_is_woken()
    {
        DarwinHere.SkipOnMac("the stand-in counts who has lain down");
        var before = StandIn.standin_calls("kevent");
        var sleeper = Task.Run(() => _sleep.Until(HostTime.Now + HangGuard), TestContext.Current.CancellationToken);
        Assert.True(StandIn.standin_wait_calls("kevent", before + 1, 20_000) > before);
        _sleep.Wake();
        await sleeper;
        Assert.Equal(before + 2, StandIn.standin_calls("kevent"));
    }

    [Fact]
    public void Many_wakes_before_the_sleep_end_it_once()
    {
        _sleep.Wake();
        _sleep.Wake();
        _sleep.Wake();
        _sleep.Until(long.MaxValue);

        var deadline = HostTime.Now + 1000;
        _sleep.Until(deadline);
        Assert.True(HostTime.Now >= deadline);
    }

    [Fact]
    public void Waking_costs_no_call_of_the_system_while_nobody_sleeps()
    {
        DarwinHere.SkipOnMac("the stand-in counts the calls");
        var before = StandIn.standin_calls("kevent");
        for (var i = 0; i < 100; i++)
        {
            _sleep.Wake();
            _sleep.Until(long.MaxValue);
        }

        Assert.Equal(before, StandIn.standin_calls("kevent"));
        _sleep.Until(0);
        Assert.Equal(before + 1, StandIn.standin_calls("kevent"));
    }

    [Fact]
    public void Waking_whom_the_end_has_come_for_is_nothing()
    {
        _sleep.Dispose();
        _sleep.Wake();
    }

    [Fact]
    public void Sleeping_and_waking_allocate_nothing()
    {
        Turn(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Turn(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Turn(int times)
        {
            for (var i = 0; i < times; i++)
            {
                _sleep.Wake();
                _sleep.Until(long.MaxValue);
                _sleep.Until(0);
            }
        }
    }

    [Fact]
    public async Task However_near_a_wake_comes_to_lying_down_it_is_not_lost()
    {
        const int Rounds = 100_000;
        int asked = 0, answered = 0;
        var end = HostTime.Now + HangGuard;
        var answering = Task.Run(
            () =>
            {
                for (var round = 1; round <= Rounds; round++)
                {
                    while (Volatile.Read(ref asked) < round)
                    {
                        Assert.True(HostTime.Now < end, $"slept through round {round}");
                        _sleep.Until(end);
                    }

                    Volatile.Write(ref answered, round);
                }
            }, TestContext.Current.CancellationToken);
        for (var round = 1; round <= Rounds && !answering.IsCompleted; round++)
        {
            Volatile.Write(ref asked, round);
            _sleep.Wake();
            var spin = default(SpinWait);
            while (Volatile.Read(ref answered) < round && !answering.IsCompleted) spin.SpinOnce(sleep1Threshold: -1);
            Thread.SpinWait(round % 60);   // sooner or later after the other has begun to lie down
        }

        await answering;
    }

    [Fact]
    public async Task Of_100_000_handshakes_none_is_lost()
    {
        const int Rounds = 100_000;
        using var answers = new KqueueSleep();
        int asked = 0, answered = 0;
        var end = HostTime.Now + HangGuard;
        var answering = Task.Run(
            () =>
            {
                for (var round = 1; round <= Rounds; round++)
                {
                    Await(_sleep, ref asked, round);
                    Volatile.Write(ref answered, round);
                    answers.Wake();
                }
            }, TestContext.Current.CancellationToken);
        for (var round = 1; round <= Rounds; round++)
        {
            Volatile.Write(ref asked, round);
            _sleep.Wake();
            Await(answers, ref answered, round);
        }

        await answering;

        void Await(KqueueSleep sleep, ref int number, int round)
        {
            while (Volatile.Read(ref number) < round)
            {
                Assert.True(HostTime.Now < end, $"slept through round {round}");
                sleep.Until(end);
            }
        }
    }
}
