namespace Conductor.Core.Config;

/// <summary>
/// Everything there is to say of one kind of trigger, action or condition, in one place: how it is spelled, what it takes, how it is read. Reader, suggestions, schema, reference and
/// contract tests all work from this.
/// </summary>
/// <typeparam name="T">Trigger, GestureAction or Condition.</typeparam>
/// <param name="Name">The canonical spelling of <c>type</c>.</param>
/// <param name="Doc">What the player does, or what happens: one line.</param>
/// <param name="Example">A TOML value that reads without problems.</param>
/// <param name="Parameters">In the order of the reference.</param>
/// <param name="Read">Reads the parameters; problems go to the table. Null only where it has an error.</param>
public sealed record KindSpec<T>(string Name, string Doc, string Example, Parameter[] Parameters, Func<ConfigTable, T?> Read)
    where T : class
{
    /// <summary>Type names of older files.</summary>
    public string[] Older { get; init; } = [];

    /// <summary>What to write for an older type name, where that is more than another name; null: the canonical name.</summary>
    public Func<string, string>? OlderInstead { get; init; }

    /// <summary>Reads what an older type name means where that is more than another spelling; gets the name as it is written.</summary>
    public Func<ConfigTable, string, T?>? ReadOlder { get; init; }

    /// <summary>Reads what an older type name alone means (<c>action = "VolumeUp"</c>); gets the value and the name.</summary>
    public Func<ConfigValue, string, T?>? ReadOlderWord { get; init; }

    /// <summary>The parameter that a plain value stands for in the one-key form: <c>{ Shell = "ls" }</c>.</summary>
    public Parameter? Main { get; init; }

    /// <summary>Reads what a plain value in the one-key form means; null where only a table will do.</summary>
    public Func<ConfigValue, T?>? ReadMain { get; init; }

    /// <summary>What the word alone means (<c>condition = "Always"</c>); null where something must be said.</summary>
    public Func<T>? Plain { get; init; }

    /// <summary>A sentence's beginning where nothing acts on it yet ("Gamepad input is not built yet"): read and checked, and its mapping is off. Null: built.</summary>
    public string? NotBuilt { get; init; }

    /// <summary>A sentence where it is acted on and nothing tells of it yet ("Gamepad input is not built yet; …"): a warning, and its mapping stays on, for gesture scripts. Null: told.</summary>
    public string? NotTold { get; init; }

    /// <summary>JSON Schema of the tables that it also reads, beyond its parameters: the schema looks no further into those.</summary>
    public string? AlsoReads { get; init; }

    /// <summary>Its keys are not looked at: known from older files only.</summary>
    public bool TakesAnything { get; init; }
}
