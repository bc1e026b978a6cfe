using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.CoreMidi;
using static Conductor.Native.CoreMidi.MIDIObject;
using static Conductor.Native.CoreMidi.MIDIPort;

namespace Conductor.Platform.MacOS;

/// <summary>
/// Ports, connections and what there is to connect to. All of it belongs to the main loop's thread, but <see cref="Sources"/>, <see cref="Destinations"/>, <see cref="OutPort"/> and
/// <see cref="TimesGone"/>, which are there for every thread to read.
/// </summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class CoreMidiSetup : IDisposable
{
    // A replug is told in a burst, and some set-ups finish late: look at once, when it has become quiet, and once more.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    private readonly CoreMidiClient _client;
    private readonly CoreMidiMail _mail;
    private readonly Dictionary<uint, CoreMidiSource> _connections = [];
    private readonly Dictionary<uint, MidiEndpointHandle> _ours = [];
    private readonly Dictionary<uint, int> _timesGone = [];
    private readonly RunLoopTimer _quiet;
    private readonly RunLoopTimer _late;
    private volatile MidiPortHandle _outPort = null!;
    private MidiPortHandle _inPort = null!;

    public CoreMidiSetup(CoreMidiClient client, CoreMidiMail mail)
    {
        (_client, _mail) = (client, mail);
        _quiet = new RunLoopTimer(Look);
        _late = new RunLoopTimer(Look);
        MakePorts();
        Look();
        client.Changed += Changed;
    }

    public IReadOnlyList<MidiPort> Sources { get => Volatile.Read(ref field); private set => Volatile.Write(ref field, value); } = [];

    public IReadOnlyList<MidiPort> Destinations { get => Volatile.Read(ref field); private set => Volatile.Write(ref field, value); } = [];

    public uint OutPort => _outPort.Ref;

    /// <summary>How often the endpoint with this reference has gone: references are used again.</summary>
    public int TimesGone(uint endpoint)
    {
        lock (_timesGone) return _timesGone.GetValueOrDefault(endpoint);
    }

    /// <summary>False where it was connected already.</summary>
    public bool Connect(MidiPort source, ushort device)
    {
        var endpoint = (uint)source.Id;
        if (_connections.TryGetValue(endpoint, out var known))
        {
            known.BecomesOf(device);
            return false;
        }

        var connection = CoreMidiSource.Add(_mail, endpoint, device)
            ?? throw new NativeException(nameof(MIDIPortConnectSource), 0, "too many sources", "at most 1024 can be listened to");
        var status = MIDIPortConnectSource(_inPort.Ref, endpoint, connection.Number);
        if (status == 0)
        {
            _connections.Add(endpoint, connection);
            return true;
        }

        connection.Forget();
        if (CoreMidiRefusal.IsServerLost(status)) AskServer();
        throw CoreMidiRefusal.Of(status, nameof(MIDIPortConnectSource), CoreMidiPorts.Describe(source));
    }

    public void Disconnect(MidiPort source)
    {
        if (!_connections.Remove((uint)source.Id, out var connection)) return;
        connection.Forget();
        _ = MIDIPortDisconnectSource(_inPort.Ref, connection.Endpoint);   // one that is gone is no error
    }

    /// <summary>A source of ours that other programs listen to.</summary>
    public uint CreateSource(string name)
    {
        var made = CoreMidiRefusal.Made(() => MidiEndpointHandle.Source(_client.Handle, name), $"\"{name}\"");
        var endpoint = made.Ref;
        _ours.Add(endpoint, made);

        // The same number each time lets programs remember it; where somebody else has it, ours stays what the system chose.
        _ = MIDIObjectSetIntegerProperty(endpoint, MIDIProperties.kMIDIPropertyUniqueID, UniqueIdOf(name));
        Look();
        return endpoint;
    }

    public void DeleteSource(uint endpoint)
    {
        if (_ours.Remove(endpoint, out var made)) made.Dispose();
        Look();
    }

    /// <summary>After sleep: connections may look whole and be dead, so all are made anew.</summary>
    public void Rebuild()
    {
        DisposePorts();
        lock (_timesGone)
        {
            foreach (var port in Destinations) Gone((uint)port.Id);
        }

        try
        {
            MakePorts();
        }
        catch (NativeException e)
        {
            _mail.Lost(e);
            return;
        }

        Look();
        _mail.Woke();
        _late.Start(Late);
    }

    /// <summary>Asks whether the server is still there and knows us; where not, the system is lost.</summary>
    public void AskServer() => AskServer(oursWent: false);

    /// <param name="oursWent">What we made is gone, and not by us: then it has been away, even where it knows us.</param>
    private void AskServer(bool oursWent)
    {
        var status = _client.Probe();
        if (status != 0) _mail.Lost(CoreMidiRefusal.Of(status, "MIDIServer"));
        else if (oursWent) _mail.Lost(new NativeException("MIDIServer", 0, "it was started anew, without our ports"));
    }

    public void Dispose()
    {
        _client.Changed -= Changed;
        _quiet.Dispose();
        _late.Dispose();
        foreach (var made in _ours.Values) made.Dispose();
        DisposePorts();
    }

    private void Changed(uint gone)
    {
        if (gone != 0)
        {
            lock (_timesGone) Gone(gone);
            if (_connections.Remove(gone, out var connection)) connection.Forget();
            _mail.PortsChanged();   // also where another one has its number by now
        }

        Look();
        _quiet.Start(Quiet);
        _late.Start(Late);
    }

    private void Gone(uint endpoint) => _timesGone[endpoint] = _timesGone.GetValueOrDefault(endpoint) + 1;

    private void Look()
    {
        var (sources, destinations) = (CoreMidiPorts.Sources(_ours.Keys), CoreMidiPorts.Destinations(_ours.Keys));
        var isLess = sources.Count < Sources.Count;
        if (sources.SequenceEqual(Sources) && destinations.SequenceEqual(Destinations)) return;
        var oursWent = Sources.Any(port => _ours.ContainsKey((uint)port.Id) && !sources.Exists(now => now.Id == port.Id));
        (Sources, Destinations) = (sources, destinations);
        ForgetVanished();
        _mail.PortsChanged();
        if (isLess) AskServer(oursWent);   // a server that died takes them all with it
    }

    private void ForgetVanished()
    {
        foreach (var (endpoint, connection) in _connections.ToList())
        {
            if (Sources.Any(port => (uint)port.Id == endpoint)) continue;
            _connections.Remove(endpoint);
            connection.Forget();
        }
    }

    private void MakePorts()
    {
        _inPort = CoreMidiRefusal.Made(() => MidiPortHandle.Input(_client.Handle, "in", &CoreMidiSource.Read, 0));
        try
        {
            _outPort = CoreMidiRefusal.Made(() => MidiPortHandle.Output(_client.Handle, "out"));
        }
        catch
        {
            _inPort.Dispose();
            throw;
        }
    }

    private void DisposePorts()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Forget();
            _ = MIDIPortDisconnectSource(_inPort.Ref, connection.Endpoint);
        }

        _connections.Clear();
        _inPort.Dispose();
        _outPort.Dispose();
    }

    /// <summary>FNV-1a of the name; never 0, which no object may have.</summary>
    private static int UniqueIdOf(string name)
    {
        var hash = 2166136261u;
        foreach (var letter in $"conductor {name}") hash = (hash ^ letter) * 16777619;
        return hash == 0 ? 1 : (int)hash;
    }
}
