using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;
using static Conductor.Native.Alsa.SeqOutput;

namespace Conductor.Platform.Linux;

/// <summary>Sends from one of our ports to one address: a port, or all who have connected themselves.</summary>
/// <remarks>
/// The kernel delivers during the call and needs no room of ours, so there is nothing to wait for and to try again: -EAGAIN says that a
/// receiving program's pool is full. That program loses what it has not read in any case (it gets -ENOSPC), and of several receivers the
/// others would get the message twice.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed unsafe class AlsaMidiOutput(
    AlsaClient client, string name, string described, byte port, snd_seq_addr_t destination, Action release, Func<bool> confirm) : IMidiOutput
{
    private bool _isReleased;

    public string Name => name;

    public bool Confirm() => confirm();

    public void Send(in MidiMessage message)
    {
        ObjectDisposedException.ThrowIf(_isReleased, this);
        var ev = AlsaEvents.From(message);
        ev.source.port = port; // the kernel fills in the client
        ev.dest = destination;
        var status = snd_seq_event_output_direct(client.Sequencer, &ev);
        if (status < 0) throw AlsaRefusal.ToSend(described, status);
    }

    public void Dispose()
    {
        if (_isReleased) return;
        _isReleased = true;
        if (!client.IsClosed) release();
    }
}
