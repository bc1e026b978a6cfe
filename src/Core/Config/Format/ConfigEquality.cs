namespace Conductor.Core.Config;

/// <summary>Whether two configurations mean the same: all they say, but where it stands.</summary>
public static class ConfigEquality
{
    public static bool Same(Config one, Config other) =>
        Plain(one) == Plain(other)
        && one.Devices.AsSpan().SequenceEqual(other.Devices.AsSpan())
        && Same(one.GlobalMappings.AsSpan(), other.GlobalMappings.AsSpan())
        && one.Modes.Length == other.Modes.Length
        && one.Modes.Zip(other.Modes).All(pair => Same(pair.First, pair.Second));

    /// <summary>Its lists are compared by their elements; a property that is added counts by itself.</summary>
    private static Config Plain(Config config) => config with { File = "", Devices = default, Modes = default, GlobalMappings = default };

    private static bool Same(ModeConfig one, ModeConfig other) =>
        one with { Mappings = default } == other with { Mappings = default } && Same(one.Mappings.AsSpan(), other.Mappings.AsSpan());

    private static bool Same(ReadOnlySpan<MappingConfig> one, ReadOnlySpan<MappingConfig> other)
    {
        if (one.Length != other.Length) return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] with { File = "", Line = 0 } != other[i] with { File = "", Line = 0 }) return false;
        }

        return true;
    }
}
