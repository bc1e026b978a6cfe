using System.Collections.Immutable;

namespace Conductor.Core.Config;

/// <summary>Reads [[modes]].</summary>
internal static class ModeReader
{
    private static readonly ValueForm MappingsForm = new("mappings", "[[modes.mappings]] tables", "{" + ValueForm.ListOf("modes.mappings") + "}");

    private static readonly TextParameter Name = new("name", "what the mode is called") { Required = true };
    private static readonly TextParameter Description = new("description", "for people");
    private static readonly FormParameter ColorParameter = new("color", Color.Form, "what the controller's lights show while it is in force");
    private static readonly FormParameter OnEnter = new("on_enter", ValueForm.Action, "what happens when the mode begins");
    private static readonly FormParameter OnExit = new("on_exit", ValueForm.Action, "what happens when the mode ends");
    private static readonly NumberParameter IdleBrightness = new("led_idle_brightness", 0, 255, "of lights that wait") { IsLater = true };
    private static readonly NumberParameter ActiveBrightness = new("led_active_brightness", 0, 255, "of lights that are pressed") { IsLater = true };
    private static readonly FormParameter Mappings = new("mappings", MappingsForm, "what the mode does");

    public static readonly TableSpec Spec = new("modes", "layers of mappings; the first is the one to start with",
        """
        [[modes]]
        name = "Edit"
        color = "green"
        """,
        Name, ColorParameter, Description, OnEnter, OnExit, IdleBrightness, ActiveBrightness, Mappings)
    {
        IsList = true,
    };

    /// <summary>Mode names come first: mappings above a mode, and in other files, may name it.</summary>
    public static void CollectNames(ConfigTable root)
    {
        foreach (var mode in root.Find("modes")?.Elements() ?? [])
        {
            if (mode.IsTable && new ConfigTable(mode.Scope, mode.Node).Find(Name.Name)?.TextOrNothing is { } name) root.Scope.Names.Modes.Add(name);
        }
    }

    /// <summary>A file's modes, each as it stands there, with the count of its entries.</summary>
    public static List<(ModeConfig Mode, int Written, ConfigValue Place)> Read(ConfigTable root)
    {
        var modes = new List<(ModeConfig, int, ConfigValue)>();
        if (root.Find("modes") is not { } list) return modes;
        if (list.IsTable)
        {
            ReportTable(list);
            return modes;
        }

        var seen = new Dictionary<string, ConfigValue>();
        foreach (var element in list.List("modes"))
        {
            if (element.Table("modes") is { } table) modes.Add(ReadOne(table, seen));
        }

        return modes;
    }

    private static void ReportTable(ConfigValue modes)
    {
        if (modes.IsImplied && new ConfigTable(modes.Scope, modes.Node).Find("mappings") is { } mappings)
        {
            mappings.Error("mappings-without-mode", $"There is no mode for these mappings: add [[modes]] above line {mappings.Elements().Select(m => m.Line).FirstOrDefault(mappings.Line)}");
        }
        else modes.List("modes");   // says what is wrong with it
    }

    private static (ModeConfig Mode, int Written, ConfigValue Place) ReadOne(ConfigTable table, Dictionary<string, ConfigValue> seen)
    {
        var name = table.Text(Name);
        if (name.Length > 0 && table.Find(Name) is { } at && !seen.TryAdd(name, at))
        {
            at.Error("duplicate-mode", $"Mode '{name}' is already defined at line {seen[name].Line}; give this one another name", null, (seen[name], "first defined here"));
        }

        var mappings = MappingReader.ReadList(table.Find(Mappings), Mappings.Name);
        var mode = new ModeConfig
        {
            Name = name,
            Color = table.Find(ColorParameter) is { } color ? Color.Read(color) : null,
            Description = table.TextOrNull(Description),
            OnEnter = HookReader.Read(table, OnEnter),
            OnExit = HookReader.Read(table, OnExit),
            Mappings = mappings.Mappings,
        };
        table.NumberOrNull(IdleBrightness);
        table.NumberOrNull(ActiveBrightness);
        table.TellLater(IdleBrightness, ActiveBrightness);
        table.RejectUnknown(Spec.Parameters);
        return (mode, mappings.Written, table.AsValue);
    }

    /// <summary>Warns of each mode that has no mappings in any file.</summary>
    public static void TellEmpty(IReadOnlyCollection<(ModeConfig Mode, int Written, ConfigValue Place)> modes)
    {
        var known = modes.Where(mode => mode.Written > 0).Select(mode => mode.Mode.Name).ToHashSet();
        foreach (var (mode, _, place) in modes)
        {
            var isNoList = new ConfigTable(place.Scope, place.Node).Find(Mappings) is { IsList: false };   // that is told already
            if (known.Add(mode.Name) && !isNoList) place.Warn("empty-mode", $"Mode '{mode.Name}' has no mappings");
        }
    }

    /// <summary>Modes of the same name in several files are one, in the order of the first.</summary>
    public static ImmutableArray<ModeConfig> Join(IEnumerable<ModeConfig> modes)
    {
        var joined = new List<ModeConfig>();
        var places = new Dictionary<string, int>();
        foreach (var mode in modes)
        {
            if (places.TryAdd(mode.Name, joined.Count)) joined.Add(mode);
            else joined[places[mode.Name]] = joined[places[mode.Name]].With(mode);
        }

        return [.. joined];
    }
}
