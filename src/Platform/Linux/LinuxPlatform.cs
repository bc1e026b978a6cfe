using System.Runtime.Versioning;
using Conductor.Core.Actions;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.Linux;

/// <summary>Linux: ALSA's sequencer, uinput, inotify, pidfds.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxPlatform : IPlatform
{
    static LinuxPlatform()
    {
        Kernel.Use(new LinuxKernel());
        StandardDescriptors.Fill();
    }

    public string Name => "Linux";

    public int Run(Func<int> program) => program();

    public IPermissions Permissions => field ??= new UinputPermission(Files);

    public IServices Services => field ??= Systemd.Of(this);

    public IReadOnlyList<Finding> Diagnose() => LinuxDiagnosis.Of(this);

    public IPaths Paths { get; } = new XdgPaths();

    public IFiles Files { get; } = new PosixFiles();

    public ILocalSockets Sockets { get; } = new LocalSockets();

    public IProcesses Processes { get; } = new Processes();

    public MidiBackend NativeBackend => MidiBackend.Alsa;

    public string? SequencerNode => "/dev/snd/seq";

    public IMidiSystem OpenMidi(MidiBackend backend, string clientName) => backend switch
    {
        MidiBackend.Auto => throw new ArgumentException("Auto is for the caller to resolve", nameof(backend)),
        MidiBackend.Alsa => AlsaMidiSystem.Open(clientName),
        MidiBackend.CoreMidi => throw Libc.Refusal("open", "CoreMIDI", Errno.ENOSYS, "CoreMIDI is macOS's: choose alsa or loopback"),
        MidiBackend.Loopback => new LoopbackMidiSystem(),
    };

    public IKeyboard OpenKeyboard() => new UinputKeyboard();

    public IMouse OpenMouse() => new UinputMouse();

    public bool CanPress(Key key) => EvdevKeys.Has(key);

    public ISurroundings Surroundings { get; } = new LocalTime();

    public IPoller CreatePoller() => new PosixPoller();

    public IFileWatch CreateFileWatch() => new InotifyWatch();
}
