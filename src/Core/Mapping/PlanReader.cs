using Conductor.Core.Actions;
using Conductor.Core.Config;

namespace Conductor.Core.Mapping;

/// <summary>What a file led to: its problems, and the plan where it has no error.</summary>
public sealed record PlanResult(ConfigResult Result, Plan? Plan);

/// <summary>Text → <see cref="Plan"/> and every problem, also those that only the whole shows: mappings that can never fire. Pure.</summary>
public static class PlanReader
{
    /// <inheritdoc cref="ConfigReader.Read(string, ReadOnlySpan{byte}, Func{Key, bool}?, IConfigSource?)"/>
    public static PlanResult Read(string file, ReadOnlySpan<byte> utf8, Func<Key, bool>? canPress = null, IConfigSource? source = null)
    {
        var (result, scopes) = ConfigReader.Read(file, utf8, canPress, source, isTraced: false);
        if (result.Config is not { } config) return new PlanResult(result, null);
        var plan = PlanBuilder.Build(config);
        return new PlanResult(WithShadows(result, plan, scopes), plan);
    }

    private static ConfigResult WithShadows(ConfigResult result, Plan plan, IReadOnlyList<ConfigScope> scopes)
    {
        Dictionary<MappingConfig, ConfigValue>? places = null;
        foreach (var shadow in ShadowFinder.Find(plan))
        {
            places ??= scopes[0].Names.MappingPlaces();
            var where = shadow.Winner.PlaceFor(shadow.Mapping);
            places[shadow.Mapping.Source].Warn("never-fires", $"This mapping can never fire: the one at {where} always wins; narrow that one, or move this one above it", null, (places[shadow.Winner.Source], "this one wins"));
        }

        return places is null ? result : result with { Problems = ConfigReader.InOrder(scopes) };
    }
}
