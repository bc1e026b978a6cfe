using System.Runtime.Versioning;
using Conductor.Core.Actions;
using Conductor.Core.Ports;

namespace Conductor.Platform.MacOS;

/// <summary>Keeps macOS's place. Everything compiles; nothing is there yet.</summary>
[SupportedOSPlatform("macos")]
internal sealed class MacPlatform : IPlatform
{
    public string Name => NotBuilt<string>();

    public int Run(Func<int> program) => NotBuilt<int>();

    public IPermissions Permissions => NotBuilt<IPermissions>();

    public IServices Services => NotBuilt<IServices>();

    public IReadOnlyList<Finding> Diagnose() => NotBuilt<IReadOnlyList<Finding>>();

    public IPaths Paths => NotBuilt<IPaths>();

    public IFiles Files => NotBuilt<IFiles>();

    public ILocalSockets Sockets => NotBuilt<ILocalSockets>();

    public IProcesses Processes => NotBuilt<IProcesses>();

    public MidiBackend NativeBackend => NotBuilt<MidiBackend>();

    public string? SequencerNode => NotBuilt<string?>();

    public IMidiSystem OpenMidi(MidiBackend backend, string clientName) => NotBuilt<IMidiSystem>();

    public IKeyboard OpenKeyboard() => NotBuilt<IKeyboard>();

    public IMouse OpenMouse() => NotBuilt<IMouse>();

    public bool CanPress(Key key) => NotBuilt<bool>();

    public ISurroundings Surroundings => NotBuilt<ISurroundings>();

    public IPoller CreatePoller() => NotBuilt<IPoller>();

    public IFileWatch CreateFileWatch() => NotBuilt<IFileWatch>();

    private static T NotBuilt<T>() => throw new PlatformNotSupportedException("macOS is not built yet");
}
