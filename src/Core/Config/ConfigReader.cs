using System.Collections.Immutable;
using System.Text;
using Conductor.Core.Actions;

namespace Conductor.Core.Config;

/// <summary>What reading a file gave: the config where it has no error, and every problem in file order.</summary>
/// <param name="Config">Null where the file has an error.</param>
/// <param name="Problems">In file order.</param>
/// <param name="Outline">What could be counted, also of a file with errors.</param>
/// <param name="Files">Every file that was read, or asked for and not there: the one named first, then what it includes.</param>
public sealed record ConfigResult(Config? Config, IReadOnlyList<Problem> Problems, ConfigOutline Outline, ImmutableArray<string> Files)
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

    /// <param name="file">As it was named; for problems.</param>
    /// <param name="utf8">Its content; a byte order mark is allowed.</param>
    /// <param name="canPress">Which keys this platform has; left out: all.</param>
    /// <param name="source">Where included files come from; left out: there are none.</param>
    public static ConfigResult Read(string file, ReadOnlySpan<byte> utf8, Func<Key, bool>? canPress = null, IConfigSource? source = null) =>
        Read(file, utf8, canPress, source, isTraced: false).Result;

    /// <summary>As <see cref="Read(string, ReadOnlySpan{byte}, Func{Key, bool}?, IConfigSource?)"/>; the scopes are those of the files, the one named first.</summary>
    internal static (ConfigResult Result, IReadOnlyList<ConfigScope> Scopes) Read(string file, ReadOnlySpan<byte> utf8, Func<Key, bool>? canPress, IConfigSource? source, bool isTraced)
    {
        var names = new ConfigNames(canPress ?? (_ => true));
        var files = new IncludeReader(source, document => new ConfigScope(document, names) { Trace = isTraced ? new ReadingTrace() : null });
        files.Read(file, utf8);
        if (files.IsRefused) return (new ConfigResult(null, files.Problems(), ConfigOutline.Nothing, files.Names), files.Scopes);
        var config = Read(files);
        var outline = new ConfigOutline([.. config.ModeNames], config.MappingsWritten, config.GlobalMappingsWritten);
        var problems = files.Problems();
        return (new ConfigResult(problems.Exists(problem => problem.IsError) ? null : config, problems, outline, files.Names), files.Scopes);
    }

    /// <summary>All problems there are by now, file by file.</summary>
    internal static List<Problem> InOrder(IEnumerable<ConfigScope> scopes) => [.. scopes.SelectMany(scope => InOrder(scope.Document))];

    /// <summary>A file's problems by place; behind them, where there were very many, how many more.</summary>
    internal static List<Problem> InOrder(ConfigDocument document)
    {
        var problems = document.Problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ToList();
        if (problems.Count > 0 && document.MoreProblems(problems[^1]) is { } more) problems.Add(more);
        return problems;
    }

    private static Config Read(IncludeReader files)
    {
        var roots = files.Scopes.Select(scope => new ConfigTable(scope, ConfigDocument.Root)).ToList();
        foreach (var root in roots) ModeReader.CollectNames(root);
        var settings = SettingsReader.Read(roots[0]);   // before any action: it may send to [virtual_midi]
        var ids = new Dictionary<string, ConfigValue>();
        var devices = roots.SelectMany(root => DeviceReader.Read(root, ids)).ToImmutableArray();
        foreach (var root in roots.Skip(1)) IncludeReader.TellUnused(root);
        var modes = roots.SelectMany(ModeReader.Read).ToList();
        ModeReader.TellEmpty(modes);
        var globals = roots.Select(root => MappingReader.ReadList(root.Find("global_mappings"), "global_mappings")).ToList();
        foreach (var root in roots) CheckRoot(root);
        var globalsWritten = globals.Sum(list => list.Written);
        return new Config
        {
            File = roots[0].File,
            Devices = devices,
            Modes = ModeReader.Join(modes.Select(mode => mode.Mode)),
            GlobalMappings = [.. globals.SelectMany(list => list.Mappings)],
            Timing = settings.Timing,
            Socket = settings.Socket,
            LogLevel = settings.LogLevel,
            MappingsWritten = modes.Sum(mode => mode.Written) + globalsWritten,
            GlobalMappingsWritten = globalsWritten,
        };
    }

    private static void CheckRoot(ConfigTable root)
    {
        foreach (var name in new[] { "mappings", "mapping" })
        {
            root.Find(name)?.WarnKey("mappings-without-mode", "Mappings stand in a mode: write [[modes.mappings]] under a [[modes]], or [[global_mappings]]");
        }

        TableCatalog.Check(root);
    }
}
