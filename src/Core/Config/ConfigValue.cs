namespace Conductor.Core.Config;

/// <summary>One value of the file with its place: typed readings that record a <see cref="Problem"/> and answer null where the value is of another type or out of range.</summary>
public readonly struct ConfigValue
{
    internal readonly ConfigScope Scope;
    internal readonly int Node;

    internal ConfigValue(ConfigScope scope, int node)
    {
        Scope = scope;
        Node = node;
    }

    private ConfigDocument Document => Scope.Document;

    private ref Node Data => ref Document[Node];

    internal NodeKind Kind => Data.Kind;

    public int Line => Data.Line;

    public bool IsTable => Kind == NodeKind.Table;

    public bool IsText => Kind == NodeKind.String;

    public bool IsNumber => Kind == NodeKind.Integer;

    public bool IsList => Kind == NodeKind.Array;

    /// <summary>The content of a string; null for other types, without a problem.</summary>
    public string? TextOrNothing => IsText ? Data.Text : null;

    /// <summary>A date or time as it is written; null for other types, without a problem.</summary>
    public string? TimeOrNothing => Kind == NodeKind.DateTime ? Data.Text : null;

    /// <summary>The value of an integer; 0 for other types, without a problem.</summary>
    public long Integer => IsNumber ? Data.Bits : 0;

    /// <summary>The value of a number, whole or not; null for other types, without a problem.</summary>
    public double? Double => Kind switch
    {
        NodeKind.Integer => Data.Bits,
        NodeKind.Float => BitConverter.Int64BitsToDouble(Data.Bits),
        NodeKind.Table or NodeKind.Array or NodeKind.String or NodeKind.Boolean or NodeKind.DateTime => null,
    };

    public int? Int(IntParameter parameter)
    {
        var called = parameter.Called ?? parameter.Name;
        if (!IsNumber)
        {
            WrongType(parameter.Name, $"a whole number ({parameter.Takes})");
            return null;
        }

        if (Data.Bits >= parameter.Min && Data.Bits <= parameter.Max) return (int)Data.Bits;
        Error($"{parameter.Name.Replace('_', '-')}-out-of-range", $"Invalid {called}: {Data.Bits} (must be {parameter.Takes})");
        return null;
    }

    public double? Number(NumberParameter parameter)
    {
        if (Double is not { } value)
        {
            WrongType(parameter.Name, $"a number ({parameter.Takes})");
            return null;
        }

        if (value >= parameter.Min && value <= parameter.Max) return value;
        Error($"{parameter.Name.Replace('_', '-')}-out-of-range", FormattableString.Invariant($"Invalid {parameter.Name.Replace('_', ' ')}: {value} (must be {parameter.Takes})"));
        return null;
    }

    public bool? Bool(string name)
    {
        if (Kind == NodeKind.Boolean) return Data.Bits != 0;
        WrongType(name, "true or false");
        return null;
    }

    public string? Text(string name)
    {
        if (!IsText) WrongType(name, "text in quotes");
        return TextOrNothing;
    }

    public T? Choice<T>(ChoiceParameter<T> parameter)
        where T : struct => ChoiceIndex(parameter) is >= 0 and var index ? parameter.ValueAt(index) : null;

    /// <summary>−1, with a problem, where it is none of the words. (Not generic: one body for all choices.)</summary>
    private int ChoiceIndex(ChoiceParameter parameter)
    {
        if (!IsText) return WrongType(parameter.Name, $"one of {parameter.Takes}");
        var text = Data.Text!;
        var index = parameter.IndexOf(text);
        if (index >= 0)
        {
            if (Scope.Trace is not null && parameter.Words[index][0] is var word && word != text) Rewrite($"\"{word}\"");
            return index;
        }

        index = parameter.IndexOfOlder(text);
        if (index >= 0)
        {
            var word = parameter.Words[index][0];
            Warn("older-spelling", $"'{text}' is an older spelling of '{word}'", word);
            Rewrite($"\"{word}\"");
            return index;
        }

        var near = Spelling.Nearest(text, parameter.CanonicalWords);
        Error($"unknown-{parameter.Name.Replace('_', '-')}", $"'{parameter.Name}' can't be '{text}' (must be {parameter.Takes})", near);
        return -1;
    }

    public ConfigTable? Table(string name)
    {
        if (IsTable) return new ConfigTable(Scope, Node);
        if (Data is { Kind: NodeKind.Array, Origin: TableOrigin.ArrayOfTables }) ErrorKey("wrong-brackets", $"There is one table '{name}': write [{HeaderName}] with one bracket");
        else WrongType(name, "a table { … }");
        return null;
    }

    /// <summary>The elements of a list; empty, with a problem, for another type.</summary>
    public IEnumerable<ConfigValue> List(string name)
    {
        if (IsList) return Elements();
        if (Data is { Kind: NodeKind.Table, Origin: TableOrigin.Header }) Error("wrong-brackets", $"'{name}' is a list: write [[{HeaderName}]] with two brackets");
        else WrongType(name, "a list [ … ]");
        return [];
    }

    /// <summary>The elements of a list; empty, without a problem, for another type.</summary>
    public IEnumerable<ConfigValue> Elements()
    {
        if (!IsList) yield break;
        for (var child = Data.FirstChild; child != ConfigDocument.None; child = Document[child].Next) yield return new ConfigValue(Scope, child);
    }

    public int Count => Data.Count;

    /// <summary>A table that has no header of its own: [[modes.mappings]] makes one of "modes".</summary>
    internal bool IsImplied => Data.Origin == TableOrigin.Implied;

    /// <summary>How many tables and lists it lies in.</summary>
    public int Depth
    {
        get
        {
            var depth = 0;
            for (var node = Data.Parent; node > ConfigDocument.Root; node = Document[node].Parent) depth++;
            return depth;
        }
    }

    /// <summary>What stands between the brackets of a header: its path without the numbers of lists.</summary>
    private string HeaderName => string.Concat(Document.PathOf(Node).Split('[').Select(part => part[(part.IndexOf(']') + 1)..]));

    /// <summary>Says so; the answer is −1 for callers that look something up.</summary>
    private int WrongType(string name, string wanted)
    {
        Error("wrong-type", $"'{name}' must be {wanted}, not {InWords()}");
        return -1;
    }

    /// <summary>"the number 5", "a list": what stands there, for sentences.</summary>
    internal string InWords() => Kind switch
    {
        NodeKind.Table => "a table",
        NodeKind.Array => "a list",
        NodeKind.String => $"the text \"{(Data.Text!.Length > 40 ? Data.Text[..40] + "…" : Data.Text)}\"",
        NodeKind.Integer => $"the number {Data.Bits}",
        NodeKind.Float => "a number with a fraction",
        NodeKind.Boolean => Data.Bits != 0 ? "true" : "false",
        NodeKind.DateTime => "a date or time",
    };

    /// <summary>The entry's key; null for an element of a list.</summary>
    internal string? Key => Data.Key;

    /// <summary>Somebody has asked for it: it is not unknown.</summary>
    internal void MarkAsked() => Data.Asked = true;

    /// <summary>The value as it stands in the file; empty where it stands in several places, under headers or as dotted keys.</summary>
    internal string Source => (IsTable || IsList) && Data.Origin != TableOrigin.Inline ? "" : Document.Text.Substring(Data.Start, Data.Length);

    /// <summary>An error at the value; <paramref name="other"/>: the value it clashes with, and a few words on that.</summary>
    public void Error(string code, string message, string? suggestion = null, (ConfigValue Value, string What)? other = null) =>
        Document.Report(Severity.Error, code, message, Data.Start, Data.Length, Node, suggestion, other?.Value.ValuePlace(other.Value.What));

    /// <summary>A warning at the value.</summary>
    public void Warn(string code, string message, string? suggestion = null, (ConfigValue Value, string What)? other = null) =>
        Document.Report(Severity.Warning, code, message, Data.Start, Data.Length, Node, suggestion, other?.Value.ValuePlace(other.Value.What));

    /// <summary>An error at the key; <paramref name="other"/>: the entry it clashes with, and a few words on that.</summary>
    public void ErrorKey(string code, string message, string? suggestion = null, (ConfigValue Value, string What)? other = null) =>
        Document.Report(Severity.Error, code, message, Data.KeyStart, Data.KeyLength, Node, suggestion, other?.Value.KeyPlace(other.Value.What));

    /// <summary>A warning at the key.</summary>
    public void WarnKey(string code, string message, string? suggestion = null) =>
        Document.Report(Severity.Warning, code, message, Data.KeyStart, Data.KeyLength, Node, suggestion);

    private Related ValuePlace(string what) => new(what, Data.Start, Data.Length, Document);

    private Related KeyPlace(string what) => new(what, Data.KeyStart, Data.KeyLength, Document);

    /// <summary>A warning at the value that says, once for each reason, why the mapping being read does nothing.</summary>
    /// <param name="code">Of the warning.</param>
    /// <param name="why">The sentence's beginning; that the mapping, or the hook, is off follows.</param>
    /// <param name="atKey">At the entry's key instead.</param>
    public void Off(string code, string why, bool atKey = false)
    {
        if (!Scope.TurnOff(why)) return;
        Warn(code, $"{why}; {Scope.Subject} is off", atKey);
    }

    /// <summary>A warning at the value, or at its key, that is told once in a mapping.</summary>
    public void WarnOnce(string code, string message, bool atKey = false)
    {
        if (Scope.TellsOnce(message)) Warn(code, message, atKey);
    }

    private void Warn(string code, string message, bool atKey)
    {
        var (start, length) = atKey ? (Data.KeyStart, Data.KeyLength) : (Data.Start, Data.Length);
        Document.Report(Severity.Warning, code, message, start, length, Node);
    }

    /// <summary>Today's spelling of the entry's key; for <c>format</c>.</summary>
    public void Rename(string key) => Scope.Trace?.Add(Node, ChangeKind.Key, key);

    /// <summary>Today's spelling of the value; for <c>format</c>.</summary>
    public void Rewrite(string toml) => Scope.Trace?.Add(Node, ChangeKind.Value, toml);

    /// <summary>Today's spelling has no such entry; for <c>format</c>.</summary>
    public void Remove() => Scope.Trace?.Add(Node, ChangeKind.Remove, "");

    /// <summary>Today's spelling has another entry behind this one; for <c>format</c>.</summary>
    public void AddBehind(string key, string toml) => Scope.Trace?.Add(Node, ChangeKind.Add, $"{key} = {toml}");

    /// <summary>Today's spelling has the entries of a table in this value in its place; for <c>format</c>.</summary>
    /// <param name="inner">That table.</param>
    /// <param name="head">"key = value" before them, or nothing.</param>
    internal void Unwrap(ConfigTable inner, string head) => Scope.Trace?.Add(Node, ChangeKind.Unwrap, head, inner.Node);
}
