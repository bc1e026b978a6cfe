using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Tests.Config.Generated;
using CsCheck;

namespace Conductor.Core.Tests.Config;

/// <summary>
/// Whole configurations without a mistake, made from the lists of triggers, actions, conditions and tables themselves: a kind that is added is generated from then on. Each is a meaning,
/// which can be written in any number of spellings and layouts.
/// </summary>
internal sealed class GeneratedConfig
{
    private const int Depth = 5;

    private static readonly string[] Settings = ["advanced_settings", "logging", "settings"];
    private static readonly string[] NotActedOn = ["ui", "profiles", "led_feedback"];

    private readonly FileNames _names;
    private readonly Spelled _file;

    private GeneratedConfig(FileNames names, Spelled file)
    {
        _names = names;
        _file = file;
    }

    /// <summary>The meaning in one of its spellings; equal styles give equal texts.</summary>
    public string Write(int style)
    {
        var newLine = style % 4 == 1 ? "\r\n" : "\n";
        return (style % 7 == 1 ? "\uFEFF" : "") + Write(new Style(style, _names) { NewLine = newLine });
    }

    /// <summary>Today's words and one layout, to read it by.</summary>
    public override string ToString() => Write(new Style(0, _names) { IsPlain = true });

    private string Write(Style style) => TomlWriter.Write((TomlTable)_file(style), style);

    /// <summary>The configuration of that number.</summary>
    public static GeneratedConfig Of(int seed) => Any.Generate(Random(seed), null, out _);

    /// <summary>The text of that number: valid, in some spelling.</summary>
    public static string Text(int seed) => Of(seed).Write(seed);

    /// <summary>As CsCheck writes a seed: its Sample makes the same again, and looks for a smaller one.</summary>
    public static string SeedOf(int seed) => Random(seed) is var random ? random.ToString(random.State) : "";

    private static PCG Random(int seed) => new((uint)seed & 0xFFFF, (ulong)(uint)seed * 0x9E3779B97F4A7C15);

    public static readonly Gen<GeneratedConfig> Any = Gen.Select(
        Names("Default", "Edit", "Übung 🎹", "a.b", "next to it"), Names("pads", "keys", "x-touch"), Tables, Devices, Modes, Mappings, Gen.Int[0, 3]).Select((modeNames, deviceIds, tables, devices, modes, globals, virtualPort) =>
    {
        var names = new FileNames([.. modeNames.Take(modes.Length)], [.. deviceIds.Take(devices.Length)], virtualPort == 1);
        return new GeneratedConfig(names, style => new TomlTable(
        [
            .. tables.SelectMany(table => table.Write(style)),
            .. Some("devices", style, devices.Select((device, i) => new TomlTable([(style.Pick("id", "alias"), style.Text(names.Devices[i])), .. device.SelectMany(part => part.Write(style))]))),
            .. Some("modes", style, modes.Select((mode, i) => new TomlTable([("name", style.Text(names.Modes[i])), .. mode.SelectMany(part => part.Write(style))]))),
            .. Some("global_mappings", style, globals.Select(mapping => Part.Table(style, mapping))),
            .. virtualPort == 0 ? Array.Empty<(string, Toml)>() : [(style.Pick("virtual_midi", "midi_output"), VirtualPort(style, isEnabled: virtualPort == 1))],
        ]));
    });

    private static TomlTable VirtualPort(Style style, bool isEnabled) =>
        new([("port_name", style.Text("Out")), .. isEnabled && style.Chance(50) ? Array.Empty<(string, Toml)>() : [("enabled", Style.Bool(isEnabled))]]);

    private static (string, Toml)[] Some(string key, Style style, IEnumerable<TomlTable> tables) =>
        tables.ToList() is { Count: > 0 } items ? [(key, new TomlList(items))] : style.Chance(10) ? [(key, new TomlList([]))] : [];

    /// <summary>Each once; none means "the next".</summary>
    private static Gen<string[]> Names(params string[] usual) => Gen.Frequency((3, Gen.OneOf(usual)), (1, Values.Contents)).Array[8].Select(names => (string[])
    [
        .. names.Concat(["one", "two", "three"]).Where(name => name.Length > 0 && Core.Names.Fold(name) is not ("next" or "previous" or "prev")).Distinct(),
    ]);

    private static Gen<Part[]> Of(string table, string without) => Values.PartsOf(TableCatalog.All.Single(spec => spec.Name == table).Parameters.Where(parameter => !without.Split(' ').Contains(parameter.Name)));

    private static Gen<Part[][]> Devices => Of("devices", "id").Array[0, 2];

    private static Gen<Part[][]> Modes => Gen.Select(Of("modes", "name mappings"), Mappings, (mode, mappings) => (Part[])
        [.. mode, new Part(style => Some("mappings", style, mappings.Select(mapping => Part.Table(style, mapping))))]).Array[0, 3];

    private static Gen<Part[][]> Mappings => Gen.Select(
        Of("modes.mappings", "trigger condition action actions"),
        Values.Given(
            Gen.Frequency((5, TriggerGen.Any.Select(trigger => (Part?)new Part(style => [("trigger", trigger(style))]))), (1, TriggerGen.PressInMapping)),
            Values.Sometimes(ConditionGen.Entry(3)),
            Gen.Int[1, Depth].SelectMany(ActionGen.InMapping)),
        (mapping, own) => (Part[])[.. mapping, .. own]).Array[0, 3];

    /// <summary>The small tables, each or not, and those that nothing acts on.</summary>
    private static Gen<Part[]> Tables => Values.Given(
        [
            .. Settings.Select(name => Values.Sometimes(Of(name, "").Select(parts => (Part?)new Part(style => [(name, Part.Table(style, parts))])))),
            Values.Sometimes(Values.Contents.Select(path => (Part?)new Part(style => [("daemon", new TomlTable([("ipc_socket", style.Text($"/{path}"))]))]))),
            Values.Sometimes(Gen.Select(Of("device", "id"), Gen.Bool, (parts, hasId) => (Part?)new Part(style =>
                [("device", new TomlTable([.. Part.Table(style, parts).Entries, .. hasId ? [(style.Pick("id", "alias"), style.Text("the one"))] : Array.Empty<(string, Toml)>()]))]))),
            .. NotActedOn.Select(name => Values.Sometimes(Values.Anything.Select(value => (Part?)new Part(style => [(name, value(style))])))),
        ]);
}
