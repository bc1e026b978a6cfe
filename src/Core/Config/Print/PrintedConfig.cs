using System.Collections.Immutable;
using System.Text;

namespace Conductor.Core.Config;

/// <summary>
/// Everything in force, written down: one file in place of all, each value with the file and line it came from behind it.
/// <code>hold_threshold_ms = 800         # config.toml:4</code>
/// </summary>
public sealed class PrintedConfig
{
    private const int UsualColumn = 32;
    private const int WidestLine = 60;   // a longer one has its comment right behind it, and moves no other's

    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<string> _files;

    private PrintedConfig(EffectiveTable config, ImmutableArray<string> files)
    {
        (Config, _files) = (config, files);
    }

    internal EffectiveTable Config { get; }

    internal ImmutableArray<string> Files => _files;

    /// <param name="result">What the reading gave; null is returned where it has an error.</param>
    /// <inheritdoc cref="ConfigReader.Read(string, ReadOnlySpan{byte}, Func{Actions.Key, bool}?, IConfigSource?)"/>
    public static PrintedConfig? Read(string file, ReadOnlySpan<byte> utf8, out ConfigResult result, Func<Actions.Key, bool>? canPress = null, IConfigSource? source = null)
    {
        (result, var scopes) = ConfigReader.Read(file, utf8, canPress, source, isTraced: true);
        return result.IsValid ? new PrintedConfig(EffectiveConfig.Of(scopes), result.Files) : null;
    }

    /// <summary>TOML that means the same.</summary>
    public string Text()
    {
        _text.Clear();
        _text.Append("# Everything in force, from\n");
        foreach (var file in _files) _text.Append("#   ").Append(ProblemText.Said(file)).Append('\n');
        Append(Config, "", isListed: false);
        return _text.ToString();
    }

    /// <summary>As <c>--json</c> prints it: one line, without its end.</summary>
    public byte[] Json() => PrintedJson.Of(this);

    /// <summary>Values come first: behind a further header they would be that one's.</summary>
    private void Append(EffectiveTable table, string header, bool isListed)
    {
        var values = table.Entries.Where(entry => entry.Node is EffectiveValue).Select(entry => (Line: $"{SpelledText.Key(entry.Key)} = {SpelledText.Of(((EffectiveValue)entry.Node).Spelled)}", Value: (EffectiveValue)entry.Node)).ToList();
        if (header.Length > 0 && (isListed || values.Count > 0 || table.Entries.Count == 0)) _text.Append('\n').Append(isListed ? $"[[{header}]]\n" : $"[{header}]\n");
        else if (values.Count > 0) _text.Append('\n');
        AppendValues(values);
        foreach (var (key, node) in table.Entries)
        {
            var name = header.Length == 0 ? SpelledText.Key(key) : $"{header}.{SpelledText.Key(key)}";
            if (node is EffectiveTable inner) Append(inner, name, isListed: false);
            foreach (var element in (node as EffectiveList)?.Tables ?? []) Append(element, name, isListed: true);
        }
    }

    private void AppendValues(List<(string Line, EffectiveValue Value)> values)
    {
        var widths = values.ConvertAll(value => Width(value.Line));
        var column = Math.Max(UsualColumn, widths.Where(width => width <= WidestLine).DefaultIfEmpty().Max() + 2);
        for (var i = 0; i < values.Count; i++)
        {
            _text.Append(values[i].Line).Append(' ', Math.Max(2, column - widths[i])).Append("# ").Append(OriginOf(values[i].Value)).Append('\n');
        }
    }

    private string OriginOf(EffectiveValue value) => value.IsDefault ? "default" : $"{ProblemText.Said(Label(value.Spelled.File))}:{value.Spelled.Line}";

    /// <summary>Its name alone where no other file of that name is there.</summary>
    private string Label(string file)
    {
        var name = Path.GetFileName(file);
        return _files.Count(other => Path.GetFileName(other) == name) == 1 ? name : file;
    }

    private static int Width(string line)
    {
        var walk = new CellWalk(line);
        while (walk.Next())
        {
        }

        return walk.End;
    }
}
