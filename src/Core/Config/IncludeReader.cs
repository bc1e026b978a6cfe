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
    private const string Key = "include";

    private readonly List<ConfigScope> _scopes = [];
    private readonly List<string> _names = [];
    private readonly List<Problem> _refusals = [];
    private readonly HashSet<string> _read = [];
    private readonly Stack<string> _open = new();

    /// <summary>Every file that could be read.</summary>
    public IReadOnlyList<ConfigScope> Scopes => _scopes;

    /// <summary>Every file that was read or looked for.</summary>
    public ImmutableArray<string> Names => [.. _names];

    /// <summary>Some file is no TOML, or no text at all: what it means can't be told, nor what others mean with it.</summary>
    public bool HasSyntaxError => _refusals.Count > 0 || _scopes.Count == 0 || _scopes.Any(scope => scope.Document.Problems.Any(problem => problem.Code == SyntaxProblem.Code));

    /// <summary>File by file, in each by place.</summary>
    public IEnumerable<Problem> Problems =>
        _names.SelectMany(name => _refusals.Where(problem => problem.File == name)
            .Concat(_scopes.Where(scope => scope.Document.File == name).SelectMany(scope => scope.Document.Problems).OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)));

    public void Read(string file, ReadOnlySpan<byte> utf8)
    {
        _names.Add(file);
        _read.Add(Identity(file));
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[3..];
        if (ConfigReader.Refusal(file, utf8) is { } refusal)
        {
            _refusals.Add(refusal);
            return;
        }

        var document = TomlReader.Read(file, Encoding.UTF8.GetString(utf8));
        var scope = newScope(document);
        _scopes.Add(scope);
        if (document.Problems.Any(problem => problem.Code == SyntaxProblem.Code)) return;
        _open.Push(Identity(file));
        if (new ConfigTable(scope, ConfigDocument.Root).Find(Key) is { } list) ReadAll(list);
        _open.Pop();
    }

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
