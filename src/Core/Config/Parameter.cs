namespace Conductor.Core.Config;

/// <summary>
/// One parameter of a trigger, an action or a table, declared once: the reader, suggestions, the schema and the reference all speak from here.
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

public sealed class BoolParameter(string name, bool defaultValue, string doc) : Parameter(name, doc)
{
    public bool Default { get; } = defaultValue;

    public override string Takes => "true or false";

    public override string DefaultText => Default ? "true" : "false";
}

public sealed class TextParameter(string name, string doc) : Parameter(name, doc)
{
    public string? Default { get; init; }

    public override string Takes => "text";

    public override string? DefaultText => Default is null ? null : $"\"{Default}\"";
}

/// <summary>One of a few words; each value with its canonical word first. Case, <c>-</c> and <c>_</c> don't count.</summary>
public sealed class ChoiceParameter<T>(string name, string doc, params (T Value, string[] Words)[] choices) : Parameter(name, doc)
    where T : struct
{
    public IReadOnlyList<(T Value, string[] Words)> Choices { get; } = choices;

    public T? Default { get; init; }

    public override string Takes => string.Join(", ", Choices.Select(choice => choice.Words[0]));

    public override string? DefaultText => Default is { } value ? $"\"{WordOf(value)}\"" : null;

    public string WordOf(T value) => Choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Words[0];

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
}

/// <summary>A parameter whose value has a form of its own, read by its owner: a note, keys, further actions.</summary>
public sealed class FormParameter(string name, string takes, string doc) : Parameter(name, doc)
{
    public override string Takes { get; } = takes;

    public override string? DefaultText => null;
}
