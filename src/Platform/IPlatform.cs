using Conductor.Core.Ports;

namespace Conductor.Platform;

public enum MidiBackend
{
    /// <summary>The system's sequencer; where there is none, loopback until it appears.</summary>
    Auto,
    Alsa,
    CoreMidi,

    /// <summary>No hardware: the same daemon, fed by <c>inject</c>.</summary>
    Loopback,
}

/// <summary>Everything Conductor asks of an operating system. Chosen once, in <see cref="CurrentPlatform"/>.</summary>
public interface IPlatform
{
    /// <summary>"Linux" or "macOS".</summary>
    string Name { get; }

    /// <summary>
    /// Runs the program from the process's first thread and returns its exit code. Linux calls it; macOS gives it a thread of its own, because there the first thread belongs to the system's run loop.
    /// </summary>
    int Run(Func<int> program);

    IPaths Paths { get; }

    IFiles Files { get; }

    ILocalSockets Sockets { get; }

    IProcesses Processes { get; }

    /// <summary>The backend that <see cref="MidiBackend.Auto"/> means here.</summary>
    MidiBackend NativeBackend { get; }

    /// <summary>The path whose appearing says that the MIDI system is there now; null where no path does.</summary>
    string? SequencerNode { get; }

    /// <summary>Opens the MIDI system; <see cref="NativeException"/> with a remedy where it is missing. <see cref="MidiBackend.Auto"/> is not resolved here.</summary>
    IMidiSystem OpenMidi(MidiBackend backend, string clientName);

    /// <summary>Makes the device "Conductor Keyboard"; <see cref="NativeException"/> with a remedy where that is not allowed.</summary>
    IKeyboard OpenKeyboard();

    /// <summary>Makes the device "Conductor Mouse".</summary>
    IMouse OpenMouse();

    /// <summary>Whether this platform has such a key at all, without making a device.</summary>
    bool CanPress(Core.Actions.Key key);

    /// <summary>The local time, and what the desktop tells.</summary>
    ISurroundings Surroundings { get; }

    IPermissions Permissions { get; }

    IServices Services { get; }

    /// <summary>Looks at everything here that Conductor needs of the system, without changing or asking for anything. Takes up to a few seconds.</summary>
    IReadOnlyList<Finding> Diagnose();

    /// <summary>A fresh set of descriptors for one thread to sleep on.</summary>
    IPoller CreatePoller();

    /// <summary>A watch over files that says "look again"; add it to a poller.</summary>
    IFileWatch CreateFileWatch();
}

/// <summary>Where things live for this user.</summary>
public interface IPaths
{
    /// <summary>$XDG_CONFIG_HOME/conductor where that variable is set, else ~/.config/conductor; on macOS too.</summary>
    string ConfigDirectory { get; }

    /// <summary>/tmp/conductor.sock</summary>
    string DefaultSocket { get; }

    /// <summary>/tmp/conductor-UID.sock, for when the default belongs to another user.</summary>
    string UserSocket { get; }

    /// <summary>The longest socket path the kernel takes, in bytes: 107 on Linux, 103 on macOS.</summary>
    int MaxSocketPathBytes { get; }
}
