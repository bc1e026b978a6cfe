using Conductor.Core.Actions;
using Conductor.Core.Conditions;

namespace Conductor.Core.Ports;

/// <summary>What conditions ask of the computer: the local time, programs, the keyboard's modifiers. Asked on the engine's thread, so it answers at once and allocates nothing.</summary>
public interface ISurroundings
{
    /// <summary>Minutes since midnight, local time.</summary>
    int MinuteOfDay { get; }

    /// <summary>Today, local time.</summary>
    DayOfWeek Day { get; }

    /// <summary>Null where the desktop doesn't tell.</summary>
    bool? IsRunning(in AppName app);

    /// <summary>Whether the program has the keyboard; null where the desktop doesn't tell.</summary>
    bool? IsFrontmost(in AppName app);

    /// <summary>Null where the system doesn't tell.</summary>
    bool? IsPressed(Key modifier);
}

/// <summary>Surroundings that nobody has looked at: midnight of a Monday, and everything else hidden.</summary>
public sealed class Surroundings : ISurroundings
{
    public static readonly ISurroundings Hidden = new Surroundings();

    private Surroundings()
    {
    }

    public int MinuteOfDay => 0;

    public DayOfWeek Day => DayOfWeek.Monday;

    public bool? IsRunning(in AppName app) => null;

    public bool? IsFrontmost(in AppName app) => null;

    public bool? IsPressed(Key modifier) => null;
}
