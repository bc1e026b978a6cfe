namespace Conductor.Core.Config;

/// <summary>
/// One parameter of a trigger, an action, a condition or a table, declared once: the reader, suggestions, the schema, <c>format</c> and the reference all speak from here.
/// </summary>
public abstract class Parameter(string name, string doc)
{
    /// <summary>The canonical spelling in the file.</summary>
    public string Name { get; } = name;

    /// <summary>One line for the reference and for editors.</summary>
    public string Doc { get; } = doc;

    /// <summary>Spellings of older files that mean the same.</summary>
    public string[] Older { get; init; } = [];

    /// <summary>Must be given.</summary>
    public bool Required { get; init; }

    /// <summary>Of older files, with a meaning of its own: what to write instead. Null for a parameter of today's language.</summary>
    public string? Instead { get; init; }

    /// <summary>Read and checked, but nothing acts on it yet.</summary>
    public bool IsLater { get; init; }

    /// <summary>JSON Schema of the tables that may leave a required one out; null: none may, but those of an older form.</summary>
    public string? Unless { get; init; }

    /// <summary>Its default holds only where all of these are given too: without them something else does, or there is nothing for it to say.</summary>
    public string[] DefaultNeeds { get; init; } = [];

    /// <summary>What it takes, in words, e.g. "0-127".</summary>
    public abstract string Takes { get; }

    /// <summary>The value that a file which leaves it out means, as one would write it; null where there is none.</summary>
    public abstract string? DefaultText { get; }
}

/// <summary>A whole number in a range.</summary>
public sealed class IntParameter(string name, int min, int max, string doc) : Parameter(name, doc)
{
    public int Min { get; } = min;

    public int Max { get; } = max;

    public int? Default { get; init; }

    /// <summary>What a sentence about it calls it: "note number".</summary>
    public string? Called { get; init; }

    public override string Takes => Min < 0 ? $"{Min} to {Max}" : $"{Min}-{Max}";

    public override string? DefaultText => Default?.ToString();
}

/// <summary>A number in a range, with or without a fraction.</summary>
public sealed class NumberParameter(string name, double min, double max, string doc) : Parameter(name, doc)
{
    public double Min { get; } = min;

    public double Max { get; } = max;

    public double? Default { get; init; }

    public override string Takes => FormattableString.Invariant($"{Min}-{Max}");

    public override string? DefaultText => Default is { } value ? FormattableString.Invariant($"{value}") : null;
}

public sealed class BoolParameter(string name, bool defaultValue, string doc) : Parameter(name, doc)
{
    public bool Default { get; } = defaultValue;

    public override string Takes => "true or false";

    public override string? DefaultText => Instead is not null ? null : Default ? "true" : "false";
}

public sealed class TextParameter(string name, string doc) : Parameter(name, doc)
{
    public string? Default { get; init; }

    /// <summary>Regular expression that it fits, for the schema; null: any text will do.</summary>
    public string? Pattern { get; init; }

    public override string Takes => "text";

    public override string? DefaultText => Default is null ? null : $"\"{Default}\"";
}

/// <summary>One of a few words; each value with its canonical word first. Case, <c>-</c> and <c>_</c> don't count.</summary>
public abstract class ChoiceParameter(string name, string doc, string[][] words) : Parameter(name, doc)
{
    /// <summary>Each value's words, the canonical one first.</summary>
    public IReadOnlyList<string[]> Words { get; } = words;

    /// <summary>Words of older files: understood, with a warning that names today's.</summary>
    public IReadOnlyList<(int Index, string Word)> OlderChoices { get; protected init; } = [];

    public override string Takes => string.Join(", ", CanonicalWords);

    public IEnumerable<string> CanonicalWords
    {
        get
        {
            foreach (var words in Words) yield return words[0];
        }
    }

    /// <summary>Which value a word of today means, or −1.</summary>
    public int IndexOf(string word)
    {
        var folded = Names.Fold(word);
        for (var i = 0; i < Words.Count; i++)
        {
            foreach (var known in Words[i])
            {
                if (Names.Fold(known) == folded) return i;
            }
        }

        return -1;
    }

    /// <summary>Which value an older file's word means, or −1.</summary>
    public int IndexOfOlder(string word)
    {
        var folded = Names.Fold(word);
        foreach (var (index, known) in OlderChoices)
        {
            if (Names.Fold(known) == folded) return index;
        }

        return -1;
    }
}

/// <summary>A choice whose words stand for values of a type.</summary>
public sealed class ChoiceParameter<T> : ChoiceParameter
    where T : struct
{
    private readonly T[] _values;

    public ChoiceParameter(string name, string doc, params (T Value, string[] Words)[] choices)
        : base(name, doc, Array.ConvertAll(choices, choice => choice.Words)) => _values = Array.ConvertAll(choices, choice => choice.Value);

    public T? Default { get; init; }

    public (T Value, string Word)[] OlderWords
    {
        init => OlderChoices = Array.ConvertAll(value, older => (Array.IndexOf(_values, older.Value), older.Word));
    }

    public override string? DefaultText => Default is { } value ? $"\"{WordOf(value)}\"" : null;

    public T First => _values[0];

    public string WordOf(T value) => Words[Array.IndexOf(_values, value)][0];

    internal T ValueAt(int index) => _values[index];

    public T? ValueOf(string word) => IndexOf(word) is >= 0 and var index ? _values[index] : null;
}

/// <summary>A parameter whose value has a form of its own, read by its owner: a note, keys, further actions.</summary>
public sealed class FormParameter(string name, ValueForm form, string doc) : Parameter(name, doc)
{
    public ValueForm Form { get; } = form;

    /// <summary>As one would write it.</summary>
    public string? Default { get; init; }

    public override string Takes => Form.Takes;

    public override string? DefaultText => Default;
}

/// <summary>A form that values of several parameters have, declared once beside what reads it.</summary>
/// <param name="Name">What the schema calls it.</param>
/// <param name="Takes">In words, for sentences and the reference.</param>
/// <param name="Schema">JSON Schema of it, an object, in words that draft 7 and 2020-12 share: editors know the one or the other.</param>
public sealed record ValueForm(string Name, string Takes, string Schema)
{
    private const string OneAction = """{"$ref":"#/$defs/action"}""";
    private const string OneCondition = """{"$ref":"#/$defs/condition"}""";

    public static readonly ValueForm Anything = new("anything", "anything", "{}");
    public static readonly ValueForm Trigger = new("triggerTable", "a table with a type", """{"$ref":"#/$defs/trigger"}""") { IsDeep = true };
    public static readonly ValueForm Action = new("actionTable", "a table with a type", OneAction) { IsDeep = true };
    public static readonly ValueForm Actions = new("actions", "a list of actions", "{\"maxItems\":256," + ListOf("action") + "}") { IsDeep = true };
    public static readonly ValueForm Condition = new("conditionTable", "a condition", OneCondition) { IsDeep = true };
    public static readonly ValueForm Conditions = new("conditions", "a list of conditions", "{" + ListOf("condition") + "}") { IsDeep = true };

    /// <summary>
    /// The members of a list of tables. <c>anyOf</c> refuses nothing: by it Taplo, which doesn't look into lists, finds what lies in the tables ([[modes.mappings]]); with <c>properties</c> it offers the list itself, too.
    /// </summary>
    internal static string ListOf(string definition) => $$"""
        "type":"array","items":{"$ref":"#/$defs/{{definition}}"},"properties":{},"anyOf":[{"$ref":"#/$defs/{{definition}}"},true]
        """;

    /// <summary>Words that an editor offers.</summary>
    public IEnumerable<string> Words { get; init; } = [];

    /// <summary>The only words it takes, in any case, with <c>-</c> and <c>_</c> anywhere; null: any text that fits the schema.</summary>
    public IEnumerable<string>? OnlyWords { get; init; }

    /// <summary>Regular expression of texts that it takes beside <see cref="OnlyWords"/>.</summary>
    public string? OtherText { get; init; }

    /// <summary>What a list of it holds; null: it is no list, or the schema says so.</summary>
    public ValueForm? Each { get; init; }

    /// <summary>It holds tables that may hold the like again: an editor that follows it to the end finds none.</summary>
    public bool IsDeep { get; init; }
}
