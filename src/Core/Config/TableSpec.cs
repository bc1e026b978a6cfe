namespace Conductor.Core.Config;

/// <summary>A table of the file that is no trigger, action or condition, and all it takes: for the reader, the schema and the reference.</summary>
/// <param name="Name">Its header without brackets: "advanced_settings".</param>
/// <param name="Doc">What it is for: one line.</param>
/// <param name="Example">A few lines of TOML that read without problems in a file.</param>
/// <param name="Parameters">In the order of the reference.</param>
public sealed record TableSpec(string Name, string Doc, string Example, params Parameter[] Parameters)
{
    /// <summary>Written with two brackets, once for each.</summary>
    public bool IsList { get; init; }

    /// <summary>What must be there, though the parameter itself is not required everywhere.</summary>
    public Parameter[] Needs { get; init; } = [];
}
