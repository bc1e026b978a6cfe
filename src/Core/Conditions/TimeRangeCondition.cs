using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>
/// The local time lies in a range. <code>condition = { TimeRange = { start = "22:00", end = "06:30" } }</code>
/// The end includes its whole minute; a range may cross midnight; where start and end are the same it is that minute.
/// </summary>
/// <param name="Start">Minutes since midnight.</param>
/// <param name="End">Minutes since midnight.</param>
public sealed record TimeRangeCondition(int Start, int End) : Condition
{
    private static readonly ValueForm Form = new("timeOfDay", "\"HH:MM\"", """{"type":"string","pattern":"^(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::00)?$"}""");
    private static readonly FormParameter StartParameter = new("start", Form, "the first minute, local time") { Required = true, Older = ["start_time"] };
    private static readonly FormParameter EndParameter = new("end", Form, "the last minute, local time") { Required = true, Older = ["end_time"] };

    public static readonly KindSpec<Condition> Spec = new("TimeRange", "the local time is in the range, which may cross midnight",
        """{ type = "TimeRange", start = "22:00", end = "06:30" }""", [StartParameter, EndParameter], Read)
    {
    };

    public override ConditionKind Kind => ConditionKind.TimeRange;

    internal override bool? Holds(in Situation situation)
    {
        var minute = situation.Surroundings.MinuteOfDay;
        return Start <= End ? minute >= Start && minute <= End : minute >= Start || minute <= End;
    }

    public override string Describe() => $"TimeRange {Clock(Start)}-{Clock(End)}";

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    private static TimeRangeCondition? Read(ConfigTable table)
    {
        var start = table.Get(StartParameter) is { } first ? Minute(first) : null;
        var end = table.Get(EndParameter) is { } last ? Minute(last) : null;
        return start is { } from && end is { } to ? new TimeRangeCondition(from, to) : null;
    }

    /// <summary>A time without quotes is TOML's own; it means the same.</summary>
    private static int? Minute(ConfigValue value)
    {
        var text = value.TextOrNothing ?? value.TimeOrNothing;
        if (text is not null && Parse(text) is { } minute)
        {
            if (!value.IsText) value.Rewrite($"\"{minute / 60:00}:{minute % 60:00}\"");
            return minute;
        }

        value.Error("not-a-time", $"This must be a time of day, \"HH:MM\" such as \"22:30\", not {value.InWords()}");
        return null;
    }

    private static int? Parse(string text)
    {
        if (text.EndsWith(":00", StringComparison.Ordinal) && text.Length == 8) text = text[..5];
        var colon = text.IndexOf(':');
        if (colon is < 1 or > 2 || text.Length != colon + 3) return null;
        foreach (var c in text)
        {
            if (c != ':' && !char.IsAsciiDigit(c)) return null;
        }

        return int.TryParse(text.AsSpan(0, colon), out var hour) && int.TryParse(text.AsSpan(colon + 1), out var minute) && hour < 24 && minute < 60 ? (hour * 60) + minute : null;
    }
}
