using System.Runtime.Versioning;
using Conductor.Core.Actions;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.MacOS;

/// <summary>macOS: CoreMIDI, events of CoreGraphics, kqueue, launchd.</summary>
[SupportedOSPlatform("macos")]
internal sealed class MacPlatform : IPlatform
{
    static MacPlatform()
    {
        Kernel.Use(new DarwinKernel());
        StandardDescriptors.Fill();
    }

    private readonly MainLoop _main = new();
    private readonly SystemPower _power = new();
    private readonly MacPermissions _permissions;
    private CoreMidiClient? _client;   // on the main loop's thread

    public MacPlatform()
    {
        Services = Launchd.Of(this);
        _permissions = new MacPermissions(_main, new GrantMemory(Files, Paths.ConfigDirectory, isOurOwn: Services.IsSupervised));
        Permissions = _permissions;
    }

    public string Name => "macOS";

    public int Run(Func<int> program) => _main.Run(() =>
    {
        _main.Ask(BeginListening);
        try
        {
            return program();
        }
        finally
        {
            _main.Ask(_permissions.StopListening);
        }
    });

    public IPaths Paths { get; } = new XdgPaths();

    public IFiles Files { get; } = new PosixFiles();

    public ILocalSockets Sockets { get; } = new LocalSockets();

    public IProcesses Processes { get; } = new Processes();

    public IPermissions Permissions { get; }

    public IServices Services { get; }

    public MidiBackend NativeBackend => MidiBackend.CoreMidi;

    public string? SequencerNode => null;

    public IMidiSystem OpenMidi(MidiBackend backend, string clientName) => backend switch
    {
        MidiBackend.Auto => throw new ArgumentException("Auto is for the caller to resolve", nameof(backend)),
        MidiBackend.Alsa => throw Libc.Refusal("open", "ALSA", Errno.ENOSYS, "ALSA is Linux's: choose coremidi or loopback"),
        MidiBackend.CoreMidi => _main.Ask(() => OpenCoreMidi(clientName)),
        MidiBackend.Loopback => new LoopbackMidiSystem(),
    };

    public IKeyboard OpenKeyboard()
    {
        RefuseWithoutPermission();
        return _main.Ask(() => new MacKeyboard());
    }

    public IMouse OpenMouse()
    {
        RefuseWithoutPermission();
        return new MacMouse();
    }

    public bool CanPress(Key key) => key == Key.Plus || MacKeys.Has(key);

    public ISurroundings Surroundings { get; } = new LocalTime();

    public IReadOnlyList<Finding> Diagnose() => MacDiagnosis.Of(this, () => OpenMidi(MidiBackend.CoreMidi, "Conductor"), _power);

    public IPoller CreatePoller() => new PosixPoller();

    public IFileWatch CreateFileWatch() => new KqueueWatch();

    private void BeginListening()
    {
        _power.Listen();
        _permissions.Listen();
    }

    // One client for the life of the process. One that the server no longer knows is left as it is: disposing it could be disposing the last.
    private CoreMidiSystem OpenCoreMidi(string name)
    {
        if (_client is null || _client.Probe() != 0) _client = CoreMidiClient.Open(name);
        return new CoreMidiSystem(_main, _client, _power);
    }

    private void RefuseWithoutPermission()
    {
        var state = _permissions.Keys;
        if (state == PermissionState.Granted) return;
        _permissions.Ask();
        throw new NativeException("post keys", 0, Sentence(state), MacPermissions.RemedyFor(state));
    }

    private static string Sentence(PermissionState state) => state switch
    {
        PermissionState.Granted => "allowed",
        PermissionState.Missing => "macOS does not allow it yet",
        PermissionState.ListedButNotEffective => "the permission is listed and has no effect",
        PermissionState.NoSession => "no desktop session",
    };
}
