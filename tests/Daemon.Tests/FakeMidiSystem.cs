using System.Diagnostics;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Daemon.Tests;

/// <summary>
/// MIDI that a test plays: ports come and go, messages are fed from any thread, what was connected and opened is written down. Wait
/// really sleeps. As with a real sequencer, a connection or an open output belongs to one plugging-in of a port: a port that went and
/// came back has lost it.
/// </summary>
internal sealed class FakeMidiSystem(Outside outside) : IMidiSystem
{
    private sealed record Plugged(MidiPort Port)
    {
        public ushort? Slot { get; set; }
    }

    private readonly object _gate = new();
    private readonly List<Plugged> _sources = [];
    private readonly List<Plugged> _destinations = [];
    private readonly Queue<(MidiInput Kind, Plugged? From, MidiMessage Message, byte[]? SysEx)> _input = new();
    private readonly List<string> _done = [];
    private byte[]? _sysEx;
    private int _nextClient = 16;
    private bool _isAwake;

    public string Name => "fake";

    public bool IsLoopback { get; init; }

    public long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);

    /// <summary>What Wait throws, at once, each time.</summary>
    public volatile NativeException? WaitFails;

    /// <summary>What TryRead throws, each time.</summary>
    public volatile NativeException? ReadFails;

    /// <summary>Sources whose connection is refused, by port name.</summary>
    public HashSet<string> Refuses { get; } = [];

    /// <summary>How often Wait was called.</summary>
    public int Waits;

    public bool IsDisposed { get; private set; }

    /// <summary>What was asked of it since the last call: "connect Pads as 1", "disconnect Pads", "open X", "create X", "close X".</summary>
    public string TakeDone()
    {
        lock (_gate)
        {
            var done = string.Join(", ", _done);
            _done.Clear();
            return done;
        }
    }

    /// <summary>A source appears.</summary>
    public MidiPort Plug(string name, string? client = null, int? id = null, bool isOurs = false, bool isSystem = false) =>
        Plug(_sources, name, client, id, isOurs, isSystem);

    /// <summary>A destination appears.</summary>
    public MidiPort PlugOutput(string name, string? client = null, int? id = null, bool isOurs = false) =>
        Plug(_destinations, name, client, id, isOurs, isSystem: false);

    private MidiPort Plug(List<Plugged> list, string name, string? client, int? id, bool isOurs, bool isSystem)
    {
        lock (_gate)
        {
            var number = id ?? (++_nextClient * 256);
            var port = new MidiPort(number, client ?? name, name, $"{number / 256}:{number % 256}", isOurs, isSystem);
            list.Add(new Plugged(port));
            Feed(MidiInput.PortsChanged);
            return port;
        }
    }

    public void Unplug(MidiPort port)
    {
        lock (_gate)
        {
            _sources.RemoveAll(plugged => plugged.Port == port);
            _destinations.RemoveAll(plugged => plugged.Port == port);
            Feed(MidiInput.PortsChanged);
        }
    }

    /// <summary>The port goes and is back, with the same number and name, before anybody looks.</summary>
    public void Replug(MidiPort port)
    {
        lock (_gate)
        {
            foreach (var list in new[] { _sources, _destinations })
            {
                var at = list.FindIndex(plugged => plugged.Port == port);
                if (at >= 0) list[at] = new Plugged(port);
            }

            Feed(MidiInput.PortsChanged);
        }
    }

    public bool IsConnected(MidiPort port)
    {
        lock (_gate) return _sources.Exists(plugged => plugged.Port == port && plugged.Slot is not null);
    }

    /// <summary>A key on the port is played; who is not connected to it hears nothing. From any thread.</summary>
    public void Play(MidiPort port, string words)
    {
        if (!MidiWords.TryParse(words, out var message, out var sysEx, out _, out var error)) throw new ArgumentException(error, nameof(words));
        lock (_gate)
        {
            if (_sources.Find(plugged => plugged.Port == port) is not { Slot: not null } from) return;
            _input.Enqueue((sysEx is null ? MidiInput.Message : MidiInput.SysEx, from, message, sysEx));
            Ring();
        }
    }

    /// <summary>The computer has slept: no connection is left.</summary>
    public void WakeUp()
    {
        lock (_gate)
        {
            foreach (var source in _sources) source.Slot = null;
            Feed(MidiInput.Woke);
        }
    }

    /// <summary>Messages that found no room on their way to the engine.</summary>
    public long Dropped { get; set; }

    /// <summary>The system says that it lost messages.</summary>
    public void Overrun()
    {
        lock (_gate) Feed(MidiInput.Overrun);
    }

    private void Feed(MidiInput kind)
    {
        _input.Enqueue((kind, null, default, null));
        Ring();
    }

    private void Ring()
    {
        _isAwake = true;
        Monitor.PulseAll(_gate);
    }

    public void Wait(long deadline)
    {
        Interlocked.Increment(ref Waits);
        lock (_gate)
        {
            while (!_isAwake && _input.Count == 0 && WaitFails is null && deadline > Now)
            {
                var left = deadline == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMicroseconds(Math.Max(1, deadline - Now));
                Monitor.Wait(_gate, left);
            }

            _isAwake = false;
        }

        if (WaitFails is { } refusal) throw refusal;
    }

    public void Wake()
    {
        lock (_gate) Ring();
    }

    public MidiInput TryRead(out MidiMessage message)
    {
        message = default;
        if (ReadFails is { } refusal) throw refusal;
        lock (_gate)
        {
            while (_input.TryDequeue(out var next))
            {
                if (next.Kind is not (MidiInput.Message or MidiInput.SysEx)) return next.Kind;
                if (next.From!.Slot is not { } slot || (next.Kind == MidiInput.SysEx && !WantsSysEx)) continue;
                message = next.Message.From(slot).At(Now);
                _sysEx = next.SysEx;
                return next.Kind;
            }

            return MidiInput.None;
        }
    }

    public bool WantsSysEx { get; set; }

    public ReadOnlySpan<byte> SysEx => _sysEx;

    public IReadOnlyList<MidiPort> Sources()
    {
        lock (_gate) return _sources.ConvertAll(plugged => plugged.Port);
    }

    public IReadOnlyList<MidiPort> Destinations()
    {
        lock (_gate) return _destinations.ConvertAll(plugged => plugged.Port);
    }

    public bool Connect(MidiPort source, ushort device)
    {
        lock (_gate)
        {
            if (Refuses.Contains(source.Name)) throw new NativeException($"connect {source.Name}", -16, "EBUSY");
            var plugged = _sources.Find(known => known.Port == source)
                ?? throw new NativeException($"connect {source.Name}", -19, "ENODEV");
            var isNew = plugged.Slot is null;
            plugged.Slot = device;
            if (isNew) _done.Add($"connect {source.Name} as {device}");
            return isNew;
        }
    }

    public void Disconnect(MidiPort source)
    {
        lock (_gate)
        {
            if (_sources.Find(known => known.Port == source) is not { Slot: not null } plugged) return;
            plugged.Slot = null;
            _done.Add($"disconnect {source.Name}");
        }
    }

    public IMidiOutput OpenOutput(MidiPort destination)
    {
        lock (_gate)
        {
            var plugged = _destinations.Find(known => known.Port == destination)
                ?? throw new NativeException($"open {destination.Name}", -19, "ENODEV");
            _done.Add($"open {destination.Name}");
            return new Output(this, destination.Name, plugged);
        }
    }

    public IMidiOutput CreateOutput(string name)
    {
        lock (_gate) _done.Add($"create {name}");
        return new Output(this, name, null);
    }

    public void Dispose() => IsDisposed = true;

    private sealed class Output(FakeMidiSystem system, string name, Plugged? plugged) : IMidiOutput
    {
        private bool _isClosed;

        public string Name => name;

        public bool Confirm()
        {
            lock (system._gate) return plugged is null || system._destinations.Exists(known => ReferenceEquals(known, plugged));
        }

        public void Send(in MidiMessage message)
        {
            lock (system._gate)
            {
                if (_isClosed || (plugged is not null && !system._destinations.Exists(known => ReferenceEquals(known, plugged))))
                    throw new NativeException($"send to {name}", -19, "ENODEV");
            }

            system.Sent(name, message);
        }

        public void Dispose()
        {
            lock (system._gate)
            {
                if (_isClosed) return;
                _isClosed = true;
                system._done.Add($"close {name}");
            }
        }
    }

    private void Sent(string port, in MidiMessage message) => outside.Sent(port, message);
}
