using System.Text;
using Conductor.Core.Actions;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>Short ways to read a text and to write down what was found.</summary>
internal static class Reading
{
    public static ConfigResult Read(string toml, Func<Key, bool>? canPress = null) => ConfigReader.Read("config.toml", Encoding.UTF8.GetBytes(toml), canPress);

    /// <summary>One line each: "3:8+3 error note-out-of-range, mode 'Default', mapping 1: Invalid note number: 128 (must be 0-127)".</summary>
    public static string Problems(string toml, Func<Key, bool>? canPress = null) => string.Join('\n', Read(toml, canPress).Problems.Select(Line));

    private static string Line(Problem problem)
    {
        var context = problem.Context is null ? "" : $", {problem.Context}";
        return $"{problem.Line}:{problem.Column}+{problem.Length} {(problem.IsError ? "error" : "warning")} {problem.Code}{context}: {problem.Message}";
    }

    /// <summary>A file of one global mapping; the trigger stands on line 2 from column 11.</summary>
    public static string WithTrigger(string trigger) => $"[[global_mappings]]\ntrigger = {trigger}\naction = {{ type = \"Shell\", command = \"ls\" }}\n";

    /// <summary>A file of one global mapping; the action stands on line 3 from column 10.</summary>
    public static string WithAction(string action) => $"[[global_mappings]]\ntrigger = {{ type = \"Note\", note = 36 }}\naction = {action}\n";
}
