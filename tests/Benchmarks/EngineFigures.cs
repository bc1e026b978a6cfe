using System.Diagnostics;
using System.Text;
using Conductor.Core;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Benchmarks;

/// <summary>Message → looked up and queued: nanoseconds and bytes, with 10, 1,000 and 10,000 mappings.</summary>
internal static class EngineFigures
{
    private const int Messages = 1_000_000;

    public static void Print()
    {
        foreach (var mappings in new[] { 10, 1_000, 10_000 })
        {
            var jobs = new InstantJobs();
            var engine = new Engine(PlanOf(mappings), new Silence(), jobs);
            var stream = Stream();
            Play(engine, jobs, stream, 0);
            var start = GC.GetAllocatedBytesForCurrentThread();
            var nanoseconds = Report.Median(5, () => Play(engine, jobs, stream, 1));
            var bytes = GC.GetAllocatedBytesForCurrentThread() - start;
            Report.Line($"engine, message to queued, {mappings} mappings", nanoseconds, "ns");
            Report.Line($"engine, allocated per message, {mappings} mappings", Math.Floor((double)bytes / Messages / 5), "bytes");
        }
    }

    /// <summary>Presses that run a command.</summary>
    private static Plan PlanOf(int mappings)
    {
        var text = new StringBuilder("[[modes]]\nname = \"A\"\n");
        for (var i = 0; i < mappings; i++)
        {
            text.Append($"[[modes.mappings]]\ntrigger = {{ type = \"Note\", note = {i % 128}, velocity_min = {1 + (i / 128 % 60)} }}\naction = {{ type = \"Shell\", command = \"c{i}\" }}\n");
        }

        return PlanBuilder.Build(ConfigReader.Read("bench.toml", Encoding.UTF8.GetBytes(text.ToString())).Config!);
    }

    private static MidiMessage[] Stream()
    {
        var random = new Random(1);
        var messages = new MidiMessage[4096];
        for (var i = 0; i < messages.Length; i += 4)
        {
            var note = random.Next(128);
            messages[i] = new MidiMessage(MidiStatus.NoteOn, 0, note, 100);
            messages[i + 1] = new MidiMessage(MidiStatus.ControlChange, 0, random.Next(120), random.Next(128));
            messages[i + 2] = new MidiMessage(MidiStatus.NoteOff, 0, note, 0);
            messages[i + 3] = new MidiMessage(MidiStatus.ControlChange, 0, random.Next(120), random.Next(128));
        }

        return messages;
    }

    private static double Play(Engine engine, InstantJobs jobs, MidiMessage[] stream, long time)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < Messages; i++)
        {
            engine.Process(stream[i & (stream.Length - 1)].At(time + i));
            if (jobs.TryTake(out var ticket)) engine.Complete(ticket, null, time + i);
        }

        return Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Messages;
    }
}
