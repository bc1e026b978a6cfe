using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;
using static Conductor.Native.Alsa.Seq;
using static Conductor.Native.Alsa.SeqPoll;

namespace Conductor.Platform.Linux;

/// <summary>MIDI through the kernel's sequencer, where every controller and every program that speaks ALSA is.</summary>
[SupportedOSPlatform("linux")]
public sealed unsafe class AlsaMidiSystem : IMidiSystem
{
    private readonly AlsaClient _client;
    private readonly AlsaInput _input;
    private readonly DescriptorSleep _sleep;
    private readonly Dictionary<int, int> _opened = []; // how many outputs go to a destination, by its id

    private AlsaMidiSystem(AlsaClient client)
    {
        _client = client;
        _input = new AlsaInput(client);
        _sleep = new DescriptorSleep(AlsaRefusal.Device, Descriptors(client));
    }

    public string Name => "alsa";

    public bool IsLoopback => false;

    public long Now => MonotonicClock.Now;

    /// <summary>Becomes a client of the sequencer.</summary>
    /// <exception cref="NativeException">There is no library, no sequencer, or no permission; the remedy says what to do.</exception>
    public static AlsaMidiSystem Open(string clientName)
    {
        try
        {
            return Open(AlsaClient.Open(clientName));
        }
        catch (AlsaException refusal)
        {
            throw AlsaRefusal.ToOpen(refusal);
        }
        catch (DllNotFoundException)
        {
            throw AlsaRefusal.NoLibrary();
        }
    }

    public void Wait(long deadline)
    {
        if (!_input.IsWaiting) _sleep.Until(deadline);
    }

    public void Wake() => _sleep.Wake();

    public MidiInput TryRead(out MidiMessage message)
    {
        try
        {
            return _input.TryRead(out message);
        }
        catch (AlsaException refusal)
        {
            _sleep.Forget(); // or each Wait would return at once to what cannot be read
            throw AlsaRefusal.About(AlsaRefusal.Device, refusal);
        }
    }

    public bool WantsSysEx
    {
        get => _input.WantsSysEx;
        set => _input.WantsSysEx = value;
    }

    public ReadOnlySpan<byte> SysEx => _input.SysEx;

    public IReadOnlyList<MidiPort> Sources() => AlsaPorts.Sources(_client);

    public IReadOnlyList<MidiPort> Destinations() => AlsaPorts.Destinations(_client);

    /// <inheritdoc/>
    /// <remarks>
    /// A source that is connected already only gets the slot. So after <see cref="MidiInput.PortsChanged"/> connect all that are wanted,
    /// not only those that are new: a controller that is out and in again before anybody looks has the same number and name, and lost its
    /// connection.
    /// </remarks>
    public bool Connect(MidiPort source, ushort device)
    {
        try
        {
            return _input.Listen(AlsaPorts.Address(source.Id), device);
        }
        catch (AlsaException refusal)
        {
            throw AlsaRefusal.About(AlsaPorts.Describe(source), refusal);
        }
    }

    public void Disconnect(MidiPort source) => _input.StopListening(AlsaPorts.Address(source.Id));

    public IMidiOutput OpenOutput(MidiPort destination)
    {
        var address = AlsaPorts.Address(destination.Id);
        try
        {
            _client.ConnectTo(address);
        }
        catch (AlsaException refusal)
        {
            throw AlsaRefusal.About(AlsaPorts.Describe(destination), refusal);
        }

        _opened[destination.Id] = _opened.GetValueOrDefault(destination.Id) + 1;
        var described = AlsaPorts.Describe(destination);
        return new AlsaMidiOutput(_client, destination.Name, described, _client.OutPort, address, release: () => Close(address), confirm: () => IsStillConnected(address));
    }

    public IMidiOutput CreateOutput(string name)
    {
        try
        {
            var port = _client.CreateSource(name);
            var subscribers = new snd_seq_addr_t { client = SND_SEQ_ADDRESS_SUBSCRIBERS, port = SND_SEQ_ADDRESS_UNKNOWN };
            return new AlsaMidiOutput(_client, name, $"\"{name}\"", port, subscribers, release: () => _client.DeletePort(port), confirm: () => true);
        }
        catch (AlsaException refusal)
        {
            throw AlsaRefusal.About($"\"{name}\"", refusal);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _sleep.Dispose();
    }

    private static AlsaMidiSystem Open(AlsaClient client)
    {
        try
        {
            return new AlsaMidiSystem(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static pollfd[] Descriptors(AlsaClient client)
    {
        var descriptors = new pollfd[snd_seq_poll_descriptors_count(client.Sequencer, Poll.POLLIN)];
        fixed (pollfd* first = descriptors)
            AlsaError.Check(
                snd_seq_poll_descriptors(client.Sequencer, first, (uint)descriptors.Length, Poll.POLLIN), nameof(snd_seq_poll_descriptors));
        return descriptors;
    }

    private bool IsStillConnected(snd_seq_addr_t destination)
    {
        try
        {
            return !_client.ConnectTo(destination);
        }
        catch (AlsaException)
        {
            return false; // it is going: opening it anew says why it can't be
        }
    }

    // Outputs to one destination share its connection: the last one closes it.
    private void Close(snd_seq_addr_t destination)
    {
        var id = AlsaPorts.Id(destination);
        if (--_opened[id] > 0) return;
        _opened.Remove(id);
        _client.DisconnectTo(destination);
    }
}
