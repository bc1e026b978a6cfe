using System.Diagnostics;
using System.Text;
using Conductor.Core;
using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Benchmarks;

/// <summary>Nanoseconds a message for each kind of gesture, timers and look-ups included, and the single message that takes longest.</summary>
internal static class GestureFigures
{
    private const int Messages = 400_000;
    private const long Step = 1_000;   // µs from message to message
    private const int MostNumbers = 20;
    private const int MostInMode = 1_000;

    /// <summary>Each mapping on a note or controller of its own kind's range; {0} is the number, {1} what else the trigger says.</summary>
    private static readonly (string Name, string Trigger, Func<Random, IEnumerable<MidiMessage>> Play)[] Gestures =
    [
        ("press and release", """type = "Note", note = {0}{1}""", random => Tap(0, random)),
        ("tap", """type = "Note", note = {0}, on = "tap"{1}""", random => Tap(20, random)),
        ("long press let go", """type = "LongPress", note = {0}, duration_ms = 500{1}""", random => Tap(40, random)),
        ("long press", """type = "LongPress", note = {0}, duration_ms = 1{1}""", random => Hold(60, random)),
        ("double tap", """type = "DoubleTap", note = {0}, timeout_ms = 300{1}""", random => Twice(80, random)),
        ("chord of three", """type = "NoteChord", notes = [{0}, 120, 121], timeout_ms = 50{1}""", random => Chord(100, random)),
        ("knob", """type = "CC", cc = {0}{1}""", random => Turn(0, 127, random)),
        ("encoder", """type = "EncoderTurn", cc = {0}, encoding = "twos_complement", steps = 2{1}""", random => Turn(20, 3, random)),
        ("throttled fader", """type = "CC", cc = {0}, throttle_ms = 5{1}""", random => Turn(40, 127, random)),
        ("bend", """type = "PitchBend", value_min = {0}{1}""", random => [new MidiMessage(MidiStatus.PitchBend, 0, random.Next(128), random.Next(1, 128))]),
    ];

    private const int Knob = 6;
    private const int Bend = 9;

    private static readonly int[] First = [0, 20, 40, 60, 80, 100, 0, 20, 40, 0];

    /// <summary>How many notes or controllers of each kind have a mapping.</summary>
    private static int _numbers;

    public static void Print()
    {
        foreach (var mappings in new[] { 10, 1_000, 10_000 })
        {
            _numbers = Math.Min(MostNumbers, mappings / Gestures.Length);
            var plan = PlanOf(mappings);
            foreach (var (name, _, play) in Gestures) Report.Line($"engine, {name}, a message, {mappings} mappings", Report.Median(5, () => NanosecondsOf(plan, Stream(play))), "ns");
        }

        PrintWorst(PlanOf(1_000));
    }

    private static IEnumerable<MidiMessage> Tap(int first, Random random) => Tap(first + random.Next(_numbers));

    private static IEnumerable<MidiMessage> Tap(int note) => [new(MidiStatus.NoteOn, 0, note, 100), new(MidiStatus.NoteOff, 0, note, 0)];

    private static IEnumerable<MidiMessage> Hold(int first, Random random)
    {
        var note = first + random.Next(_numbers);
        return [new(MidiStatus.NoteOn, 0, note, 100), new(MidiStatus.ChannelPressure, 0, 1, 0), new(MidiStatus.ChannelPressure, 0, 2, 0), new(MidiStatus.NoteOff, 0, note, 0)];
    }

    private static IEnumerable<MidiMessage> Twice(int first, Random random)
    {
        var note = first + random.Next(_numbers);
        return [.. Tap(note), .. Tap(note)];
    }

    private static IEnumerable<MidiMessage> Chord(int first, Random random)
    {
        int[] notes = [first + random.Next(_numbers), 120, 121];
        return [.. notes.Select(note => new MidiMessage(MidiStatus.NoteOn, 0, note, 100)), .. notes.Select(note => new MidiMessage(MidiStatus.NoteOff, 0, note, 0))];
    }

    private static IEnumerable<MidiMessage> Turn(int first, int most, Random random) => [new(MidiStatus.ControlChange, 0, first + random.Next(_numbers), random.Next(1, most + 1))];

    /// <summary>
    /// Of all kinds, on twenty numbers each; a thousand in a mode. Where a mode has more than one for a number, the others listen to other channels, and stand before the one that fires.
    /// </summary>
    private static Plan PlanOf(int mappings)
    {
        var text = new StringBuilder();
        for (var i = 0; i < mappings; i++)
        {
            if (i % MostInMode == 0) text.Append($"[[modes]]\nname = \"{i / MostInMode}\"\n");
            var kind = i % Gestures.Length;
            if (kind == Bend && i % MostInMode >= Gestures.Length) kind = Knob;   // there is one wheel
            var number = First[kind] + (i / Gestures.Length % _numbers);
            var isLast = kind == Bend || i % MostInMode >= Math.Min(mappings, MostInMode) - (Gestures.Length * _numbers);
            var other = isLast ? "" : $", channel = {2 + (i / 100 % 15)}";
            text.Append("[[modes.mappings]]\ntrigger = { ").AppendFormat(Gestures[kind].Trigger, number, other).Append($" }}\naction = {{ Shell = \"c{i}\" }}\n");
        }

        var result = ConfigReader.Read("bench.toml", Encoding.UTF8.GetBytes(text.ToString()));
        return PlanBuilder.Build(result.Config ?? throw new InvalidOperationException(ProblemText.List(result.Problems)));
    }

    private static MidiMessage[] Stream(Func<Random, IEnumerable<MidiMessage>> play)
    {
        var random = new Random(1);
        var messages = new List<MidiMessage>();
        while (messages.Count < 4_000) messages.AddRange(play(random));
        return [.. messages];
    }

    private static double NanosecondsOf(Plan plan, MidiMessage[] stream)
    {
        var jobs = new InstantJobs();
        var engine = new Engine(plan, new Silence(), jobs) { IsWatched = false };
        var time = Play(engine, jobs, stream, stream.Length, 0);
        var begin = Stopwatch.GetTimestamp();
        Play(engine, jobs, stream, Messages, time);
        return Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Messages;
    }

    private static long Play(Engine engine, InstantJobs jobs, MidiMessage[] stream, int count, long time)
    {
        for (int i = 0, at = 0; i < count; i++, at = at + 1 == stream.Length ? 0 : at + 1) One(engine, jobs, stream[at].At(time += Step));
        return time;
    }

    private static void One(Engine engine, InstantJobs jobs, in MidiMessage message)
    {
        engine.Process(message);
        while (jobs.TryTake(out var ticket)) engine.Complete(ticket, null, message.Time);
    }

    /// <summary>
    /// The longest single message of ten million. The same ten million are played three times, and of each message the shortest counts: what the system does to one of them it does not do to
    /// the same one again.
    /// </summary>
    private static void PrintWorst(Plan plan)
    {
        const int Many = 10_000_000;
        var random = new Random(2);
        var stream = new List<MidiMessage>();
        while (stream.Count < 50_000) stream.AddRange(Gestures[random.Next(Gestures.Length)].Play(random));
        var messages = stream.ToArray();
        var shortest = new int[Many];
        Array.Fill(shortest, int.MaxValue);
        for (var round = 0; round < 3; round++)
        {
            var jobs = new InstantJobs();
            var engine = new Engine(plan, new Silence(), jobs) { IsWatched = false };
            var collections = GC.CollectionCount(0);
            for (var i = 0; i < Many; i++)
            {
                var begin = Stopwatch.GetTimestamp();
                One(engine, jobs, messages[i % messages.Length].At(i * Step));
                shortest[i] = (int)Math.Min(shortest[i], Stopwatch.GetTimestamp() - begin);
            }

            if (round == 0) Report.Line("engine, collections of garbage in ten million messages", GC.CollectionCount(0) - collections, "");
        }

        var first = shortest.AsSpan(0, messages.Length).ToArray();
        Array.Clear(shortest, 0, messages.Length);
        Report.Line("engine, longest message of ten million", Micros(shortest.Max()), "µs");
        Report.Line("engine, longest message of the first fifty thousand", Micros(first.Max()), "µs");
        Report.Line("engine, messages over 50 µs of ten million", shortest.Concat(first).Count(ticks => Micros(ticks) > 50), "");
    }

    private static double Micros(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
