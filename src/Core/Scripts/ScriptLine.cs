using Conductor.Core.Midi;

namespace Conductor.Core.Scripts;

public enum ScriptLineKind
{
    /// <summary>A controller sends something.</summary>
    Message,
    Mode,
    Reload,
    Disconnect,
    Connect,

    /// <summary>What conditions see of the clock.</summary>
    Time,

    /// <summary>What conditions see of the apps.</summary>
    App,
    Nothing,

    /// <summary>What must run.</summary>
    Action,
}

/// <summary>One line of a timeline: something that happens, or something expected.</summary>
public sealed record ScriptLine
{
    /// <summary>In the file, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When, µs.</summary>
    public required long Micros { get; init; }

    public required ScriptLineKind Kind { get; init; }

    /// <summary>An action as it is written, with the comment that may follow it; of a mode, device or app its name.</summary>
    public string Text { get; init; } = "";

    public MidiMessage Message { get; init; }

    /// <summary>Of a SysEx message its bytes, F0 … F7; else null.</summary>
    public byte[]? SysEx { get; init; }

    /// <summary>The id of the device that sends it; null: the first one.</summary>
    public string? Device { get; init; }

    /// <summary>Of a reload.</summary>
    public ScriptConfig? Config { get; init; }

    /// <summary>Of a time: minutes since midnight.</summary>
    public int Minute { get; init; }

    /// <summary>Of a time; null where it names none.</summary>
    public DayOfWeek? Day { get; init; }

    /// <summary>Whether the engine is told something, or only asked.</summary>
    public bool Happens => Kind is not (ScriptLineKind.Action or ScriptLineKind.Nothing);

    /// <summary>An action's own text may hold what looks like a comment (<c>Shell echo #1</c>).</summary>
    public bool Means(string action) =>
        Text.StartsWith(action, StringComparison.Ordinal) && Text.AsSpan(action.Length) is var rest && (rest.IsEmpty || (char.IsWhiteSpace(rest[0]) && rest.TrimStart() is [] or ['#', ..]));

    /// <summary>The line in a sentence, without the comment.</summary>
    public override string ToString() => $"{Shown(Micros)} {(Text.IndexOf(" # ", StringComparison.Ordinal) is >= 0 and var comment ? Text[..comment].TrimEnd() : Text)}";

    /// <summary>"500ms"; in µs where it isn't a whole number of ms.</summary>
    public static string Shown(long micros) => micros % 1000 == 0 ? $"{micros / 1000}ms" : $"{micros}us";
}
