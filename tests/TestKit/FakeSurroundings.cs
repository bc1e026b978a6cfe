using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Ports;

namespace Conductor.TestKit;

/// <summary>A computer as a test says it is. What nobody has told is hidden.</summary>
public sealed class FakeSurroundings : ISurroundings
{
    public int MinuteOfDay { get; set; }

    public DayOfWeek Day { get; set; } = DayOfWeek.Monday;

    /// <summary>The programs that run; null = hidden.</summary>
    public HashSet<string>? Running { get; set; }

    /// <summary>The program that has the keyboard; null = hidden.</summary>
    public string? Frontmost { get; set; }

    /// <summary>The modifiers that are down; null = hidden.</summary>
    public HashSet<Key>? Pressed { get; set; }

    public bool? IsRunning(in AppName app) => Running?.Contains(app.Name ?? app.BundleId!);

    public bool? IsFrontmost(in AppName app) => Frontmost is null ? null : Frontmost == (app.Name ?? app.BundleId);

    public bool? IsPressed(Key modifier) => Pressed?.Contains(modifier);
}
