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

    public override string Takes => $"{Min}-{Max}";

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

    public override string Takes => "text";

    public override string? DefaultText => Default is null ? null : $"\"{Default}\"";
}

/// <summary>One of a few words; each value with its canonical word first. Case, <c>-</c> and <c>_</c> don't count.</summary>
public sealed class ChoiceParameter<T>(string name, string doc, params (T Value, string[] Words)[] choices) : Parameter(name, doc), IChoices
    where T : struct
{
    public IReadOnlyList<(T Value, string[] Words)> Choices { get; } = choices;

    public T? Default { get; init; }

    /// <summary>Words of older files: understood, with a warning that names today's.</summary>
    public (T Value, string Word)[] OlderWords { get; init; } = [];

    public override string Takes => string.Join(", ", Choices.Select(choice => choice.Words[0]));

    public override string? DefaultText => Default is { } value ? $"\"{WordOf(value)}\"" : null;

    IEnumerable<string> IChoices.Canonical => Choices.Select(choice => choice.Words[0]);

    IEnumerable<string> IChoices.Others => Choices.SelectMany(choice => choice.Words.Skip(1)).Concat(OlderWords.Select(older => older.Word));

    public string WordOf(T value)
    {
        foreach (var (known, words) in Choices)
        {
            if (EqualityComparer<T>.Default.Equals(known, value)) return words[0];
        }

        throw new ArgumentOutOfRangeException(nameof(value));
    }

    public T? ValueOf(string word)
    {
        var folded = Names.Fold(word);
        foreach (var (value, words) in Choices)
        {
            foreach (var known in words)
            {
                if (Names.Fold(known) == folded) return value;
            }
        }

        return null;
    }

    public T? ValueOfOlder(string word)
    {
        var folded = Names.Fold(word);
        foreach (var (value, known) in OlderWords)
        {
            if (Names.Fold(known) == folded) return value;
        }

        return null;
    }
}

/// <summary>A choice's words, whatever its type.</summary>
public interface IChoices
{
    IEnumerable<string> Canonical { get; }

    IEnumerable<string> Others { get; }
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
/// <param name="Schema">JSON Schema of it (draft 2020-12), as JSON.</param>
public sealed record ValueForm(string Name, string Takes, string Schema)
{
    private const string OneAction = """{"$ref":"#/$defs/action"}""";
    private const string OneCondition = """{"$ref":"#/$defs/condition"}""";

    public static readonly ValueForm Anything = new("anything", "anything", "true");
    public static readonly ValueForm Trigger = new("triggerTable", "a table with a type", """{"$ref":"#/$defs/trigger"}""");
    public static readonly ValueForm Action = new("actionTable", "a table with a type", OneAction);
    public static readonly ValueForm Actions = new("actions", "a list of actions", $$"""{"type":"array","maxItems":256,"items":{{OneAction}}}""");
    public static readonly ValueForm Condition = new("conditionTable", "a condition", OneCondition);
    public static readonly ValueForm Conditions = new("conditions", "a list of conditions", $$"""{"type":"array","items":{{OneCondition}}}""");
}
