using Conductor.Core.Config;

namespace Conductor.Core.Triggers;

/// <summary>A range of velocities, values or bends; both ends count.</summary>
public readonly record struct ValueRange(int Min, int Max)
{
    /// <summary>The range in words behind <paramref name="label"/>, or nothing where it is the whole one.</summary>
    public string Unless(int min, int max, string label) => Min == min && Max == max ? "" : Min == Max ? $"{label}{Min}" : $"{label}{Min}-{Max}";

    private static readonly ValueForm PairForm = new("velocityPair", "a list of two numbers, [lowest, highest]", """{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer","minimum":0,"maximum":127}}""");

    /// <summary>Both ends in a list, as older files have them.</summary>
    internal static readonly FormParameter PairParameter = new("velocity_range", PairForm, "softest and hardest press that count") { Instead = "velocity_min and velocity_max" };

    /// <summary>What <see cref="PairParameter"/> says, or null where the table has none, or a wrong one (then with a problem).</summary>
    internal static ValueRange? ReadPair(ConfigTable table, IntParameter min, IntParameter max)
    {
        if (table.Find(PairParameter) is not { } pair || OfPair(pair, min) is not { } range) return null;
        var ends = pair.Elements().ToList();
        using var together = table.Scope.Trace?.Together();
        pair.Rename(min.Name);
        pair.Rewrite(ends[0].Source);
        pair.AddBehind(max.Name, ends[1].Source);
        return range;
    }

    /// <summary>[lowest, highest]</summary>
    internal static ValueRange? OfPair(ConfigValue pair, IntParameter each)
    {
        if (pair.Count != 2 || !pair.IsList)
        {
            pair.Error("wrong-type", $"'{PairParameter.Name}' must be {PairForm.Takes}");
            return null;
        }

        var ends = pair.Elements().Select(end => end.Int(each)).ToList();
        if (ends[0] is not { } from || ends[1] is not { } to) return null;
        if (from <= to) return new ValueRange(from, to);
        pair.Error("min-above-max", $"The first number ({from}) is above the second ({to}); exchange them");
        return null;
    }

    /// <summary>Reads both ends; min above max is an error at the table.</summary>
    internal static ValueRange Read(ConfigTable table, IntParameter min, IntParameter max)
    {
        var isReadable = table.TryInt(min, out var from) & table.TryInt(max, out var to);
        var range = new ValueRange(from, to);
        if (isReadable && range.Min > range.Max)
        {
            (table.Find(min) ?? table.Find(max) ?? table.AsValue).Error("min-above-max", $"'{min.Name}' ({range.Min}) is above '{max.Name}' ({range.Max}); exchange them");
        }

        return range;
    }
}
