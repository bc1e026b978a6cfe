using System.Collections.Immutable;
using System.Text;

namespace Conductor.Core.Config;

/// <summary>
/// The file that was named and all that it includes, each read once, in the order in which they take effect: a file before what it includes.
/// <code>include = ["pads.toml", "../shared/streaming.toml"]</code>
/// Paths are relative to the file they stand in, as that file's path was written.
/// </summary>
internal sealed class IncludeReader(IConfigSource? source, Func<ConfigDocument, ConfigScope> newScope)
{
    private const int MaxDepth = 8;
    private const int MaxMappings = 100_000;
    private const string Key = "include";

    private readonly List<ConfigScope> _scopes = [];
    private readonly List<string> _names = [];
    private readonly List<Problem> _refusals = [];
    private readonly HashSet<string> _read = [];
    private readonly Stack<string> _open = new();
    private int _mappings;

    /// <summary>Every file that could be read.</summary>
    public IReadOnlyList<ConfigScope> Scopes => _scopes;

    /// <summary>Every file that was read or looked for.</summary>
    public ImmutableArray<string> Names => [.. _names];

    /// <summary>Some file is no TOML, or no text at all, or there are too many mappings: what it means can't be told, nor what others mean with it.</summary>
    public bool IsRefused => _refusals.Count > 0 || _scopes.Exists(scope => HasSyntaxProblem(scope.Document));

    private static bool HasSyntaxProblem(ConfigDocument document) => document.Problems.Exists(problem => problem.Code == SyntaxProblem.Code);

    /// <summary>File by file, in each by place.</summary>
    public List<Problem> Problems()
    {
        var problems = new List<Problem>();
        foreach (var name in _names)
        {
            problems.AddRange(_refusals.Where(problem => problem.File == name));
            foreach (var scope in _scopes.Where(scope => scope.Document.File == name)) problems.AddRange(ConfigReader.InOrder(scope.Document));
        }

        return problems;
    }

    public void Read(string file, ReadOnlySpan<byte> utf8)
    {
        _names.Add(file);
        _read.Add(Identity(file));
        while (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[3..];
        if (FileRefusal.Of(file, utf8) is { } refusal)
        {
            _refusals.Add(refusal);
            return;
        }

        var document = TomlReader.Read(file, Encoding.UTF8.GetString(utf8));
        if (!HasSyntaxProblem(document) && (_mappings += CountMappings(document)) > MaxMappings)
        {
            document = new ConfigDocument(file, document.Text);   // nothing else about it matters now
            document.Report(Severity.Error, "too-many-mappings", $"{(_names.Count > 1 ? "The files have" : "The file has")} {_mappings} mappings; at most {MaxMappings} are read", 0, 1);
            _refusals.Add(document.Problems[0]);
            return;
        }

        var scope = newScope(document);
        _scopes.Add(scope);
        if (HasSyntaxProblem(document)) return;
        _open.Push(Identity(file));
        if (new ConfigTable(scope, ConfigDocument.Root).Find(Key) is { } list) ReadAll(list);
        _open.Pop();
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

    private void ReadAll(ConfigValue list)
    {
        foreach (var element in list.IsText ? [list] : list.List(Key))
        {
            if (element.Text(Key) is not { Length: > 0 } name) continue;
            Include(element, Path.Combine(Path.GetDirectoryName(list.Scope.Document.File) ?? "", name));
        }
    }

    private void Include(ConfigValue at, string path)
    {
        if (_open.Contains(Identity(path)))
        {
            at.Error("cyclic-include", $"'{path}' includes itself{(_open.Peek() == Identity(path) ? "" : " by way of other files")}; leave one of the includes out");
            return;
        }

        if (!_read.Add(Identity(path))) return;
        if (_open.Count > MaxDepth)
        {
            at.Error("include-too-deep", $"Files include each other at most {MaxDepth} deep");
            return;
        }

        var file = source?.Read(path) ?? new IncludedFile(null, "there are no other files here");
        if (file.Content is { } content) Read(path, content);
        else
        {
            _names.Add(path);
            at.Error("missing-include", $"'{path}' can't be read: {file.Refusal}");
        }
    }

    /// <summary>A file by the way its path is written: links are not resolved.</summary>
    private static string Identity(string path) => Path.GetFullPath(path, "/");

    /// <summary>Settings stand in the main file.</summary>
    public static void TellUnused(ConfigTable root)
    {
        foreach (var name in SettingsReader.Tables)
        {
            if (root.Find(name) is { } table) table.WarnKey("settings-in-include", $"[{name}] counts only in the main file; here it is not looked at");
        }
    }
}
