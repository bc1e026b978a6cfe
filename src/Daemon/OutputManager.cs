using Conductor.Core;
using Conductor.Core.Actions;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>Opens the ports that actions send to, at load and whenever ports come and go; virtual ones exist from load, not from the first send. On the engine's thread.</summary>
internal sealed class OutputManager(Engine engine, ILogger log)
{
    private readonly Dictionary<MidiPortRef, (IMidiOutput Output, MidiPort? Destination)> _open = [];
    private IReadOnlyList<MidiPortRef> _wanted = [];
    private IMidiSystem? _midi;

    /// <summary>Takes the ports of a plan that the engine has just adopted; equal ones stay open.</summary>
    public void Adopt(Plan plan, IMidiSystem midi)
    {
        _midi = midi;
        _wanted = plan.Needs.Outputs;
        foreach (var gone in _open.Keys.Where(port => !_wanted.Contains(port)).ToList()) Close(gone);
        OpenMissing();
    }

    public void PortsChanged()
    {
        if (_midi is null) return;
        var destinations = _midi.Destinations().ToHashSet();
        foreach (var (port, (output, destination)) in _open.ToList())
        {
            if (destination is not null && (!destinations.Contains(destination) || !IsConfirmed(output))) Close(port);
        }

        OpenMissing();
    }

    /// <summary>Another MIDI system took the place of the old one.</summary>
    public void UseSystem(IMidiSystem midi)
    {
        CloseAll();
        _midi = midi;
        OpenMissing();
    }

    private static bool IsConfirmed(IMidiOutput output)
    {
        try
        {
            return output.Confirm();
        }
        catch (NativeException)
        {
            return false;
        }
    }

    public void CloseAll()
    {
        foreach (var port in _open.Keys.ToList()) Close(port);
    }

    private void OpenMissing()
    {
        var missing = _wanted.Where(port => !_open.ContainsKey(port)).ToList();
        if (missing.Count == 0) return;
        var destinations = _midi!.Destinations();
        foreach (var port in missing) Open(port, destinations);
    }

    private void Open(MidiPortRef port, IReadOnlyList<MidiPort> destinations)
    {
        try
        {
            var match = PortMatch.All(destinations, port.Name).FirstOrDefault(destination => !destination.IsOurs);
            if (match is null && !port.Create && !_midi!.IsLoopback) return;   // each send says that it is missing
            var output = match is null ? _midi!.CreateOutput(port.Name) : _midi!.OpenOutput(match);
            _open.Add(port, (output, match));
            engine.UseOutput(Current(port), output);
        }
        catch (NativeException e)
        {
            log.OutputFailed(Printable.Of(port.Name), e.Message);
        }
    }

    /// <summary>The plan in force holds its own object for an equal port.</summary>
    private MidiPortRef Current(MidiPortRef port) => _wanted.FirstOrDefault(port.Equals) ?? port;

    private void Close(MidiPortRef port)
    {
        engine.UseOutput(Current(port), null);
        _open[port].Output.Dispose();
        _open.Remove(port);
    }
}
