using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>
/// Today is one of some days. <code>condition = { DayOfWeek = ["Mon", "Tue"] }</code>
/// By name or number, 1 = Monday.
/// </summary>
/// <param name="Days">Bit 0 = Monday … bit 6 = Sunday.</param>
public sealed record DayOfWeekCondition(byte Days) : Condition
{
    private static readonly string[] Names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static IEnumerable<string> ShortNames => Names.Select(name => name[..3]);

    private static readonly ValueForm OneForm = new("day", "a day", """{"type":["string","integer"],"minimum":1,"maximum":7}""") { Words = ShortNames, OnlyWords = Names.Concat(ShortNames) };

    private static readonly ValueForm Form = new("days", "a list of days: \"Mon\" … \"Sun\", or 1-7 with 1 = Monday", """{"type":["array","string","integer"],"minimum":1,"maximum":7}""")
    {
        OnlyWords = OneForm.OnlyWords,
        Each = OneForm,
    };

    private static readonly FormParameter DaysParameter = new("days", Form, "the days on which it is true") { Required = true };

    public static readonly KindSpec<Condition> Spec = new("DayOfWeek", "today is one of the days", """{ type = "DayOfWeek", days = ["Mon", "Tue"] }""", [DaysParameter],
        table => table.Get(DaysParameter) is { } days ? Read(days) : null)
    {
        Main = DaysParameter,
        ReadMain = Read,
    };

    public override ConditionKind Kind => ConditionKind.DayOfWeek;

    internal override bool? Holds(in Situation situation) => (Days >> (((int)situation.Surroundings.Day + 6) % 7) & 1) != 0;

    public override string Describe() => $"DayOfWeek {string.Join(", ", ShortNames.Where((_, day) => ((Days >> day) & 1) != 0))}";

    private static DayOfWeekCondition? Read(ConfigValue value)
    {
        byte days = 0;
        var readable = value.IsText || value.IsNumber || value.IsList;
        foreach (var element in value.IsText || value.IsNumber ? [value] : value.List("days"))
        {
            if (Day(element) is { } day) days |= (byte)(1 << day);
            else readable = false;
        }

        return readable ? new DayOfWeekCondition(days) : null;
    }

    /// <summary>0 = Monday.</summary>
    private static int? Day(ConfigValue value)
    {
        if (value.IsNumber)
        {
            if (value.Integer is >= 1 and <= 7) return (int)value.Integer - 1;
            value.Error("unknown-day", $"There is no day {value.Integer} (must be 1-7, 1 = Monday)");
            return null;
        }

        if (value.Text("days") is not { } text) return null;
        for (var day = 0; day < Names.Length; day++)
        {
            if (Names[day].Equals(text, StringComparison.OrdinalIgnoreCase) || Names[day][..3].Equals(text, StringComparison.OrdinalIgnoreCase)) return day;
        }

        var near = Spelling.Nearest(text, Names);
        value.Error("unknown-day", near is null ? $"Unknown day '{text}' (must be Mon, Tue, Wed, Thu, Fri, Sat, Sun or 1-7)" : $"Unknown day '{text}': did you mean '{near}'?", near);
        return null;
    }
}
