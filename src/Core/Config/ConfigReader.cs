using System.Collections.Immutable;
using System.Text;
using Conductor.Core.Actions;

namespace Conductor.Core.Config;

/// <summary>What reading a file gave: the config where it has no error, and every problem in file order.</summary>
/// <param name="Config">Null where the file has an error.</param>
/// <param name="Problems">In file order.</param>
/// <param name="Outline">What could be counted, also of a file with errors.</param>
public sealed record ConfigResult(Config? Config, IReadOnlyList<Problem> Problems, ConfigOutline Outline)
{
    public bool IsValid => Config is not null;

    /// <summary>The text is not TOML: nothing further was looked at.</summary>
    public bool IsSyntaxError => Problems.Any(problem => problem.Code == SyntaxProblem.Code);

    public int Errors => Problems.Count(problem => problem.IsError);

    public int Warnings => Problems.Count(problem => !problem.IsError);
}

/// <summary>How much there is in a file: mapping entries as written, global ones included.</summary>
public sealed record ConfigOutline(IReadOnlyList<string> Modes, int Mappings, int GlobalMappings)
{
    public static readonly ConfigOutline Nothing = new([], 0, 0);
}

/// <summary>Text → <see cref="Config"/> and problems. Pure: the same text gives the same result.</summary>
public static class ConfigReader
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxFileBytes = 4 * 1024 * 1024;

    private const int MaxMappings = 100_000;

    /// <param name="file">As it was named; for problems.</param>
    /// <param name="utf8">Its content; a byte order mark is allowed.</param>
    /// <param name="canPress">Which keys this platform has; left out: all.</param>
    public static ConfigResult Read(string file, ReadOnlySpan<byte> utf8, Func<Key, bool>? canPress = null)
    {
        while (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[3..];
        if (FileRefusal.Of(file, utf8) is { } refusal) return Refused(refusal);
        var document = TomlReader.Read(file, Encoding.UTF8.GetString(utf8));
        if (document.Problems.Exists(problem => problem.Code == SyntaxProblem.Code)) return new ConfigResult(null, InOrder(document), ConfigOutline.Nothing);
        if (CountMappings(document) is > MaxMappings and var mappings)
        {
            document = new ConfigDocument(file, document.Text);   // nothing else about it matters now
            document.Report(Severity.Error, "too-many-mappings", $"The file has {mappings} mappings; at most {MaxMappings} are read", 0, 1);
            return Refused(document.Problems[0]);
        }

        var scope = new ConfigScope(document, canPress ?? (_ => true));
        var config = ReadRoot(scope);
        var problems = InOrder(document);
        var outline = new ConfigOutline([.. config.ModeNames], config.MappingsWritten, config.GlobalMappingsWritten);
        return new ConfigResult(problems.Exists(problem => problem.IsError) ? null : config, problems, outline);
    }

    private static ConfigResult Refused(Problem problem) => new(null, [problem], ConfigOutline.Nothing);

    /// <summary>The problems in file order; behind them, where there were very many, how many more.</summary>
    private static List<Problem> InOrder(ConfigDocument document)
    {
        var problems = document.Problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ToList();
        if (problems.Count > 0 && document.MoreProblems(problems[^1]) is { } more) problems.Add(more);
        return problems;
    }

    private static int CountMappings(ConfigDocument document)
    {
        var count = CountIn(document, ConfigDocument.Root, "global_mappings");
        if (document.Find(ConfigDocument.Root, "modes") is not (> ConfigDocument.Root and var modes)) return count;
        for (var mode = document[modes].FirstChild; mode != ConfigDocument.None; mode = document[mode].Next) count += CountIn(document, mode, "mappings");
        return count;
    }

    private static int CountIn(ConfigDocument document, int table, string key) =>
        document.Find(table, key) is > ConfigDocument.Root and var list && document[list].Kind == NodeKind.Array ? document[list].Count : 0;

    private static Config ReadRoot(ConfigScope scope)
    {
        var root = new ConfigTable(scope, ConfigDocument.Root);
        CollectModes(root);
        var devices = DeviceReader.Read(root);
        var settings = SettingsReader.Read(root);
        var modes = ReadModes(root);
        var globals = MappingReader.ReadList(root.Find("global_mappings"), "global_mappings");
        if (root.Find("mappings") is { } orphan)
        {
            orphan.WarnKey("mappings-without-mode", "Mappings stand in a mode: write [[modes.mappings]] under a [[modes]], or [[global_mappings]]");
        }

        KnownTables.Check(root);
        var written = modes.Sum(mode => mode.Written) + globals.Written;
        return new Config
        {
            File = scope.Document.File,
            Devices = devices,
            Modes = [.. modes.Select(mode => mode.Mode)],
            GlobalMappings = globals.Mappings,
            Timing = settings.Timing,
            Socket = settings.Socket,
            LogLevel = settings.LogLevel,
            MappingsWritten = written,
            GlobalMappingsWritten = globals.Written,
        };
    }

    /// <summary>Mode names come first: mappings above a mode may name it.</summary>
    private static void CollectModes(ConfigTable root)
    {
        foreach (var mode in root.Find("modes")?.Elements() ?? [])
        {
            if (mode.IsTable && new ConfigTable(mode.Scope, mode.Node).Find("name")?.TextOrNothing is { } name) mode.Scope.Modes.Add(name);
        }
    }

    private static readonly TextParameter ModeName = new("name", "what the mode is called") { Required = true };
    private static readonly TextParameter ModeDescription = new("description", "for people");
    private static readonly FormParameter ModeColor = new("color", "a colour name, \"#RRGGBB\" or [r, g, b]", "shown by the controller (feedback, not built yet)");
    private static readonly FormParameter ModeMappings = new("mappings", "[[modes.mappings]] tables", "what the mode does");
    private static readonly FormParameter OnEnter = new("on_enter", "an action", "runs when the mode begins (not built yet)");
    private static readonly FormParameter OnExit = new("on_exit", "an action", "runs when the mode ends (not built yet)");

    private static List<(ModeConfig Mode, int Written)> ReadModes(ConfigTable root)
    {
        var modes = new List<(ModeConfig, int)>();
        if (root.Find("modes") is not { } list) return modes;
        if (list.IsTable)
        {
            ReportModesTable(list);
            return modes;
        }

        var seen = new Dictionary<string, int>();
        foreach (var element in list.List("modes"))
        {
            if (element.Table("modes") is { } table) modes.Add(ReadMode(table, seen));
        }

        return modes;
    }

    private static void ReportModesTable(ConfigValue modes)
    {
        if (new ConfigTable(modes.Scope, modes.Node).Find("mappings") is { } mappings)
        {
            mappings.Error("mappings-without-mode", $"There is no mode for these mappings: add [[modes]] above line {mappings.Elements().Select(m => m.Line).FirstOrDefault(mappings.Line)}");
        }
        else modes.Error("wrong-type", "Modes are a list: write [[modes]] with two brackets");
    }

    private static (ModeConfig Mode, int Written) ReadMode(ConfigTable table, Dictionary<string, int> seen)
    {
        var name = table.Text(ModeName);
        if (name.Length > 0 && !seen.TryAdd(name, table.Line))
        {
            table.Find(ModeName)!.Value.Error("duplicate-mode", $"Mode '{name}' is already defined at line {seen[name]}; give this one another name");
        }

        var mappings = MappingReader.ReadList(table.Find(ModeMappings), "mappings");
        if (mappings.Written == 0) table.AsValue.Warn("empty-mode", $"Mode '{name}' has no mappings");
        table.Find(ModeColor);
        table.TextOrNull(ModeDescription);
        KnownTables.NotActedOn(table, OnEnter, OnExit);
        table.RejectUnknown([ModeName, ModeDescription, ModeColor, ModeMappings, OnEnter, OnExit]);
        return (new ModeConfig { Name = name, Mappings = mappings.Mappings }, mappings.Written);
    }
}
