namespace Conductor.Core.Scripts;

/// <summary>What conditions see in a script: what its <c>time</c> and <c>app</c> lines have said; anything else is hidden, as by a desktop that doesn't tell.</summary>
internal sealed class ScriptSurroundings
{
    private readonly HashSet<string> _running = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Minutes since midnight.</summary>
    public int? Minute { get; private set; }

    /// <summary>0 = Monday.</summary>
    public int? Day { get; private set; }

    /// <summary>The app in front; "" where none is; null before the first line.</summary>
    public string? Frontmost { get; private set; }

    /// <summary>Null before the first line.</summary>
    public bool? IsRunning(string app) => Frontmost is null ? null : _running.Contains(app);

    public void SetTime(int minute, int? day)
    {
        Minute = minute;
        if (day is not null) Day = day;
    }

    /// <summary>The app comes to the front; those before it run on. Without a name all have ended.</summary>
    public void SetApp(string name)
    {
        Frontmost = name;
        if (name.Length == 0) _running.Clear();
        else _running.Add(name);
    }
}
