namespace Conductor.Core.Config;

/// <summary>
/// Everything there is to say of one kind of trigger or action, in one place: how it is spelled, what it takes, how it is read. Reader, suggestions, schema, reference and contract tests
/// all work from this.
/// </summary>
/// <typeparam name="T">Trigger or GestureAction.</typeparam>
/// <param name="Name">The canonical spelling of <c>type</c>.</param>
/// <param name="Doc">What the player does, or what happens: one line.</param>
/// <param name="Example">A TOML value that reads without problems.</param>
/// <param name="Parameters">In the order of the reference.</param>
/// <param name="Read">Reads the parameters; problems go to the table. Null = read, but off (with a warning).</param>
public sealed record KindSpec<T>(string Name, string Doc, string Example, Parameter[] Parameters, Func<ConfigTable, T?> Read)
    where T : class
{
    /// <summary>Type names of older files.</summary>
    public string[] Older { get; init; } = [];

    /// <summary>The parameter that a plain value stands for in the one-key form: <c>{ Shell = "ls" }</c>.</summary>
    public Parameter? Main { get; init; }

    /// <summary>Reads what a plain value in the one-key form means; null where only a table will do.</summary>
    public Func<ConfigValue, T?>? ReadMain { get; init; }
}
