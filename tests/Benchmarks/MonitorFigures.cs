using System.Diagnostics;
using System.Text;
using Conductor.Core;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Daemon;

namespace Conductor.Benchmarks;

/// <summary>What <c>monitor</c> costs the engine: nothing where nobody listens, and what telling takes where somebody does.</summary>
internal static class MonitorFigures
{
    private const int Messages = 1_000_000;
    private const int Batch = 500;

    public static void Print()
    {
        Report.Line("engine, a message, nobody listens", Report.Median(5, () => Nanoseconds(isHeard: false)), "ns");
        Report.Line("engine, a message, told to monitor", Report.Median(5, () => Nanoseconds(isHeard: true)), "ns");
    }

    private static double Nanoseconds(bool isHeard)
    {
        var feed = new MonitorFeed(() => { }, () => { });
        feed.Switch(isHeard);
        var jobs = new InstantJobs();
        var result = ConfigReader.Read("bench.toml", Encoding.UTF8.GetBytes("global_mappings = [{ trigger = { Note = \"any\" }, action = { Shell = \"ls\" } }]"));
        var engine = new Engine(PlanBuilder.Build(result.Config!), new Watcher(feed), jobs) { IsWatched = isHeard };
        var ticks = 0L;
        for (var i = 0; i < Messages; i += Batch)
        {
            var begin = Stopwatch.GetTimestamp();
            for (var j = 0; j < Batch; j++) Play(engine, jobs, i + j);
            ticks += Stopwatch.GetTimestamp() - begin;
            while (feed.TryTake(out _))   // the control thread's part
            {
            }
        }

        return ticks * 1e9 / Stopwatch.Frequency / Messages;
    }

    private static void Play(Engine engine, InstantJobs jobs, int i)
    {
        engine.Process(new MidiMessage(i % 2 == 0 ? MidiStatus.NoteOn : MidiStatus.NoteOff, 0, i / 2 % 128, 100, 0, i));
        while (jobs.TryTake(out var ticket)) engine.Complete(ticket, null, i);
    }

    /// <summary>Tells as the daemon's engine thread does.</summary>
    private sealed class Watcher(MonitorFeed feed) : Silence, IEngineListener
    {
        void IEngineListener.Received(in MidiMessage message)
        {
            if (feed.IsOn) feed.Tell(new MonitorEvent(MonitorKind.Midi, message.Time, message));
        }

        void IEngineListener.Recognized(in Gesture gesture)
        {
            if (feed.IsOn) feed.Tell(new MonitorEvent(MonitorKind.Gesture, gesture.Time, Gesture: gesture));
        }

        void IEngineListener.Ran(in ActionTrace trace, long now)
        {
            if (feed.IsOn) feed.Tell(new MonitorEvent(MonitorKind.Action, now, Action: trace, Microseconds: 0));
        }
    }
}
