namespace Conductor.Core.Tests;

public class TimerQueueTests
{
    private readonly TimerQueue _queue = new();

    private string TakeAll(long now)
    {
        var taken = new List<int>();
        while (_queue.TryTake(now, out var timer))
        {
            taken.Add(NameOf(timer));
            _queue.Recycle(timer);
        }

        return string.Join(' ', taken);
    }

    private Timer Arm(long due, int name) => _queue.Arm(due, TimerKind.Resume, this, new Gestures.HoldId(name, 0));

    private static int NameOf(Timer timer) => timer.Hold.Slot;

    [Fact]
    public void With_nothing_pending_there_is_no_wake_up()
    {
        Assert.Equal(long.MaxValue, _queue.NextDue);
        Assert.False(_queue.TryTake(long.MaxValue, out _));
    }

    [Fact]
    public void The_end_of_a_window_comes_after_its_last_moment_and_before_what_is_due_then()
    {
        Arm(100, 1);
        Arm(101, 2);
        var window = _queue.ArmWindow(100, TimerKind.Tap, this);
        Assert.Equal((101, 100), (window.Due, window.Moment));
        Assert.Equal("1", TakeAll(100));
        Assert.Equal("0 2", TakeAll(101));
    }

    [Fact]
    public void The_earliest_comes_first()
    {
        Arm(30, 3);
        Arm(10, 1);
        Arm(20, 2);
        Assert.Equal(10, _queue.NextDue);
        Assert.Equal("1 2", TakeAll(20));
        Assert.Equal(30, _queue.NextDue);
        Assert.Equal("", TakeAll(29));
        Assert.Equal("3", TakeAll(30));
    }

    [Fact]
    public void At_one_time_the_first_armed_comes_first()
    {
        for (var i = 0; i < 20; i++) Arm(10, i);
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 20)), TakeAll(10));
    }

    [Fact]
    public void What_was_taken_out_leaves_no_wake_up_behind()
    {
        var first = Arm(10, 1);
        Arm(20, 2);
        _queue.Cancel(first);
        Assert.Equal(20, _queue.NextDue);
        Assert.Equal("2", TakeAll(100));
        Assert.Equal(long.MaxValue, _queue.NextDue);
    }

    [Fact]
    public void A_timer_is_known_as_armed_until_it_fires_or_is_taken_out()
    {
        var (fires, goes) = (Arm(10, 1), Arm(20, 2));
        Assert.True(fires.IsArmed && goes.IsArmed);
        Assert.Equal("1", TakeAll(10));
        _queue.Cancel(goes);
        Assert.False(fires.IsArmed || goes.IsArmed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    public void Any_order_of_arming_and_taking_out_agrees_with_a_sorted_list(int seed)
    {
        var random = new Random(seed);
        var plain = new List<(long Due, int Name, Timer Timer)>();
        for (var name = 0; name < 20_000; name++)
        {
            var turn = random.Next(10);
            if (turn < 6) AddTo(plain, random.Next(500), name);
            else if (turn < 8 && plain.Count > 0) RemoveFrom(plain, random.Next(plain.Count));
            else if (_queue.TryTake(long.MaxValue, out var timer))
            {
                var first = plain.OrderBy(p => p.Due).ThenBy(p => p.Name).First();
                Assert.Equal((first.Due, first.Name), (timer.Due, NameOf(timer)));
                plain.Remove(first);
                _queue.Recycle(timer);
            }

            Assert.Equal(plain.Count == 0 ? long.MaxValue : plain.Min(p => p.Due), _queue.NextDue);
        }
    }

    private void AddTo(List<(long Due, int Name, Timer Timer)> plain, long due, int name) => plain.Add((due, name, Arm(due, name)));

    private void RemoveFrom(List<(long Due, int Name, Timer Timer)> plain, int index)
    {
        _queue.Cancel(plain[index].Timer);
        plain.RemoveAt(index);
    }
}
