using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>What stands in a file, laid out in no way yet.</summary>
internal abstract record Toml;

internal sealed record TomlValue(string Source) : Toml;

internal sealed record TomlList(IReadOnlyList<Toml> Items) : Toml;

internal sealed record TomlTable(IReadOnlyList<(string Key, Toml Value)> Entries) : Toml;

/// <summary>A meaning, ready to be written in some style: two styles give two texts that mean the same.</summary>
internal delegate Toml Spelled(Style style);

/// <summary>As <see cref="Spelled"/>, of what may take several entries of a table, or none.</summary>
internal delegate IEnumerable<(string Key, Toml Value)> SpelledEntries(Style style);

/// <summary>A piece of a table.</summary>
/// <param name="Write">Its entries.</param>
/// <param name="Parameter">Whose value it is; null where it is of several.</param>
/// <param name="Value">That value alone.</param>
internal sealed record Part(SpelledEntries Write, Parameter? Parameter = null, Spelled? Value = null)
{
    public static Part Of(Parameter parameter, Spelled value) => new(style => [(style.NameOf(parameter), value(style))], parameter, value);

    public static TomlTable Table(Style style, params IEnumerable<Part> parts) => new([.. parts.SelectMany(part => part.Write(style))]);
}
