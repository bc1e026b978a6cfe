using Conductor.Core.Midi;

namespace Conductor.Core.Ports;

/// <summary>A place that MIDI comes from or goes to, as the system names it.</summary>
/// <param name="Id">The system's own handle, good until the port vanishes; ALSA: client × 256 + port.</param>
/// <param name="Client">The program or card, e.g. "Launchpad Mini".</param>
/// <param name="Name">The port, e.g. "Launchpad Mini MIDI 1".</param>
/// <param name="Address">What a person would type to name it exactly, e.g. "20:0"; changes from plug to plug.</param>
/// <param name="IsOurs">A port of this very process.</param>
/// <param name="IsSystem">A port no player would press: the sequencer's own timer and announcements, Midi Through.</param>
public sealed record MidiPort(int Id, string Client, string Name, string Address, bool IsOurs, bool IsSystem);

/// <summary>What <see cref="IMidiSystem.TryRead"/> found.</summary>
public enum MidiInput
{
    /// <summary>Nothing more is waiting.</summary>
    None,

    /// <summary>A message from a connected port.</summary>
    Message,

    /// <summary>A whole SysEx message from a connected port; its bytes are <see cref="IMidiSystem.SysEx"/>.</summary>
    SysEx,

    /// <summary>Ports came, went or changed their names: look again.</summary>
    PortsChanged,

    /// <summary>The system lost messages before they were read (ALSA's ENOSPC).</summary>
    Overrun,

    /// <summary>The computer has slept, and every connection was made anew: look again, whether or not ports seem to have changed.</summary>
    Woke,
}

/// <summary>
/// The MIDI of the operating system, and the place where the engine's thread sleeps. All members but <see cref="Wake"/> belong to
/// that one thread. Failures are <see cref="NativeException"/>.
/// </summary>
public interface IMidiSystem : IDisposable
{
    /// <summary>"alsa", "coremidi" or "loopback".</summary>
    string Name { get; }

    /// <summary>True where messages only come from <c>inject</c>.</summary>
    bool IsLoopback { get; }

    /// <summary>Microseconds of the monotonic clock; the time base of every message and deadline.</summary>
    long Now { get; }

    /// <summary>Sleeps until input arrives, <see cref="Wake"/> is called or <paramref name="deadline"/> (µs, <see cref="Now"/>'s clock; <see cref="long.MaxValue"/> = none) has come.</summary>
    void Wait(long deadline);

    /// <summary>Ends the running or the next <see cref="Wait"/>. From any thread; never blocks.</summary>
    void Wake();

    /// <summary>Takes what arrived next, without waiting. A message bears the device slot given to <see cref="Connect"/> and the time it was read.</summary>
    MidiInput TryRead(out MidiMessage message);

    /// <summary>How many messages found our own inbox full since it was opened; where the system's queue is the only one, 0.</summary>
    long Dropped => 0;

    /// <summary>Whether SysEx messages are told. False at the beginning: nothing of them is kept.</summary>
    bool WantsSysEx { get; set; }

    /// <summary>F0 … F7 of the SysEx message that was read last, as <see cref="SysExBuffer"/> keeps it; good until the next <see cref="TryRead"/>.</summary>
    ReadOnlySpan<byte> SysEx { get; }

    /// <summary>Every port that can be listened to, in system order.</summary>
    IReadOnlyList<MidiPort> Sources();

    /// <summary>Every port that can be sent to, in system order.</summary>
    IReadOnlyList<MidiPort> Destinations();

    /// <summary>
    /// Listens to a source; its messages will bear <paramref name="device"/>. False where it was connected already: so whoever asks again after every change of ports learns of a
    /// source that went and came back before anybody looked.
    /// </summary>
    bool Connect(MidiPort source, ushort device);

    /// <summary>Stops listening; a source that is already gone is no error.</summary>
    void Disconnect(MidiPort source);

    /// <summary>A way to send to a port that exists.</summary>
    IMidiOutput OpenOutput(MidiPort destination);

    /// <summary>A port of our own that other programs can read from; exists until disposed.</summary>
    IMidiOutput CreateOutput(string name);
}

/// <summary>Sends to one port, at once, from the engine's thread. A port that has gone is a <see cref="NativeException"/>.</summary>
public interface IMidiOutput : IDisposable
{
    string Name { get; }

    /// <summary>Asked after every change of ports: makes sure that the way still stands. False where it had gone, with its port back under the same number and name.</summary>
    bool Confirm() => true;

    void Send(in MidiMessage message);
}
