namespace Conductor.Core.Config;

/// <summary>
/// A valid configuration → everything that is in force, all files in one: settings of the main file with their defaults, then devices, modes and global mappings file by file, modes of the
/// same name joined. The tree, written down, is a file of its own that means the same.
/// </summary>
internal sealed class EffectiveConfig
{
    private readonly List<SpelledValue> _files;
    private readonly EffectiveTables _tables;
    private readonly EffectiveTable _root = new();

    private EffectiveConfig(IReadOnlyList<ConfigScope> scopes)
    {
        _files = [.. scopes.Select(scope => new SpelledValue(new SpelledDocument(scope)))];
        _tables = new EffectiveTables(_files[0], scopes[0].Names.DeviceIds.Count > 0);
    }

    /// <param name="scopes">Of a reading with a trace and without errors.</param>
    public static EffectiveTable Of(IReadOnlyList<ConfigScope> scopes)
    {
        var config = new EffectiveConfig(scopes);
        config.AddAll();
        return config._root;
    }

    /// <summary>In the order of the reference.</summary>
    private void AddAll()
    {
        var main = EffectiveTables.Named(_files[0].Entries(knownOnly: true), TableCatalog.Root);
        foreach (var parameter in TableCatalog.Root)
        {
            switch (parameter.Name)
            {
                case "include" or "mappings": break;   // all files are one here; mappings outside modes count nowhere
                case "device": AddDevices(); break;
                case "devices": break;
                case "modes": AddList("modes", Modes()); break;
                case "global_mappings": AddList("global_mappings", ListsOf("global_mappings").Select(mapping => _tables.OfTable(mapping, mapping.Shape))); break;
                default:
                    if (main.TryGetValue(parameter.Name, out var value)) _root.Add(parameter.Name, _tables.Of(value, parameter));
                    else AddUnsaid(parameter.Name);
                    break;
            }
        }
    }

    /// <summary>A table of settings that the file doesn't have. Of an output port that isn't there, nothing is in force: [virtual_midi] is what makes it.</summary>
    private void AddUnsaid(string name)
    {
        if (name == SettingsReader.Virtual.Name || TableCatalog.All.FirstOrDefault(spec => spec.Name == name) is not { } spec) return;
        var table = new EffectiveTable();
        _tables.AddEntries(table, [], spec.Parameters, withDefaults: true);
        if (table.Entries.Count > 0) _root.Add(name, table);
    }

    private void AddList(string name, IEnumerable<EffectiveTable> tables)
    {
        var list = tables.ToList();
        if (list.Count > 0) _root.Add(name, new EffectiveList(list));
    }

    /// <summary>The elements of all files' lists of a name.</summary>
    private IEnumerable<SpelledValue> ListsOf(string name) => _files.SelectMany(file => Find(file, name) is { } list ? list.Elements() : []);

    private static SpelledValue? Find(SpelledValue table, string key)
    {
        foreach (var (name, value) in table.Entries(knownOnly: true))
        {
            if (name == key) return value;
        }

        return null;
    }

    /// <summary>One file has room for one [device] above its [[devices]]: those of further files become entries of the list.</summary>
    private void AddDevices()
    {
        var listed = new List<EffectiveTable>();
        foreach (var file in _files)
        {
            if (Find(file, "device") is { } single) AddSingle(_tables.OfTable(single, single.Shape), listed);
            if (Find(file, "devices") is { } list) listed.AddRange(list.Elements().Select(device => _tables.OfTable(device, device.Shape)));
        }

        AddList("devices", listed);
    }

    private void AddSingle(EffectiveTable device, List<EffectiveTable> listed)
    {
        if (device.Entries.TrueForAll(entry => entry.Key != DeviceReader.IdName)) device.Entries.Insert(0, (DeviceReader.IdName, _tables.Default($"\"{DeviceReader.SingleId}\"")));
        if (listed.Count == 0 && _root.Entries.TrueForAll(entry => entry.Key != "device")) _root.Add("device", device);
        else listed.Add(device);
    }

    /// <summary>What the first file says of a mode comes before what another one does; their mappings stand behind each other.</summary>
    private IEnumerable<EffectiveTable> Modes() =>
        ListsOf("modes").GroupBy(mode => Find(mode, "name")?.Text).Select(parts =>
        {
            var mode = new EffectiveTable();
            var shape = parts.First().Shape ?? [];
            _tables.AddEntries(mode, parts.SelectMany(part => part.Entries(knownOnly: true)).Where(entry => entry.Key != "mappings"), shape, withDefaults: true);
            var mappings = parts.SelectMany(part => Find(part, "mappings")?.Elements() ?? []).Select(mapping => _tables.OfTable(mapping, mapping.Shape)).ToList();
            if (mappings.Count > 0) mode.Add("mappings", new EffectiveList(mappings));
            return mode;
        });
}
