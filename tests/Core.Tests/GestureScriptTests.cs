namespace Conductor.Core.Tests;

/// <summary>Every script of Gestures/, and the script language itself.</summary>
public class GestureScriptTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Gestures");

    private static readonly Dictionary<string, GestureScript> Scripts = ReadAll();

    public static TheoryData<string> Names => [.. Scripts.Keys];

    private static Dictionary<string, GestureScript> ReadAll()
    {
        var all = new Dictionary<string, GestureScript>();
        foreach (var file in Directory.GetFiles(Folder, "*.gesture").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            foreach (var script in GestureScript.Parse(File.ReadAllText(file), name, Folder)) all.Add($"{name}: {script.Name}", script);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Plays_as_written(string name) => Assert.Null(Scripts[name].Run(wakes: true));

    [Theory]
    [MemberData(nameof(Names))]
    public void Late_wake_ups_change_nothing(string name)
    {
        if (Scripts[name].MayWakeLate) Assert.Null(Scripts[name].Run(wakes: false));
    }

    private const string Pad = """
        [[global_mappings]]
        trigger = { type = "LongPress", note = 36, duration_ms = 500 }
        action = { type = "Shell", command = "quit" }
        [[global_mappings]]
        trigger = { type = "Note", note = 40 }
        action = { type = "Shell", command = "play" }
        ---

        """;

    private static string? Run(string timeline, string toml = Pad) => Assert.Single(GestureScript.Parse(toml + timeline, "script")).Run(wakes: true);

    [Fact]
    public void What_is_as_written_has_no_difference() => Assert.Null(Run("0ms note-on 36 100\n499ms nothing\n500ms Shell quit\n800ms note-off 36"));

    [Theory]
    [InlineData("0ms note-on 40 100", "line 8:\n  expected  nothing more\n  got       0ms Shell play")]
    [InlineData("0ms note-on 40 100\n0ms nothing", "line 9:\n  expected  nothing more\n  got       0ms Shell play")]
    [InlineData("0ms note-on 40 100\n0ms Shell play\n0ms Shell play", "line 10:\n  expected  0ms Shell play\n  got       nothing")]
    [InlineData("0ms note-on 40 100\n0ms Shell stop", "line 9:\n  expected  0ms Shell stop\n  got       0ms Shell play")]
    [InlineData("0ms note-on 40 100\n1ms Shell play", "line 8:\n  expected  nothing more\n  got       0ms Shell play")]
    [InlineData("0ms note-on 36 100\n499ms Shell quit", "line 9:\n  expected  499ms Shell quit\n  got       nothing")]
    [InlineData("0ms note-on 36 100\n501ms Shell quit", "line 9:\n  expected  501ms Shell quit\n  got       500ms Shell quit")]
    [InlineData("0ms note-on 36 100\n600ms nothing", "line 9:\n  expected  nothing more\n  got       500ms Shell quit")]
    [InlineData("0ms note-on 36 100\n500ms note-off 36\n500ms Shell quit", "line 9:\n  expected  nothing more\n  got       500ms Shell quit")]
    public void A_difference_is_told_as_expected_and_got(string timeline, string expected) => Assert.Equal("script, " + expected, Run(timeline));

    [Fact]
    public void After_the_last_line_no_time_passes() => Assert.Null(Run("0ms note-on 36 100\n499ms nothing"));

    [Fact]
    public void Comments_and_empty_lines_are_nothing() => Assert.Null(Run("# a pad\n\n0ms note-on E2 100   # by name\n0ms Shell play # at once\n"));

    [Fact]
    public void The_sharp_of_a_note_name_begins_no_comment() =>
        Assert.Null(Run("0ms note-on F#2 100\n0ms Shell sharp", "global_mappings = [{ trigger = { Note = \"F#2\" }, action = { Shell = \"sharp\" } }]\n---\n"));

    [Fact]
    public void Several_scripts_of_one_text_have_names()
    {
        var scripts = GestureScript.Parse("=== first\n" + Pad + "0ms nothing\n=== second one\n" + Pad, "file");
        Assert.Equal(["first", "second one"], scripts.Select(script => script.Name));
        Assert.Single(scripts[0].Lines);
        Assert.Empty(scripts[1].Lines);
    }

    [Theory]
    [InlineData("note-on 36 100", "line 8: 'note-on 36 100' must begin with a time such as 500ms")]
    [InlineData("5 note-on 36 100", "line 8: '5 note-on 36 100' must begin with a time such as 500ms")]
    [InlineData("5ms", "line 8: '5ms' must begin with a time such as 500ms")]
    [InlineData("5ms nothing\n4ms nothing", "line 9: 4ms comes before the line above")]
    [InlineData("5ms nothing\n5ms note-on 36 1", "line 9: 'nothing' closes its moment, no line of that time may follow")]
    [InlineData("5ms reload", "line 8: the new snippet stands between two '---' lines")]
    public void What_cannot_be_read_is_refused_with_its_line(string timeline, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => Run(timeline)).Message);

    [Fact]
    public void An_unknown_word_is_refused() => Assert.StartsWith("line 8: 'hit' is nothing that happens; known are note-on,", Assert.Throws<FormatException>(() => Run("0ms hit 36")).Message);

    [Fact]
    public void A_configuration_file_beside_the_script_can_be_named()
    {
        var folder = Directory.CreateTempSubdirectory("gesture");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "config.toml"), Pad.Replace("---", ""));
            var script = Assert.Single(GestureScript.Parse("config = \"config.toml\"\n---\n0ms note-on 40 1\n0ms Shell play", "script", folder.FullName));
            Assert.Null(script.Run(wakes: true));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
