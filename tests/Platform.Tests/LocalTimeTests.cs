namespace Conductor.Platform.Tests;

/// <summary>The local time as conditions ask for it.</summary>
public class LocalTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private DateTime _now;

    private LocalTime NewTime(TimeZoneInfo zone) => new(zone, () => _now);

    private static DateTime Utc(int month, int day, int hour, int minute, int second = 0) => new(2025, month, day, hour, minute, second, DateTimeKind.Utc);

    [Fact]
    public void It_is_the_zones_time_and_day()
    {
        var time = NewTime(Berlin);
        _now = Utc(1, 5, 23, 30);   // a Sunday, and Monday already in Berlin
        Assert.Equal((30, DayOfWeek.Monday), (time.MinuteOfDay, time.Day));
    }

    [Fact]
    public void It_follows_daylight_saving_at_the_minute_it_changes()
    {
        var time = NewTime(Berlin);
        _now = Utc(3, 30, 0, 59, 59);
        Assert.Equal((1 * 60) + 59, time.MinuteOfDay);
        _now = Utc(3, 30, 1, 0);
        Assert.Equal(3 * 60, time.MinuteOfDay);
        _now = Utc(10, 26, 0, 59);
        Assert.Equal((2 * 60) + 59, time.MinuteOfDay);
        _now = Utc(10, 26, 1, 0);
        Assert.Equal(2 * 60, time.MinuteOfDay);
    }

    [Fact]
    public void A_clock_that_is_set_back_is_believed()
    {
        var time = NewTime(TimeZoneInfo.Utc);
        _now = Utc(6, 2, 12, 0);
        Assert.Equal(720, time.MinuteOfDay);
        _now = Utc(6, 1, 11, 0);
        Assert.Equal((660, DayOfWeek.Sunday), (time.MinuteOfDay, time.Day));
    }

    [Fact]
    public void Asking_allocates_nothing_in_a_new_minute_either()
    {
        var time = NewTime(Berlin);
        var sum = 0;
        void Ask(int days)
        {
            for (var i = 0; i < days * 24; i++)
            {
                _now = _now.AddHours(1);
                sum += time.MinuteOfDay + (int)time.Day;
            }
        }

        _now = Utc(1, 1, 0, 0);
        Ask(400);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask(400);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void The_systems_own_is_the_local_time()
    {
        var time = new LocalTime();
        var before = DateTime.Now;
        var (minute, day) = (time.MinuteOfDay, time.Day);
        var after = DateTime.Now;
        Assert.Contains((minute, day), new[] { before, after }.Select(moment => ((moment.Hour * 60) + moment.Minute, moment.DayOfWeek)));
    }
}
