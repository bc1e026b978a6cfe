using Conductor.Core.Gestures;
using Conductor.Core.Midi;
using Conductor.Ipc;

namespace Conductor.Daemon.Ipc;

/// <summary>Gives what the engine tells to every connection that listens. Formats here, on the control thread; a slow reader loses lines and is told how many.</summary>
internal sealed class MonitorService(MonitorFeed feed, Func<ushort, string> deviceName, Func<long> clock) : IDisposable
{
    private sealed class Listener(IpcConnection connection)
    {
        public readonly IpcConnection Connection = connection;
        public long Lost;
    }

    private readonly List<Listener> _listeners = [];
    private readonly LineWriter _writer = new();

    public void Add(IpcConnection connection)
    {
        var listener = new Listener(connection);
        _listeners.Add(listener);
        feed.Switch(true);
        connection.BeginStream(() => Remove(listener), () => TellLost(listener));
    }

    private void Remove(Listener listener)
    {
        _listeners.Remove(listener);
        if (_listeners.Count == 0) feed.Switch(false);
    }

    /// <summary>Called whenever the control thread was woken.</summary>
    public void Pump()
    {
        feed.Rearm();
        while (feed.TryTake(out var e)) Send(Describe(e));
        if (feed.TakeLost() is > 0 and var lost) CountLost(lost);
    }

    /// <summary>Something that happened on the control thread itself.</summary>
    public void Tell(MonitorLine line)
    {
        if (_listeners.Count > 0) Send(line);
    }

    private void Send(MonitorLine line)
    {
        // A copy: telling a listener its losses uses the writer, too.
        var bytes = Bytes(line).ToArray();
        for (var i = _listeners.Count - 1; i >= 0; i--)
        {
            var listener = _listeners[i];
            if (!TellLost(listener) || !listener.Connection.TryWriteLine(bytes)) listener.Lost++;
        }
    }

    private void CountLost(long lost)
    {
        for (var i = _listeners.Count - 1; i >= 0; i--)
        {
            _listeners[i].Lost += lost;
            TellLost(_listeners[i]);
        }
    }

    private ReadOnlySpan<byte> Bytes(MonitorLine line) => _writer.Line(line, IpcJson.Default.MonitorLine)[..^1];

    private bool TellLost(Listener listener)
    {
        if (listener.Lost == 0) return true;
        if (!listener.Connection.TryWriteLine(Bytes(new MonitorLine { T = clock() / 1e6, Kind = "lost", Count = listener.Lost }))) return false;
        listener.Lost = 0;
        return true;
    }

    public void Dispose() => _writer.Dispose();

    private MonitorLine Describe(in MonitorEvent e)
    {
        var seconds = e.Time / 1e6;
        return e.Kind switch
        {
            MonitorKind.Midi => new MonitorLine
            {
                T = seconds,
                Kind = "midi",
                Device = deviceName(e.Message.Device),
                Channel = e.Message.HasChannel ? e.Message.Channel + 1 : null,
                Message = e.Text ?? MidiWords.Format(e.Message),
            },
            MonitorKind.Gesture => new MonitorLine { T = seconds, Kind = "gesture", Device = deviceName(e.Gesture.Device), Channel = e.Gesture.HasChannel ? e.Gesture.Channel + 1 : null, Gesture = e.Gesture.ToString() },
            MonitorKind.Action => new MonitorLine
            {
                T = seconds,
                Kind = "action",
                Device = deviceName(e.Action.Gesture.Device),
                Mapping = e.Action.Mapping.Name,
                File = e.Action.Mapping.Source.File,
                Line = e.Action.Mapping.Source.Line,
                Action = e.Action.ToString(),
                Us = e.Microseconds,
            },
            MonitorKind.Mode => new MonitorLine { T = seconds, Kind = "mode", Mode = e.Text },
            MonitorKind.Device => new MonitorLine { T = seconds, Kind = "device", Device = e.Device!.Id, Connected = e.Device.IsConnected },
            MonitorKind.Problem => new MonitorLine { T = seconds, Kind = "problem", Error = e.Text },
        };
    }
}
