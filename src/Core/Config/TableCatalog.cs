namespace Conductor.Core.Config;

/// <summary>Every table of the file, in the order in which <c>format</c> and the reference have them.</summary>
public static class TableCatalog
{
    public static readonly TableSpec[] All =
    [
        DeviceReader.Single, DeviceReader.Listed, SettingsReader.Advanced, SettingsReader.Daemon, SettingsReader.Logging, SettingsReader.Virtual, SettingsReader.Menu,
        ModeReader.Spec, MappingReader.Spec,
    ];

    /// <summary>What stands at the top of a file, in order.</summary>
    internal static readonly Parameter[] Root =
    [
        new FormParameter("include", new ValueForm("include", "a list of files", """{"type":"array","items":{"type":"string"}}"""), "further files, relative to this one; above any table"),
        Table("device", DeviceReader.Single.Doc), List("devices", DeviceReader.Listed.Doc), Table("advanced_settings", SettingsReader.Advanced.Doc), Table("daemon", SettingsReader.Daemon.Doc),
        Table("logging", SettingsReader.Logging.Doc), Table("virtual_midi", SettingsReader.Virtual.Doc), Table("midi_output", "as virtual_midi"), Table("settings", SettingsReader.Menu.Doc),
        Later("led_settings"), Later("led_feedback"), Later("app_profiles"), Later("profiles"), Later("plugins"), Later("wasm"), Later("event_console"), Later("template"), Later("template_metadata"), Later("ui"),
        List("modes", ModeReader.Spec.Doc), List("global_mappings", "mappings that are active in every mode, looked at after the mode's own"),
    ];

    private static FormParameter Table(string name, string doc) => new(name, new ValueForm(name, "a table", $$"""{"$ref":"#/$defs/{{name}}"}"""), doc);

    private static FormParameter List(string name, string doc) => new(name, new ValueForm(name, "a list of tables", """{"type":"array","items":{"$ref":"#/$defs/""" + name + "\"}}"), doc);

    private static FormParameter Later(string name) => new(name, ValueForm.Anything, "known, not acted on yet") { IsLater = true };

    /// <summary>Warns about each top-level table or key that is not acted on, and each that nobody knows.</summary>
    internal static void Check(ConfigTable root)
    {
        foreach (var parameter in Root)
        {
            if (parameter.IsLater) root.TellLater(parameter);
            else root.Find(parameter);
        }

        if (root.Scope.Trace is { } trace) trace.Shapes[root.Node] = Root;
        foreach (var (key, value) in root.Unasked())
        {
            var near = Spelling.Nearest(key, Root.Select(parameter => parameter.Name));
            value.WarnKey("unknown-table", near is null ? $"Unknown table '{key}'" : $"Unknown table '{key}': did you mean '{near}'?", near);
        }
    }
}
