using System.Diagnostics;
using System.Text;
using Conductor.Core.Config;
using Conductor.TestKit;

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

    private const int Generated = 300;

    /// <summary>As people write them, as nobody would, and what the lists allow.</summary>
    private static IReadOnlyList<string> AllSeeds => [.. Seeds, .. ConfigCorpus.Texts(), .. Enumerable.Range(0, Generated).Select(GeneratedConfig.Text)];

    /// <summary>Others come by <c>FUZZ_SEED=…</c>; <c>FUZZ_FIRST=…</c> begins at a file that failed.</summary>
    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), out var given) ? given : usual;

    [Fact]
    public void Any_text_is_read_without_exception() => Run(seed: 2026, files: 20_000);

    [Fact]
    [Trait("tier", "slow")]
    public void Any_of_a_million_texts_is_read_without_exception() => Run(seed: 1_000_000, files: 1_000_000);

    private static void Run(int seed, int files)
    {
        var failure = ConfigFuzz.Run(AllSeeds, Setting("FUZZ_SEED", seed), Setting("FUZZ_FIRST", 0), files);
        Assert.True(failure is null, failure);
    }

    public static TheoryData<string> Kinds => [.. Registry.Kinds.Select(kind => kind.ToString())];

    /// <summary>Each parameter under each of its names, and the plain value of the one-key form.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_value_of_a_kind_is_read_without_exception(string name)
    {
        var kind = Registry.Kinds.Single(kind => kind.ToString() == name);
        foreach (var value in ConfigMutator.OddValues)
        {
            Examine(kind.InFile(value));
            Examine(kind.InFile($"{{ {kind.Name} = {value} }}"));
            foreach (var key in kind.Parameters.SelectMany(parameter => parameter.Older.Prepend(parameter.Name)))
            {
                Examine(kind.InFile($"{{ type = \"{kind.Name}\", {key} = {value} }}"));
                Examine(kind.InFile(kind.Example.Replace($"{{ type = \"{kind.Name}\"", $"{{ {key} = {value}, type = \"{kind.Name}\"")));
            }
        }
    }

    public static TheoryData<string> Tables => [.. TableCatalog.All.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Any_value_of_a_table_is_read_without_exception(string name)
    {
        var table = TableCatalog.All.Single(table => table.Name == name);
        var header = table.IsList ? $"[[{name}]]" : $"[{name}]";
        var above = name.Contains('.') ? "[[modes]]\nname = \"A\"\n" : "";
        foreach (var value in ConfigMutator.OddValues)
        {
            Examine($"{name} = {value}\n");
            foreach (var key in table.Parameters.SelectMany(parameter => parameter.Older.Prepend(parameter.Name))) Examine($"{above}{header}\n{key} = {value}\n");
        }
    }

    private static void Examine(string text) => ConfigExamination.Examine(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Of_a_text_that_fails_the_least_is_shown() =>
        Assert.Equal("b🎹", Smallest.Of("one\ntwo abc\n🎹 three\nb\nfour 🎹🎹 x", text => text.Contains('b') && text.Contains("🎹", StringComparison.Ordinal)));

    [Fact]
    public void A_number_makes_the_same_file_each_time()
    {
        var (one, other) = (new ConfigMutator(Seeds, 7), new ConfigMutator(Seeds, 7));
        for (var number = 0; number < 100; number++) Assert.Equal(one.File(number), other.File(number));
        Assert.NotEqual(one.File(1), one.File(2));
    }

    /// <summary>Each was a crash, a hang or a wrong place once.</summary>
    [Theory]
    [InlineData("[[global_mappings]]\ntrigger = { Note = 1 }\naction = { Shell = \"\" }\ncondition = { type = \"Not\", conditon = \"Always\" }\n")]
    [InlineData("[[global_mappings]]\ntrigger = { Note = 1 }\naction = { Shell = \"\" }\ncondition = { Not = { type = \"Not\", x = 1 } }\n")]
    [InlineData("x=\"\\\t\"\ng=''''''")]
    [InlineData("\"\\\t\"=1\ng=''''''")]
    [InlineData("[[global_mappings]]\nnote = \"\"")]
    public void What_was_found_stays_mended(string text) => Examine(text);

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
            ConfigExamination.Examine(bytes);
            for (var j = 0; j < bytes.Length; j++) bytes[j] = signs[random.Next(signs.Length)];
            ConfigExamination.Examine(bytes);
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
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{what}: {watch.Elapsed.TotalSeconds:0.0} s for {toml.Length / 1024} KiB");
    }
}
