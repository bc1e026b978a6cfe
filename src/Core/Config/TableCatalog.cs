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
        new FormParameter("include", new ValueForm("include", "a list of files", """{"type":["array","string"],"items":{"type":"string"}}"""), "further files, relative to this one; above any table"),
        Of(DeviceReader.Single), Of(DeviceReader.Listed), Of(SettingsReader.Advanced), Of(SettingsReader.Daemon),
        Of(SettingsReader.Logging), Of(SettingsReader.Virtual), Table("midi_output", SettingsReader.Virtual.Name, "as virtual_midi"), Of(SettingsReader.Menu),
        Later("led_settings"), Later("led_feedback"), Later("app_profiles"), Later("profiles"), Later("plugins"), Later("wasm"), Later("event_console"), Later("template"), Later("template_metadata"), Later("ui"),
        Of(ModeReader.Spec), List("global_mappings", MappingReader.Spec.Name, "mappings that are active in every mode, looked at after the mode's own"),
    ];

    private static FormParameter Of(TableSpec spec) => spec.IsList ? List(spec.Name, spec.Name, spec.Doc) : Table(spec.Name, spec.Name, spec.Doc);

    private static FormParameter Table(string name, string spec, string doc) => new(name, new ValueForm(name, "a table", $$"""{"$ref":"#/$defs/{{spec}}"}"""), doc);

    private static FormParameter List(string name, string spec, string doc) => new(name, new ValueForm(name, "a list of tables", "{" + ValueForm.ListOf(spec) + "}"), doc);

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
