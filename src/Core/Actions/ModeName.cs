using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>A mode as a file names it: by its name or its index from 0.</summary>
internal static class ModeName
{
    private const int MaxListed = 12;
    private const int MaxCompared = 200;   // a sentence must not cost more than the file

    public static readonly ValueForm Form = new("modeName", "a mode's name, or its index from 0", """{"type":["string","integer"],"minimum":0}""");

    /// <summary>The mode's name; null, with an error, where the file has none of that name or index.</summary>
    public static string? Read(ConfigValue value)
    {
        var modes = value.Scope.Names.Modes;
        if (value.IsNumber)
        {
            if (value.Integer >= 0 && value.Integer < modes.Count) return modes[(int)value.Integer];
            value.Error("unknown-mode", $"There is no mode {value.Integer}: the file has {modes.Count}, counted from 0");
            return null;
        }

        if (value.Text("mode") is not { } name) return null;
        if (modes.Contains(name)) return name;
        var near = Spelling.Nearest(name, modes.Take(MaxCompared));
        value.Error("unknown-mode", near is null ? Unknown(name, modes) : $"Unknown mode '{name}': did you mean '{near}'?", near);
        return null;
    }

    private static string Unknown(string name, NameList modes)
    {
        if (modes.Count == 0) return $"Unknown mode '{name}' (the file has no modes)";
        var more = modes.Count > MaxListed ? $" and {modes.Count - MaxListed} more" : "";
        return $"Unknown mode '{name}' (the file has {string.Join(", ", modes.Take(MaxListed).Select(mode => $"'{mode}'"))}{more})";
    }
}
