using System.Collections.Immutable;
using Conductor.Core.Config;

namespace Conductor.TestKit;

/// <summary>Whether two texts mean the same: all that a config says, but not in which file and line it says so.</summary>
public static class ConfigDifference
{
    /// <summary>The first thing that differs, in words; null where all is equal.</summary>
    public static string? Between(Config one, Config other) =>
        Lists("device", one.Devices, other.Devices)
        ?? Values("the timing", one.Timing, other.Timing)
        ?? Values("the socket", one.Socket, other.Socket)
        ?? Values("the log level", one.LogLevel, other.LogLevel)
        ?? Values("the count of mappings", (one.MappingsWritten, one.GlobalMappingsWritten), (other.MappingsWritten, other.GlobalMappingsWritten))
        ?? Lists("mode", [.. one.Modes.Select(Bare)], [.. other.Modes.Select(Bare)])
        ?? one.Modes.Select((mode, i) => Lists($"mode '{mode.Name}', mapping", Placeless(mode.Mappings), Placeless(other.Modes[i].Mappings))).FirstOrDefault(said => said is not null)
        ?? Lists("global mapping", Placeless(one.GlobalMappings), Placeless(other.GlobalMappings));

    private static ModeConfig Bare(ModeConfig mode) => mode with { Mappings = [] };

    private static ImmutableArray<MappingConfig> Placeless(ImmutableArray<MappingConfig> mappings) => [.. mappings.Select(mapping => mapping with { File = "", Line = 0 })];

    private static string? Lists<T>(string what, ImmutableArray<T> one, ImmutableArray<T> other)
    {
        for (var i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            if (Values($"{what} {i + 1}", one[i], other[i]) is { } said) return said;
        }

        return one.Length == other.Length ? null : $"{what}s: {one.Length} and {other.Length}";
    }

    private static string? Values<T>(string what, T one, T other) =>
        EqualityComparer<T>.Default.Equals(one, other) ? null : $"{what} differs:\n  {Shown.Of(one)}\n  {Shown.Of(other)}";
}
