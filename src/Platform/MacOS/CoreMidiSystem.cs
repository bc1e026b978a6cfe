using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Platform.MacOS;

/// <summary>MIDI through CoreMIDI: every controller, every program's ports, the network's.</summary>
/// <remarks>The engine's thread sleeps and sends here; what changes the set-up goes through the door to the main loop's thread, which owns it.</remarks>
[SupportedOSPlatform("macos")]
internal sealed class CoreMidiSystem : IMidiSystem
{
    private readonly MainLoop _main;
    private readonly SystemPower _power;
    private readonly CoreMidiMail _mail = new();
    private readonly CoreMidiSetup _setup;

    /// <summary>On the main loop's thread.</summary>
    /// <exception cref="NativeException">The server does not answer.</exception>
    public CoreMidiSystem(MainLoop main, CoreMidiClient client, SystemPower power)
    {
        (_main, _power) = (main, power);
        try
        {
            _setup = new CoreMidiSetup(client, _mail);
        }
        catch
        {
            _mail.Dispose();
            throw;
        }

        power.Woke += _setup.Rebuild;
    }

    public string Name => "coremidi";

    public bool IsLoopback => false;

    public long Now => HostTime.Now;

    public long Dropped => _mail.Inbox.Dropped;

    public bool WantsSysEx
    {
        get => _mail.WantsSysEx;
        set => _mail.WantsSysEx = value;
    }

    public ReadOnlySpan<byte> SysEx => _mail.SysEx;

    public void Wait(long deadline) => _mail.Wait(deadline);

    public void Wake() => _mail.Ring();

    public MidiInput TryRead(out MidiMessage message) => _mail.TryRead(Now, out message);

    public IReadOnlyList<MidiPort> Sources() => _setup.Sources;

    public IReadOnlyList<MidiPort> Destinations() => _setup.Destinations;

    public bool Connect(MidiPort source, ushort device) => _main.Ask(() => _setup.Connect(source, device));

    public void Disconnect(MidiPort source) => _main.Ask(() => _setup.Disconnect(source));

    public IMidiOutput OpenOutput(MidiPort destination) =>
        new CoreMidiOutput(destination.Name, CoreMidiPorts.Describe(destination), (uint)destination.Id, isOurs: false, _setup, SendFailed, release: () => { });

    public IMidiOutput CreateOutput(string name)
    {
        var endpoint = _main.Ask(() => _setup.CreateSource(name));
        return new CoreMidiOutput(name, $"\"{name}\"", endpoint, isOurs: true, _setup, SendFailed, release: () => _main.Ask(() => _setup.DeleteSource(endpoint)));
    }

    public void Dispose()
    {
        _main.Ask(() =>
        {
            _power.Woke -= _setup.Rebuild;
            _setup.Dispose();
        });
        _mail.Dispose();
    }

    private void SendFailed(int status)
    {
        if (CoreMidiRefusal.IsServerLost(status)) _main.Post(_setup.AskServer);
    }
}
