using System.Runtime.Versioning;
using Conductor.Core.Ports;

namespace Conductor.Platform.MacOS;

/// <summary>Everything that Conductor needs of macOS, looked at in the order in which it is needed.</summary>
[SupportedOSPlatform("macos")]
internal static class MacDiagnosis
{
    public static IReadOnlyList<Finding> Of(IPlatform platform, Func<IMidiSystem> openMidi, SystemPower power) =>
    [
        .. SymbolsCheck.Look(),
        .. SystemCheck.Look(platform, power),
        .. KeysCheck.Look(platform.Permissions),
        .. MidiCheck.Look(openMidi),
    ];
}
