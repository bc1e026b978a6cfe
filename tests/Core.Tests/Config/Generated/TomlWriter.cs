using System.Text;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>Lays a file out: headers, dotted keys or inline tables, on one line or on several, with comments anywhere, in any order that means the same.</summary>
internal sealed class TomlWriter(Style style)
{
    private static readonly string[] Comments = ["", " a comment", "# [x] = \"y\"", " ü 🎹 \u202E", "\tkey = { }"];

    public static string Write(TomlTable root, Style style)
    {
        var writer = new TomlWriter(style);
        List<string> own = [];
        List<List<string>> groups = [];
        foreach (var (key, value) in writer.Shuffled(root.Entries)) writer.Entry(own, groups, "", key, value);
        style.Shuffle(own);
        var text = new StringBuilder();
        foreach (var line in own.Concat(writer.Merged(groups))) text.Append(writer.Gap()).Append(line).Append(style.NewLine);
        if (style.Chance(10)) text.Length -= Math.Min(text.Length, style.NewLine.Length);
        return text.ToString();
    }

    private List<(string Key, Toml Value)> Shuffled(IEnumerable<(string Key, Toml Value)> entries)
    {
        List<(string Key, Toml Value)> shuffled = [.. entries];
        style.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>Sections of different tables at the top may stand between each other; those of one keep their order.</summary>
    private IEnumerable<string> Merged(List<List<string>> groups)
    {
        if (!style.Chance(30)) return groups.SelectMany(group => group);
        List<string> merged = [];
        var queues = groups.Where(group => group.Count > 0).Select(group => new Queue<string>(group)).ToList();
        while (queues.Count > 0)
        {
            var queue = style.Pick(queues);
            merged.Add(queue.Dequeue());
            if (queue.Count == 0) queues.Remove(queue);
        }

        return merged;
    }

    /// <summary>Puts an entry among a table's own lines, or as sections behind them.</summary>
    /// <param name="own">Lines "key = value".</param>
    /// <param name="groups">Lists of sections; a section is its header and its own lines.</param>
    /// <param name="path">Of the table, as it stands in a header; empty for the file's.</param>
    /// <param name="key">The entry's.</param>
    /// <param name="value">The entry's.</param>
    private void Entry(List<string> own, List<List<string>> groups, string path, string key, Toml value)
    {
        var inner = path.Length == 0 ? style.Key(key) : $"{path}{Dot()}{style.Key(key)}";
        var isShort = path.Length > 0 && style.Chance(70);
        switch (value)
        {
            case TomlList { Items.Count: > 0 } list when list.Items.All(item => item is TomlTable) && !isShort && !style.Chance(10):
                groups.Add([.. list.Items.SelectMany(item => Sections(inner, (TomlTable)item, isOfList: true))]);
                break;
            case TomlTable { Entries.Count: > 0 } table when style.Chance(15): own.AddRange(Dotted(style.Key(key), table)); break;
            case TomlTable table when !isShort && !style.Chance(20): groups.Add(Sections(inner, table, isOfList: false)); break;
            default: own.Add(Line($"{style.Key(key)}{Equals()}{Value(value, 0)}")); break;
        }
    }

    private List<string> Sections(string path, TomlTable table, bool isOfList)
    {
        List<string> own = [];
        List<List<string>> groups = [];
        foreach (var (key, value) in Shuffled(table.Entries)) Entry(own, groups, path, key, value);
        style.Shuffle(own);
        List<string> inner = [.. groups.SelectMany(group => group)];
        if (!isOfList && own.Count == 0 && inner.Count > 0 && style.Chance(50)) return inner;
        var section = string.Join(style.NewLine, own.Prepend(Line(isOfList ? $"[[{Spaced(path)}]]" : $"[{Spaced(path)}]")));
        inner.Insert(!isOfList && style.Chance(5) ? inner.Count : 0, section);
        return inner;
    }

    /// <summary>a.b = 1, a.c = 2</summary>
    private IEnumerable<string> Dotted(string path, TomlTable table) => DottedPairs(path, table).Select(Line);

    private IEnumerable<string> DottedPairs(string path, TomlTable table)
    {
        foreach (var (key, value) in table.Entries)
        {
            var inner = $"{path}{Dot()}{style.Key(key)}";
            if (value is TomlTable { Entries.Count: > 0 } deeper && style.Chance(60)) foreach (var pair in DottedPairs(inner, deeper)) yield return pair;
            else yield return $"{inner}{Equals()}{Value(value, 0)}";
        }
    }

    private string Value(Toml value, int depth) => value switch
    {
        TomlValue one => one.Source,
        TomlList list => Bracketed('[', ']', [.. list.Items.Select(item => Value(item, depth + 1))], depth),
        TomlTable table => Bracketed('{', '}', [.. Shuffled(table.Entries).SelectMany(entry => Pairs(entry, depth))], depth),
        _ => throw new ArgumentException(value.ToString()),
    };

    private IEnumerable<string> Pairs((string Key, Toml Value) entry, int depth) =>
        entry.Value is TomlTable { Entries.Count: > 0 } table && style.Chance(8)
            ? DottedPairs(style.Key(entry.Key), table)
            : [$"{style.Key(entry.Key)}{Equals()}{Value(entry.Value, depth + 1)}"];

    /// <summary>On one line, or each on its own, with comments and a comma behind the last.</summary>
    private string Bracketed(char open, char close, List<string> items, int depth)
    {
        var isLong = style.Chance(items.Count == 0 ? 5 : 15);
        var text = new StringBuilder().Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(isLong ? NewLine(depth + 1) : style.Pick(" ", "")).Append(items[i]);
            if (i < items.Count - 1 || style.Chance(20)) text.Append(style.Pick("", " ")).Append(',');
        }

        return text.Append(isLong ? NewLine(depth) : style.Pick(" ", "", "\t")).Append(close).ToString();
    }

    private string NewLine(int depth) => Comment() + style.NewLine + (style.Chance(10) ? Comment() + style.NewLine : "") + new string(' ', 4 * depth);

    private string Comment() => style.Chance(15) ? $" #{style.Pick(Comments)}" : "";

    /// <summary>Between two lines.</summary>
    private string Gap() => style.Chance(15) ? $"{style.Pick("", "  ", "\t")}{Comment()}{style.NewLine}" : "";

    private string Line(string content) => style.Pick("", "", "  ", "\t") + content + style.Pick("", "", " ") + Comment();

    private string Dot() => style.Chance(5) ? style.Pick(" . ", ". ", " .") : ".";

    private string Equals() => style.Pick(" = ", "=", "  =\t");

    private string Spaced(string path) => style.Chance(10) ? $" {path}\t" : path;
}
