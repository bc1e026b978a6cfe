namespace Conductor.Core.Config;

/// <summary>Tables and keys that the language has and that this version does not act on yet: one warning each, never silence.</summary>
internal static class KnownTables
{
    private static readonly string[] ActedOn =
    [
        "device", "devices", "modes", "global_mappings", "advanced_settings", "settings", "daemon", "logging", "virtual_midi", "midi_output", "mappings",
    ];

    private static readonly string[] Later =
    [
        "include", "led_settings", "led_feedback", "app_profiles", "profiles", "plugins", "wasm", "event_console", "template", "template_metadata", "ui",
    ];

    /// <summary>Warns about each top-level table that is not acted on, and each that nobody knows.</summary>
    public static void Check(ConfigTable root)
    {
        foreach (var (key, value) in root.Entries())
        {
            if (Later.Contains(key)) value.WarnKey("not-built-yet", $"'{key}' is known, but this version does not act on it yet");
            else if (!ActedOn.Contains(key))
            {
                var near = Spelling.Nearest(key, ActedOn);
                value.WarnKey("unknown-table", near is null ? $"Unknown table '{key}'" : $"Unknown table '{key}': did you mean '{near}'?", near);
            }
        }
    }

    /// <summary>Warns about each of the keys that is there; true where none is.</summary>
    public static bool NotActedOn(ConfigTable table, params ReadOnlySpan<Parameter> keys) => NotActedOn(table, "", keys);

    public static bool NotActedOn(ConfigTable table, string consequence, params ReadOnlySpan<Parameter> keys)
    {
        var none = true;
        foreach (var key in keys)
        {
            if (table.Find(key) is not { } value) continue;
            value.WarnKey("not-built-yet", $"'{key.Name}' is known, but this version does not act on it yet{consequence}");
            none = false;
        }

        return none;
    }
}
