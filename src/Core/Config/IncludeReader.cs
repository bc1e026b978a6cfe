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

    /// <summary>What is said of names that nobody knows: where a file is missing, they may stand in it.</summary>
    private static readonly string[] SaidOfUnknown = ["unknown-mode", "unknown-device", "device-without-devices", "empty-mode"];

    private readonly List<ConfigScope> _scopes = [];
    private readonly List<string> _names = [];
    private readonly Dictionary<string, Problem> _refusals = [];
    private readonly HashSet<string> _read = [];
    private readonly List<OpenFile> _open = [];
    private int _mappings;
    private bool _isIncomplete;

    /// <summary>A file whose includes are being read.</summary>
    /// <param name="Identity">Its one name.</param>
    /// <param name="Name">As it was named.</param>
    /// <param name="IncludedAt">By whom; null for the main file.</param>
    private readonly record struct OpenFile(string Identity, string Name, ConfigValue? IncludedAt);

    /// <summary>Every file that could be read.</summary>
    public IReadOnlyList<ConfigScope> Scopes => _scopes;

    /// <summary>Every file that was read or looked for.</summary>
    public ImmutableArray<string> Names => [.. _names];

    /// <summary>Some file is no TOML, or no text at all, or there are too many mappings: what it means can't be told, nor what others mean with it.</summary>
    public bool IsRefused => _refusals.Count > 0 || _scopes.Exists(scope => HasSyntaxProblem(scope.Document));

    private static bool HasSyntaxProblem(ConfigDocument document) => document.Problems.Exists(ProblemText.IsSyntax);

    /// <summary>File by file, in each by place.</summary>
    public List<Problem> Problems()
    {
        var problems = new List<Problem>();
        var scopes = _scopes.ToDictionary(scope => scope.Document.File);
        foreach (var name in _names)
        {
            if (_refusals.TryGetValue(name, out var refusal)) problems.Add(refusal);
            else if (scopes.TryGetValue(name, out var scope)) problems.AddRange(ConfigReader.InOrder(scope.Document));
        }

        if (_isIncomplete) problems.RemoveAll(problem => SaidOfUnknown.Contains(problem.Code));
        return problems;
    }

    public void Read(string file, ReadOnlySpan<byte> utf8) => Read(file, utf8, null);

    private void Read(string file, ReadOnlySpan<byte> utf8, ConfigValue? includedAt)
    {
        var identity = Identity(file);
        _names.Add(file);
        _read.Add(identity);
        while (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[3..];
        if (FileRefusal.Of(file, utf8) is { } refusal)
        {
            _refusals.Add(file, refusal);
            return;
        }

        var document = TomlReader.Read(file, Encoding.UTF8.GetString(utf8));
        if (!HasSyntaxProblem(document) && (_mappings += CountMappings(document)) > MaxMappings)
        {
            document = new ConfigDocument(file, document.Text);   // nothing else about it matters now
            document.Report(Severity.Error, "too-many-mappings", $"{(_names.Count > 1 ? "The files have" : "The file has")} {_mappings} mappings; at most {MaxMappings} are read", 0, 1);
            _refusals.Add(file, document.Problems[0]);
            return;
        }

        var scope = newScope(document);
        _scopes.Add(scope);
        if (HasSyntaxProblem(document)) return;
        _open.Add(new OpenFile(identity, file, includedAt));
        if (new ConfigTable(scope, ConfigDocument.Root).Find(Key) is { } list) ReadAll(list);
        _open.RemoveAt(_open.Count - 1);
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
            if (element.Text(Key) is not { } name) continue;
            if (name.Length == 0 || name.Contains('\0')) Miss(element, "missing-include", $"'{name}' is no file; name one to include");
            else Include(element, Path.Combine(Path.GetDirectoryName(list.Scope.Document.File) ?? "", name));
        }
    }

    private void Include(ConfigValue at, string path)
    {
        var circle = _open.FindIndex(file => file.Identity == Identity(path));
        if (circle >= 0) TellCircle(at, circle);
        else if (!_read.Add(Identity(path))) return;
        else if (_open.Count > MaxDepth) Miss(at, "include-too-deep", $"Files include each other at most {MaxDepth} deep");
        else ReadFrom(at, path);
    }

    private void TellCircle(ConfigValue at, int first)
    {
        const string Code = "cyclic-include";
        var name = _open[first].Name;
        if (first == _open.Count - 1)
        {
            at.Error(Code, $"'{name}' includes itself; leave this include out");
            return;
        }

        var way = string.Join(", ", _open.Skip(first + 1).Select(file => $"'{file.Name}'"));
        at.Error(Code, $"'{name}' includes itself by way of {way}; leave one of the includes out", null, (_open[first + 1].IncludedAt!.Value, "the way round begins here"));
    }

    private void ReadFrom(ConfigValue at, string path)
    {
        var file = source?.Read(path) ?? new IncludedFile(null, "there are no other files here");
        if (file.Content is { } content)
        {
            Read(path, content, at);
            return;
        }

        _names.Add(path);
        Miss(at, "missing-include", $"'{path}' can't be read: {file.Refusal}");
    }

    private void Miss(ConfigValue at, string code, string message)
    {
        _isIncomplete = true;
        at.Error(code, message);
    }

    /// <summary>A file by the way its path is written: links are not resolved.</summary>
    private string Identity(string path) =>
        path.Length == 0 || path.Contains('\0') ? path : source is null ? Path.GetFullPath(path, "/") : source.FullPath(path);

    /// <summary>Settings stand in the main file.</summary>
    public static void TellUnused(ConfigTable root)
    {
        foreach (var name in SettingsReader.Tables)
        {
            if (root.Find(name) is { } table) table.WarnKey("settings-in-include", $"[{name}] counts only in the main file; here it is not looked at");
        }
    }
}
