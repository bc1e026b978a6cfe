using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Ports;

namespace Conductor.Platform;

/// <summary>
/// The local time, daylight saving included. Worked out anew only in another minute than last time, and only when somebody asks: it wakes nobody up. Programs and modifiers stay hidden.
/// </summary>
/// <param name="zone">Whose time is local.</param>
/// <param name="utcNow">The clock.</param>
public sealed class LocalTime(TimeZoneInfo zone, Func<DateTime> utcNow) : ISurroundings
{
    private long _minute = -1;
    private DateTime _local;

    public LocalTime()
        : this(TimeZoneInfo.Local, () => DateTime.UtcNow)
    {
    }

    public int MinuteOfDay => (int)Now.TimeOfDay.TotalMinutes;

    public DayOfWeek Day => Now.DayOfWeek;

    private DateTime Now
    {
        get
        {
            var now = utcNow();
            var minute = now.Ticks / TimeSpan.TicksPerMinute;
            if (minute == _minute) return _local;
            _minute = minute;
            return _local = now + zone.GetUtcOffset(now);
        }
    }

    public bool? IsRunning(in AppName app) => null;

    public bool? IsFrontmost(in AppName app) => null;

    public bool? IsPressed(Key modifier) => null;
}
