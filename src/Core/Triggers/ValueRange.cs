using Conductor.Core.Config;

namespace Conductor.Core.Triggers;

/// <summary>A range of velocities, values or bends; both ends count.</summary>
public readonly record struct ValueRange(int Min, int Max)
{
    /// <summary>The range in words behind <paramref name="label"/>, or nothing where it is the whole one.</summary>
    public string Unless(int min, int max, string label) => Min == min && Max == max ? "" : Min == Max ? $"{label}{Min}" : $"{label}{Min}-{Max}";

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
