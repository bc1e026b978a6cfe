using System.Diagnostics;
using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Tests.Config;

/// <summary>Whatever stands in the file: no exception, problems with places inside the text, and an answer in no time.</summary>
public class ConfigFuzzTests
{
    private static readonly string[] Seeds =
    [
        """
        [[devices]]
        id = "pads"
        name = "Launchpad"
        [[modes]]
        name = "Play"
        color = "blue"
        [[modes.mappings]]
        description = "ü 🎹"
        trigger = { type = "Note", note = "C2-B2", velocity_min = 40, on = "tap", device = "pads", channel = 1 }
        action = { type = "Keystroke", keys = ["cmd+a", "shift", "b"], modifiers = ["ctrl"], hold = true }
        [[modes.mappings]]
        trigger = { LongPress = { note = 36, duration_ms = 500 } }
        actions = [{ Shell = "ls" }, { Delay = 5 }, { Sequence = [{ MouseClick = "left" }] }]
        [[modes]]
        name = "Edit"
        [[modes.mappings]]
        trigger = { type = "NoteChord", notes = [36, "E2"] }
        action = { ModeChange = "Play" }
        [[global_mappings]]
        trigger = { CC = { cc = 7, value_min = 1, on = "enter" } }
        action = { type = "SendMidi", port = "Synth", create = true, message_type = "CC", controller = 7 }
        """,
        """"
        [advanced_settings]
        chord_timeout_ms = 60 # a comment [x]
        [daemon]
        ipc_socket = '/run/c.sock'
        [logging]
        level = "debug"
        [virtual_midi]
        port_name = "Out"
        [modes.mappings.trigger]
        type = """
        Note"""
        [a.b."c d".'e']
        x.y = { z = [1, 2, [3.5, { q = true, }]], t = 2026-01-01T00:00:00Z } # end
        x.w = "\u0041\n\\"
        [[a.f]]
        [[a.f]]
        g = '''
        [h]
        '''
        """",
    ];

    private static readonly string[] Pieces =
    [
        "[", "]", "[[", "]]", "{", "}", "\"", "'", "\"\"\"", "'''", "=", ".", ",", "#", "\n", "\r\n", "\r", "\t", " ", "\\", "\\u0041", "-", "+", "_", "0x", "1e9", "nan", "inf", "true", "12:00", "\u0001", "\uFEFF", "🎹",
        "note = 128\n", "[modes]\n", "[[modes]]\n", "[[modes.mappings]]\n", "modes = 5\n", "a.b.c = 1\n", "type = \"Note\"", "{ Note = 1 }", "[modes.mappings]\n", "[daemon.x]\n", "\"modes\"", "[\"a\\\"b\"]\n",
    ];

    private static string Mutate(Random random, string text)
    {
        var result = new StringBuilder(text);
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(result.Length + 1);
            switch (random.Next(6))
            {
                case 0: result.Insert(at, Pieces[random.Next(Pieces.Length)]); break;
                case 1: result.Remove(at, Math.Min(random.Next(1, 30), result.Length - at)); break;
                case 2 when at < result.Length: result[at] = (char)random.Next(32, 127); break;
                case 3: result.Insert(at, text.AsSpan(Math.Min(at / 2, text.Length), Math.Min(random.Next(60), text.Length - Math.Min(at / 2, text.Length)))); break;
                case 4: result.Length = at; break;
                default: MoveLine(random, result); break;
            }
        }

        return result.ToString();
    }

    private static void MoveLine(Random random, StringBuilder text)
    {
        var lines = text.ToString().Split('\n').ToList();
        var line = lines[random.Next(lines.Count)];
        if (random.Next(2) == 0) lines.Remove(line);
        lines.Insert(random.Next(lines.Count + 1), line);
        text.Clear().AppendJoin('\n', lines);
    }

    [Theory]
    [InlineData(1, 5_000)]
    [InlineData(2, 5_000)]
    [InlineData(3, 5_000)]
    [InlineData(2026, 5_000)]
    public void Any_text_is_read_without_exception(int seed, int files)
    {
        var random = new Random(seed);
        for (var i = 0; i < files; i++)
        {
            var text = Mutate(random, Seeds[random.Next(Seeds.Length)]);
            var watch = Stopwatch.StartNew();
            try
            {
                Examine(text);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, file {i}: {e}\n----\n{text}");
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"seed {seed}, file {i} took {watch.Elapsed}:\n{text}");
        }
    }

    private static void Examine(string text)
    {
        var result = Reading.Read(text);
        var lines = text.TrimStart('\uFEFF').Split('\n');
        foreach (var problem in result.Problems)
        {
            Assert.InRange(problem.Line, 1, lines.Length);
            Assert.InRange(problem.Column, 1, lines[problem.Line - 1].EnumerateRunes().Count() + 1);
            Assert.True(problem.Length >= 1 && problem.Message.Length > 0);
        }

        Assert.Equal(result.Problems.Any(problem => problem.IsError), !result.IsValid);
        ProblemText.List(result.Problems);
        if (result.Config is { } config) PlanBuilder.Build(config);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Any_bytes_are_read_without_exception(int seed)
    {
        var random = new Random(seed);
        var signs = "[]{}\"'=.,#\n ab1-\\\r"u8.ToArray();
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            ConfigReader.Read("config.toml", bytes);
            for (var j = 0; j < bytes.Length; j++) bytes[j] = signs[random.Next(signs.Length)];
            Examine(Encoding.UTF8.GetString(bytes));
        }
    }

    /// <summary>The limits are 4 MiB and 100,000 mappings: a file below them is answered while one waits for it.</summary>
    [Theory]
    [InlineData("a warning in each mapping", "[[global_mappings]]\ntrigger={CC=1}\naction={Delay=1}\nzz=1\n", 40_000)]
    [InlineData("a warning in each mode", "[[modes]]\nname=\"m{0}\"\n", 40_000)]
    [InlineData("very many keys", "k{0}=1\n", 40_000)]
    [InlineData("one table of very many keys", "[daemon]\n|k{0}=1\n", 40_000)]
    [InlineData("very many tables", "[t{0}]\n", 40_000)]
    public void A_great_file_is_answered_while_one_waits(string what, string piece, int count)
    {
        var (head, each) = piece.Contains('|') ? (piece.Split('|')[0], piece.Split('|')[1]) : ("", piece);
        var toml = head + string.Concat(Enumerable.Range(0, count).Select(i => each.Replace("{0}", i.ToString())));
        var watch = Stopwatch.StartNew();
        Reading.Read(toml);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{what}: {watch.Elapsed.TotalSeconds:0.0} s for {toml.Length / 1024} KiB");
    }
}
