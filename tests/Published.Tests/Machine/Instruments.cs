using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Machine;

/// <summary>A program of another's with a sequencer port that plays what it is told.</summary>
internal sealed class Player
{
    private readonly AlsaTest _test;
    private readonly string _id = Names.Next("player");

    public Player(AlsaTest test, string client, string port)
    {
        _test = test;
        test.Run($"mkfifo {_id}.in; start {_id} seqsend --name '{client}' --port '{port}' --stay; wait_ready {_id}");
    }

    /// <summary>Somebody listens to it.</summary>
    public Player Heard()
    {
        Play("wait-subscriber");
        return this;
    }

    public void Play(params string[] messages) => Assert.Equal("ok\n", _test.Run(Step(messages)));

    /// <summary>As bash text, to be part of a step.</summary>
    public string Step(params string[] messages) => $"play {_id} {string.Join(' ', messages)}";

    /// <summary>The program ends, and its port with it.</summary>
    public void Leave() => _test.Run($"end {_id} KILL");
}

/// <summary>A program that prints what it gets, a line each.</summary>
internal sealed class LineReader
{
    private readonly AlsaTest _test;
    private readonly string _id = Names.Next("reader");
    private int _read;

    public LineReader(AlsaTest test, string command)
    {
        _test = test;
        test.Run($"start {_id} {command}; wait_ready {_id}");
    }

    /// <summary>Where its lines are.</summary>
    public string File => $"{_id}.out";

    /// <summary>The next lines are these, and came in this order.</summary>
    public void Expect(params string[] lines)
    {
        var found = Next(lines.Length);
        if (found.SequenceEqual(lines)) return;
        var log = _test.Run("[ ! -e conductor.err ] || cat conductor.err");
        Assert.Fail($"expected:\n{Join(lines)}\ngot:\n{Join(found)}\nlog:\n{log}");
    }

    /// <summary>Waits for so many more lines; fewer where they never come.</summary>
    public IReadOnlyList<string> Next(int count)
    {
        var all = _test.Try($"lines {File} {_read + count}").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var next = all.Skip(_read).Take(count).ToList();
        _read += next.Count;
        return next;
    }

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => $"  {line}"));
}

/// <summary>A VirMIDI port: what is written to its node as bytes comes out of the sequencer as messages.</summary>
internal sealed class VirtualPort(AlsaTest test, string number)
{
    public string Name => $"VirMIDI {number}";

    private string Node => $"/dev/snd/midiC{number.Replace('-', 'D')}";

    /// <summary>e.g. "90 24 64".</summary>
    public void Write(string hex) => test.Run($"printf '{string.Concat(hex.Split(' ').Select(one => $"\\x{one}"))}' >{Node}");
}

internal static class Names
{
    private static int _last;

    public static string Next(string kind) => $"{kind}{Interlocked.Increment(ref _last)}";
}
