namespace Conductor.Platform;

public enum FindingState
{
    /// <summary>✓</summary>
    Good,

    /// <summary>Works, but a person should know.</summary>
    Notice,

    /// <summary>✗: something doesn't work.</summary>
    Bad,
}

/// <summary>One line of <c>conductorctl doctor</c>.</summary>
/// <param name="Id">A name for scripts that stays the same, in lower case with dots: "midi.open", "keys.permission".</param>
/// <param name="State">How it is.</param>
/// <param name="Text">What was looked at and what was found, in one sentence without a full stop.</param>
/// <param name="Remedy">What to do, in one sentence; null where there is nothing to do.</param>
public sealed record Finding(string Id, FindingState State, string Text, string? Remedy = null);
