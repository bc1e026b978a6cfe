using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Ports;

namespace Conductor.Core.Scripts;

/// <summary>What conditions see in a script: what its <c>time</c> and <c>app</c> lines have said. Before, it is midnight of a Monday, and the apps are hidden.</summary>
internal sealed class ScriptSurroundings : ISurroundings
{
    private readonly HashSet<string> _running = new(StringComparer.OrdinalIgnoreCase);
    private string? _frontmost;   // "": none

    public int MinuteOfDay { get; private set; }

    public DayOfWeek Day { get; private set; } = DayOfWeek.Monday;

    public bool? IsRunning(in AppName app) =>
        _frontmost is null ? null : (app.Name is { } name && _running.Contains(name)) || (app.BundleId is { } id && _running.Contains(id));

    public bool? IsFrontmost(in AppName app) => _frontmost is null ? null : IsInFront(app.Name) || IsInFront(app.BundleId);

    public bool? IsPressed(Key modifier) => null;

    public void SetTime(int minute, DayOfWeek? day)
    {
        MinuteOfDay = minute;
        Day = day ?? Day;
    }

    /// <summary>The app comes to the front; those before it run on. Without a name all have ended.</summary>
    public void SetApp(string name)
    {
        _frontmost = name;
        if (name.Length == 0) _running.Clear();
        else _running.Add(name);
    }

    private bool IsInFront(string? name) => name is { Length: > 0 } && name.Equals(_frontmost, StringComparison.OrdinalIgnoreCase);
}
