using System.Text;
using Conductor.Core.Scripts;

namespace Conductor.Core.Tests;

/// <summary>Scripts with all sorts of mistakes in them: each is played or says why not, and nothing throws.</summary>
public class ScriptFuzzTests
{
    private static readonly string[] Texts =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Gestures"), "*.gesture").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static readonly string[] Pieces =
        ["---", "===", "=== ", "0ms", "9ms ", "1us", "nothing", "note-on 36 100", "note-off 36", "mode ", "reload", "connect x", "time 25:00", "app", "config = \"x\"\n---\n", "\r\n", "\0", "#", "\"", "}"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Broken_scripts_are_told_and_never_throw(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var text = Broken(Texts[random.Next(Texts.Length)], random);
            var failure = Record.Exception(() => PlayAll(text));
            Assert.True(failure is null, $"seed {seed}, round {round}: {failure}\n{text}");
        }
    }

    private static void PlayAll(string text)
    {
        var scripts = GestureScript.Read("broken.gesture", Encoding.UTF8.GetBytes(text));
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            _ = script.Play()?.ToString();
            _ = script.Play(wakes: false);
        }
    }

    /// <summary>A few lines of it, some of them gone, doubled, swapped or with something else in them.</summary>
    private static string Broken(string text, Random random)
    {
        var all = text.Split('\n');
        var start = random.Next(all.Length);
        var lines = all[start..Math.Min(all.Length, start + random.Next(1, 60))].ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(4))
            {
                case 0 when lines.Count > 1: lines.RemoveAt(at); break;
                case 1: lines.Insert(at, lines[random.Next(lines.Count)]); break;
                case 2: lines[at] = lines[at].Insert(random.Next(lines[at].Length + 1), Pieces[random.Next(Pieces.Length)]); break;
                default: lines[at] = string.Concat(lines[at].Where(_ => random.Next(10) > 0)); break;
            }
        }

        return string.Join('\n', lines);
    }
}
