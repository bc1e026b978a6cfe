using Conductor.Core.Actions;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>Whether two files mean the same, wherever each of it stands.</summary>
internal static class SameConfig
{
    /// <summary>Each part in words: an assertion then shows the one that differs.</summary>
    public static void Check(Core.Config.Config expected, Core.Config.Config actual)
    {
        Assert.Equal(expected.Devices, actual.Devices);
        Assert.Equal(expected.Timing, actual.Timing);
        Assert.Equal((expected.Socket, expected.LogLevel ?? LogLevelName.Info), (actual.Socket, actual.LogLevel ?? LogLevelName.Info));
        Assert.Equal((expected.MappingsWritten, expected.GlobalMappingsWritten), (actual.MappingsWritten, actual.GlobalMappingsWritten));
        Assert.Equal(expected.Modes.Select(mode => mode with { Mappings = [] }), actual.Modes.Select(mode => mode with { Mappings = [] }));
        foreach (var (mode, other) in expected.Modes.Zip(actual.Modes)) Check(mode.Mappings, other.Mappings);
        Check(expected.GlobalMappings, actual.GlobalMappings);
    }

    private static void Check(IEnumerable<MappingConfig> expected, IEnumerable<MappingConfig> actual) => Assert.Equal(expected.Select(Placeless), actual.Select(Placeless));

    private static MappingConfig Placeless(MappingConfig mapping) => mapping with { File = "", Line = 0 };
}
