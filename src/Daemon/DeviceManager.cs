using System.Collections.Immutable;
using Conductor.Core;
using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>
/// Connects what the file asks for to the ports there are, again at every change: a port that comes back is connected without being asked, one that never was is waited for. Lives on the
/// engine's thread; others read <see cref="Views"/>.
/// </summary>
internal sealed class DeviceManager(Engine engine, ILogger log, Action<DeviceView> changed)
{
    /// <summary>Messages of no device of the file: injected ones, and those of programs that connected themselves to our port.</summary>
    public const ushort UnlistedSlot = 0;

    private sealed class Device(ushort slot, string id, DeviceConfig? config)
    {
        public readonly ushort Slot = slot;
        public readonly string Id = id;
        public DeviceConfig? Config = config;
        public MidiPort? Port;
        public bool ToldMissing;
        public bool WasConnected;
    }

    private readonly List<Device> _devices = [];
    private readonly Stack<ushort> _freeSlots = new();
    private ushort _nextSlot = 1;
    private IMidiSystem? _midi;
    private ImmutableArray<DeviceView> _views = [];

    /// <summary>Every device now; from any thread.</summary>
    public ImmutableArray<DeviceView> Views => ImmutableInterlocked.InterlockedCompareExchange(ref _views, default, default);

    /// <summary>Whether every enabled entry of the file is connected; from any thread.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Takes the device tables of a plan: connects and disconnects exactly what differs.</summary>
    public void Adopt(Plan plan, IMidiSystem midi)
    {
        _midi = midi;
        var definitions = plan.Config.Devices;
        for (var i = _devices.Count - 1; i >= 0; i--)
        {
            var device = _devices[i];
            var stays = device.Config is null ? definitions.IsEmpty : definitions.Any(definition => definition == device.Config);
            if (!stays) Remove(device);
        }

        for (var i = 0; i < definitions.Length; i++)
        {
            var device = _devices.Find(known => known.Config == definitions[i]) ?? Add(definitions[i].Id, definitions[i]);
            engine.DefineSlot(device.Slot, (ushort)(i + 1));
        }

        _devices.Sort((a, b) => OrderOf(a, definitions).CompareTo(OrderOf(b, definitions)));
        Match();
    }

    /// <summary>The file's order; what no entry names comes behind it as it came.</summary>
    private static int OrderOf(Device device, ImmutableArray<DeviceConfig> definitions) => device.Config is { } config ? definitions.IndexOf(config) : definitions.Length + device.Slot;

    /// <summary>Ports came or went.</summary>
    public void PortsChanged() => Match();

    /// <summary>Another MIDI system took the place of the old one, whose connections went with it.</summary>
    public void UseSystem(IMidiSystem midi)
    {
        _midi = midi;
        foreach (var device in _devices.ToList())
        {
            if (device.Port is not null) Forget(device);
            else engine.Disconnect(device.Slot, midi.Now);   // what inject holds there
            if (device.Config is null) Remove(device);
        }

        Match();
    }

    private void Match()
    {
        if (_midi is null) return;
        var sources = _midi.IsLoopback ? [] : _midi.Sources();
        DropVanished(sources);
        var taken = _devices.Where(device => device.Port is not null).Select(device => device.Port!.Id).ToHashSet();
        foreach (var device in _devices.Where(device => device is { Config: { Enabled: true, AutoConnect: true }, Port: null })) MatchOne(device, sources, taken);
        if (_devices.TrueForAll(device => device.Config is null)) ListenToAll(sources, taken);
        Publish();
    }

    private void DropVanished(IReadOnlyList<MidiPort> sources)
    {
        for (var i = _devices.Count - 1; i >= 0; i--)
        {
            var device = _devices[i];
            if (device.Port is null || (sources.Any(source => IsSame(source, device.Port)) && !HasComeBack(device))) continue;
            Disconnect(device);
            if (device.Config is null) Remove(device);
        }
    }

    private static bool IsSame(MidiPort a, MidiPort b) => a.Id == b.Id && a.Name == b.Name && a.Client == b.Client;

    /// <summary>It went and came back, with the same number and name, before anybody looked: what it held went up with nobody to tell.</summary>
    private bool HasComeBack(Device device)
    {
        try
        {
            return _midi!.Connect(device.Port!, device.Slot);
        }
        catch (NativeException)
        {
            return true;   // it is going: the next change of ports says so
        }
    }

    private void MatchOne(Device device, IReadOnlyList<MidiPort> sources, HashSet<int> taken)
    {
        if (device.WasConnected && !device.Config!.AutoReconnect) return;
        var port = Choose(device.Config!, sources);
        if (port is not null && taken.Add(port.Id)) Connect(device, port);
        else if (!device.ToldMissing && !_midi!.IsLoopback)
        {
            device.ToldMissing = true;
            log.DeviceMissing(device.Id);
        }
    }

    private static MidiPort? Choose(DeviceConfig config, IReadOnlyList<MidiPort> sources)
    {
        if (config.Port is { } index) return sources.Where(IsPlayable).ElementAtOrDefault(index);
        return config.Name is { } name ? PortMatch.Nth(sources, name, config.Nth) : sources.Where(IsPlayable).ElementAtOrDefault(config.Nth - 1);
    }

    private static bool IsPlayable(MidiPort port) => !port.IsOurs && !port.IsSystem;

    /// <summary>A file without device tables: every input that somebody could play.</summary>
    private void ListenToAll(IReadOnlyList<MidiPort> sources, HashSet<int> taken)
    {
        foreach (var source in sources.Where(IsPlayable))
        {
            if (taken.Add(source.Id)) Connect(Add(source.Name, null), source);
        }
    }

    private void Connect(Device device, MidiPort port)
    {
        try
        {
            _midi!.Connect(port, device.Slot);
        }
        catch (NativeException e)
        {
            log.DeviceFailed(device.Id, e.Message);
            return;
        }

        device.Port = port;
        device.WasConnected = true;
        device.ToldMissing = false;
        log.DeviceConnected(Printable.Of(device.Id), Printable.Of($"{port.Client}: {port.Name} ({port.Address})"));
        changed(View(device));
        engine.Connected(device.Slot, _midi.Now);
    }

    private void Disconnect(Device device)
    {
        var port = device.Port!;
        Forget(device);
        try
        {
            _midi!.Disconnect(port);
        }
        catch (NativeException e)
        {
            log.DeviceFailed(device.Id, e.Message);
        }
    }

    /// <summary>What it held goes up, and everybody is told.</summary>
    private void Forget(Device device)
    {
        device.Port = null;
        engine.Disconnect(device.Slot, _midi!.Now);
        if (device.Config is { AutoReconnect: false }) log.DeviceGone(Printable.Of(device.Id));
        else log.DeviceDisconnected(Printable.Of(device.Id));
        changed(View(device) with { Port = null });
    }

    private Device Add(string id, DeviceConfig? config)
    {
        var device = new Device(_freeSlots.TryPop(out var free) ? free : _nextSlot++, id, config);
        _devices.Add(device);
        return device;
    }

    private void Remove(Device device)
    {
        if (device.Port is not null) Disconnect(device);
        engine.Forget(device.Slot, _midi!.Now);
        engine.DefineSlot(device.Slot, 0);
        _freeSlots.Push(device.Slot);
        _devices.Remove(device);
    }

    private void Publish()
    {
        // Without a sequencer, every device of the file is played by inject: it counts as connected.
        IsComplete = _midi!.IsLoopback || _devices.TrueForAll(device => device.Port is not null || device.Config is not { Enabled: true, AutoConnect: true });
        ImmutableInterlocked.InterlockedExchange(ref _views, [.. _devices.Select(View)]);
    }

    private DeviceView View(Device device) => new(device.Slot, device.Id, device.Config?.Name ?? device.Port?.Name ?? device.Id,
        device.Port is { } port ? $"{port.Client}: {port.Name} ({port.Address})" : _midi!.IsLoopback && device.Config is { Enabled: true } ? "inject" : null);
}
