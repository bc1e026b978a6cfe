using System.Text;

namespace Conductor.Core.Tests.Slow;

/// <summary>A scenario as a gesture script, with what the engine did otherwise beside what the slow one did.</summary>
internal static class ScenarioText
{
    public static string Time(long micros) => micros % 1000 == 0 ? $"{micros / 1000}ms" : $"{micros}us";

    public static string Of(Scenario scenario, List<ScenarioStep> steps)
    {
        var text = new StringBuilder();
        if (scenario.WakesLate) text.Append("# nothing wakes the engine in between\n");
        if (!scenario.AnswersAtOnce) text.Append("# commands are done when the timeline says so\n");
        text.Append(scenario.Configs[0].Toml).Append("---\n");
        foreach (var step in steps) Append(text, scenario, step);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Scenario scenario, ScenarioStep step)
    {
        text.Append($"{step.Happening}\n");
        if (step.Happening!.What == What.Reload) text.Append($"---\n{scenario.Configs[step.Happening.Number].Toml}---\n");
        var isMarked = false;
        for (var i = 0; i < Math.Max(step.Expected.Count, step.Got.Count); i++)
        {
            var (expected, got) = (step.Expected.ElementAtOrDefault(i), step.Got.ElementAtOrDefault(i));
            if (expected == got)
            {
                if (!expected!.StartsWith('#')) text.Append($"{expected}\n");
                continue;
            }

            text.Append($"{(isMarked ? "        " : "FIRST-> ")}{expected ?? "-",-40} | engine: {got ?? "-"}\n");
            isMarked = true;
        }
    }
}
