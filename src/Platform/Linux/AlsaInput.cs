using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;
using Conductor.Platform.Posix;
using static Conductor.Native.Alsa.Seq;
using static Conductor.Native.Alsa.SeqEvent;
using static Conductor.Native.Alsa.SeqInput;
using static Conductor.Native.Alsa.SeqPort;

namespace Conductor.Platform.Linux;

/// <summary>What arrives at our input port: messages with their device's slot, and the system's announcements.</summary>
/// <remarks>
/// Clock and the like are skipped here, after they have woken us, not by the client's event filter: to a filtered event the kernel answers
/// its sender -ENOENT (snd_seq_deliver_single_event), and a program that buffers its output would be stuck at it.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed unsafe class AlsaInput(AlsaClient client)
{
    private readonly ushort[] _slots = new ushort[256 * 256]; // by AlsaPorts.Id of the source
    private readonly AlsaSysEx _sysEx = new();
    private bool _portsChanged;
    private long _readAt;
    private bool _isBuffered; // libasound holds more of what one read brought
    private bool _isEmptied; // all of it has been taken: only poll knows of more

    /// <summary>Whether there is something to take that no descriptor tells of.</summary>
    public bool IsWaiting => _portsChanged || _isBuffered || _sysEx.HasMore;

    public bool WantsSysEx
    {
        get => _sysEx.IsWanted;
        set => _sysEx.IsWanted = value;
    }

    public ReadOnlySpan<byte> SysEx => _sysEx.Bytes;

    /// <summary>True where there was no connection before.</summary>
    public bool Listen(snd_seq_addr_t source, ushort device)
    {
        var isNew = client.ConnectFrom(source);
        _slots[AlsaPorts.Id(source)] = device;
        return isNew;
    }

    public void StopListening(snd_seq_addr_t source)
    {
        var id = AlsaPorts.Id(source);
        _slots[id] = 0;
        _sysEx.Abandon(id, id);
        client.DisconnectFrom(source);
    }

    /// <summary>Announcements are told together, once no message waits any more.</summary>
    /// <exception cref="AlsaException">The sequencer cannot be read.</exception>
    public MidiInput TryRead(out MidiMessage message)
    {
        if (_sysEx.TryNext()) return Told(out message);
        if (_isEmptied) return Emptied(out message);
        while (true)
        {
            var ev = Next(out var status);
            if (ev == null)
            {
                message = default;
                return NothingRead(status);
            }

            if (IsAnnouncement(ev->source))
            {
                Hear(ev);
                continue;
            }

            var source = AlsaPorts.Id(ev->source);
            if (_sysEx.IsWanted && _sysEx.TryTake(*ev, source)) return Told(out message);
            if (!AlsaEvents.TryRead(*ev, _slots[source], _readAt, out message)) continue;
            _isEmptied = !_isBuffered;
            return MidiInput.Message;
        }
    }

    private MidiInput Told(out MidiMessage message)
    {
        message = new MidiMessage(MidiStatus.SysEx, 0, 0, 0, _slots[_sysEx.Source], _readAt);
        _isEmptied = !_isBuffered;
        return MidiInput.SysEx;
    }

    // Asking the kernel again would be one more call a note, to hear that there is nothing: the next sleep finds out for the same price.
    private MidiInput Emptied(out MidiMessage message)
    {
        _isEmptied = false;
        message = default;
        return PortsChanged();
    }

    // All that one read(2) brings bears one time: the kernel's own is of a queue, and direct events have none.
    private snd_seq_event_t* Next(out int status)
    {
        snd_seq_event_t* ev = null;
        var sequencer = client.Sequencer;
        status = snd_seq_event_input(sequencer, &ev);
        if (!_isBuffered) _readAt = MonotonicClock.Now;
        _isBuffered = ev != null && snd_seq_event_input_pending(sequencer, 0) > 0;
        return ev;
    }

    private MidiInput NothingRead(int status)
    {
        switch (status)
        {
            case AlsaError.EAGAIN or AlsaError.EINTR: return PortsChanged();
            case AlsaError.ENOSPC or AlsaError.EINVAL: return Overrun();
            default: throw new AlsaException(nameof(snd_seq_event_input), status);
        }
    }

    private MidiInput PortsChanged()
    {
        if (!_portsChanged) return MidiInput.None;
        _portsChanged = false;
        return MidiInput.PortsChanged;
    }

    // Announcements may be among what was lost.
    private MidiInput Overrun()
    {
        _portsChanged = true;
        ForgetLost(0, _slots.Length - 1);
        return MidiInput.Overrun;
    }

    private static bool IsAnnouncement(snd_seq_addr_t source) =>
        source is { client: SND_SEQ_CLIENT_SYSTEM, port: SND_SEQ_PORT_SYSTEM_ANNOUNCE };

    private void Hear(snd_seq_event_t* ev)
    {
        var about = ev->data.addr;
        if (about.client == client.Id) return;
        switch (ev->type)
        {
            case SND_SEQ_EVENT_CLIENT_EXIT:
                ForgetLost(about.client << 8, (about.client << 8) | 0xFF);
                _portsChanged = true;
                break;
            case SND_SEQ_EVENT_PORT_EXIT:
                ForgetLost(AlsaPorts.Id(about), AlsaPorts.Id(about));
                _portsChanged = true;
                break;
            case SND_SEQ_EVENT_CLIENT_START or SND_SEQ_EVENT_CLIENT_CHANGE or SND_SEQ_EVENT_PORT_START or SND_SEQ_EVENT_PORT_CHANGE:
                _portsChanged = true;
                break;
        }
    }

    // The number of a port that went goes to another one day, whose messages would bear the old slot. The kernel is asked because an
    // announcement may be older than a Listen to a newcomer of the same number.
    private void ForgetLost(int first, int last)
    {
        _sysEx.Abandon(first, last);
        for (var id = first; id <= last; id++)
            if (_slots[id] != 0 && !client.IsConnectedFrom(AlsaPorts.Address(id))) _slots[id] = 0;
    }
}
