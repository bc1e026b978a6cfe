using System.Text;
using Conductor.Core.Config;
using FileConfig = Conductor.Core.Config.Config;

namespace Conductor.Core.Tests.Slow;

/// <summary>Configurations (the first is there at the start, the others come by reload) and what happens.</summary>
/// <param name="Configs">At least one.</param>
/// <param name="Timeline">In order; times may go back.</param>
/// <param name="AnswersAtOnce">Commands are done the moment they begin; else when the timeline says so.</param>
/// <param name="WakesLate">The engine is not woken between two happenings.</param>
internal sealed record Scenario(ScenarioConfig[] Configs, Happening[] Timeline, bool AnswersAtOnce, bool WakesLate);

internal sealed record ScenarioConfig(string[] Settings, ScenarioMode[] Modes, ScenarioMapping[] Globals)
{
    public static string ModeName(int index) => $"{(char)('A' + index)}";

    public string Toml
    {
        get
        {
            var text = new StringBuilder();
            foreach (var setting in Settings) text.Append(setting).Append('\n');
            foreach (var mode in Modes)
            {
                text.Append($"[[modes]]\nname = \"{mode.Name}\"\n");
                foreach (var hook in mode.Hooks) text.Append(hook).Append('\n');
                foreach (var mapping in mode.Mappings) mapping.Write(text, "[[modes.mappings]]");
            }

            foreach (var mapping in Globals) mapping.Write(text, "[[global_mappings]]");
            return text.ToString();
        }
    }

    /// <summary>Null where it has an error.</summary>
    public FileConfig? Read() => ConfigReader.Read("config.toml", Encoding.UTF8.GetBytes(Toml)).Config;
}

internal sealed record ScenarioMode(string Name, string[] Hooks, ScenarioMapping[] Mappings);

/// <param name="Trigger">An inline table.</param>
/// <param name="Action">An inline table.</param>
/// <param name="Rest">Further lines.</param>
internal sealed record ScenarioMapping(string Trigger, string Action, string[] Rest)
{
    public void Write(StringBuilder text, string header)
    {
        text.Append($"{header}\ntrigger = {Trigger}\naction = {Action}\n");
        foreach (var line in Rest) text.Append(line).Append('\n');
    }

    public bool Mentions(string mode) => Action.Contains($"\"{mode}\"") || Array.Exists(Rest, line => line.Contains($"\"{mode}\""));
}
