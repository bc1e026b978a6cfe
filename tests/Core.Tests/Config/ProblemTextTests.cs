using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>How problems look to a person (config.md, "How problems look").</summary>
public class ProblemTextTests
{
    private static readonly Problem Note = new()
    {
        Severity = Severity.Error,
        Code = "note-out-of-range",
        Message = "Invalid note number: 128 (must be 0-127)",
        Context = "mode 'Default', mapping 3",
        File = "config.toml",
        Line = 42,
        Column = 8,
        Length = 3,
        Excerpt = "note = 128",
    };

    private static readonly Problem Table = new()
    {
        Severity = Severity.Warning, Code = "unknown-table", Message = "Unknown table 'zzz'", File = "config.toml", Line = 43, Column = 2, Length = 3, Excerpt = "[zzz]",
    };

    private static readonly RelatedPlace First = new("first set here", "other.toml", 3, 1, 4, "note = 60");

    [Fact]
    public void A_problem_is_drawn_as_the_manual_has_it() => Assert.Equal("""
          Error in mode 'Default', mapping 3:
            Invalid note number: 128 (must be 0-127)
              --> config.toml:42:8
               |
            42 | note = 128
               |        ^^^
        """, ProblemText.List([Note]));

    [Fact]
    public void The_manuals_own_file_gives_the_manuals_drawing()
    {
        var lines = Enumerable.Repeat("#", 41).ToList();
        lines[0] = "[[modes]]\nname = \"Default\"\n[[modes.mappings]]\ntrigger = { Note = 1 }\naction = { Shell = \"x\" }\n[[modes.mappings]]\ntrigger = { Note = 1 }\naction = { Shell = \"x\" }\n[[modes.mappings]]\n"
            + "action = { Shell = \"x\" }\n[modes.mappings.trigger]\ntype = \"Note\"";
        var toml = string.Join('\n', lines.Take(30)) + "\nnote = 128\n";
        var problem = Assert.Single(Reading.Read(toml).Problems);
        Assert.Equal(Note with { Path = "modes[0].mappings[2].trigger.note", Suggestion = "GamepadButton" }, problem);
    }

    [Fact]
    public void Several_problems_are_counted_at_the_end() => Assert.Equal("""
          Error in mode 'Default', mapping 3:
            Invalid note number: 128 (must be 0-127)
              --> config.toml:42:8
               |
            42 | note = 128
               |        ^^^
          Warning:
            Unknown table 'zzz'
              --> config.toml:43:2
               |
            43 | [zzz]
               |  ^^^
          1 error, 1 warning
        """, ProblemText.List([Note, Table]));

    /// <summary>An included file's problems come where the reader puts them; its lines start over.</summary>
    [Fact]
    public void Problems_of_several_files_stay_in_reading_order_and_each_names_its_own() => Assert.Equal("""
          Warning:
            Unknown table 'zzz'
              --> config.toml:43:2
               |
            43 | [zzz]
               |  ^^^
          TOML parse error
          Error at line 1: expected '=' after key 'a'
              --> modes/edit.toml:1:3
               |
             1 | a 1
               |   ^
          Error at line 2: expected '=' after key 'b'
              --> modes/edit.toml:2:3
               |
             2 | b 2
               |   ^
          Error in mode 'Default', mapping 3:
            Invalid note number: 128 (must be 0-127)
              --> modes/mix.toml:42:8
               |
            42 | note = 128
               |        ^^^
          3 errors, 1 warning
        """, ProblemText.List([Table, Syntax(1, "a", "a 1"), Syntax(2, "b", "b 2"), Note with { File = "modes/mix.toml" }]));

    private static Problem Syntax(int line, string key, string excerpt) => new()
    {
        Severity = Severity.Error, Code = "toml-syntax", Message = $"expected '=' after key '{key}'", File = "modes/edit.toml", Line = line, Column = 3, Length = 1, Excerpt = excerpt,
    };

    [Fact]
    public void The_gutter_is_as_wide_as_the_line_number() => Assert.Equal("""
          Warning:
            Unknown table 'zzz'
              --> config.toml:123456:2
               |
        123456 | [zzz]
               |  ^^^
          Warning:
            Unknown table 'zzz'
              --> config.toml:1234567:2
                |
        1234567 | [zzz]
                |  ^^^
          2 warnings
        """, ProblemText.List([Table with { Line = 123456 }, Table with { Line = 1234567 }]));

    [Fact]
    public void A_second_place_is_drawn_below_the_first() => Assert.Equal("""
          Error in mode 'Default', mapping 3:
            Invalid note number: 128 (must be 0-127)
              --> config.toml:42:8
               |
            42 | note = 128
               |        ^^^
              --> other.toml:3:1 first set here
               |
             3 | note = 60
               | ^^^^
        """, ProblemText.List([Note with { Related = First }]));

    [Fact]
    public void The_gutter_is_wide_enough_for_both_places() => Assert.Equal("""
          Error in mode 'Default', mapping 3:
            Invalid note number: 128 (must be 0-127)
              --> config.toml:42:8
                |
             42 | note = 128
                |        ^^^
                = help: did you mean 'GamepadButton'?
              --> other.toml:1234567:1 first set here
                |
        1234567 | note = 60
                | ^^^^
        """, ProblemText.List([Note with { Suggestion = "GamepadButton", Related = First with { Line = 1234567 } }]));

    [Fact]
    public void A_second_place_without_its_line_is_named() =>
        Assert.EndsWith("^^^\n      --> other.toml:3:1 first set here", ProblemText.List([Note with { Related = First with { Excerpt = null } }]));

    [Fact]
    public void What_was_probably_meant_stands_below_the_drawing() => Assert.Equal("""
          Error in mode 'Default', mapping 1:
            Invalid note number: 128 (must be 0-127)
              --> config.toml:4:18
               |
             4 | trigger = { Note=128 }
               |                  ^^^
               = help: did you mean 'GamepadButton'?
        """, ProblemText.List(Reading.Read("[[modes]]\nname = \"Default\"\n[[modes.mappings]]\ntrigger = { Note=128 }\naction = { Shell = \"x\" }\n").Problems));

    [Theory]
    [InlineData("Unknown key 'notte': did you mean 'note'?", "note", false)]
    [InlineData("'on' can't be 'pres' (must be press, release or tap)", "press", true)]
    [InlineData("'pad' is an older spelling of 'note'", "note", false)]
    [InlineData("'value' is an older form: write value_min and value_max", "value_min and value_max", false)]
    [InlineData("Invalid value: success", "cc", true)]
    [InlineData("Invalid cc_number", "cc", true)]
    [InlineData("Invalid value", null, false)]
    [InlineData("Invalid value", "", false)]
    public void Help_says_only_what_the_sentence_does_not(string message, string? suggestion, bool helps) =>
        Assert.Equal(helps, ProblemText.List([Note with { Message = message, Suggestion = suggestion }]).Contains($"\n       = help: did you mean '{suggestion}'?", StringComparison.Ordinal));

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(1, 0, "1 error")]
    [InlineData(2, 0, "2 errors")]
    [InlineData(0, 1, "1 warning")]
    [InlineData(3, 2, "3 errors, 2 warnings")]
    public void Counts_are_in_words(int errors, int warnings, string expected) =>
        Assert.Equal(expected, ProblemText.Count([.. Enumerable.Repeat(Note, errors), .. Enumerable.Repeat(Note with { Severity = Severity.Warning }, warnings)]));

    [Fact]
    public void A_syntax_error_says_what_people_look_for() => Assert.Equal("""
          TOML parse error
          Error at line 2: expected '=' after key 'trigger'
              --> config.toml:2:9
               |
             2 | trigger { type = "Note" }
               |         ^
        """, ProblemText.List(Reading.Read("[[global_mappings]]\ntrigger { type = \"Note\" }\n").Problems));

    [Fact]
    public void A_tab_is_four_cells_wide_and_the_mark_stands_under_its_text() => Assert.Equal("""
          Error in global mapping 1:
            Invalid note number: 300 (must be 0-127)
              --> config.toml:2:22
               |
             2 |     trigger = { Note =     300 }
               |                            ^^^
        """, ProblemText.List(Reading.Read("[[global_mappings]]\n\ttrigger = { Note = \t300 }\n\taction = { Shell = \"x\" }").Problems));

    [Fact]
    public void A_byte_order_mark_and_line_ends_of_windows_move_nothing() => Assert.Equal("""
          Warning:
            Unknown table 'zzz'
              --> config.toml:1:2
               |
             1 | [zzz]
               |  ^^^
          Warning:
            Unknown table 'yyy'
              --> config.toml:2:2
               |
             2 | [yyy]
               |  ^^^
          2 warnings
        """, ProblemText.List(Reading.Read("\ufeff[zzz]\r\n[yyy]\r\n").Problems));

    /// <summary>Columns count scalars, marks count cells.</summary>
    [Fact]
    public void Wide_letters_and_emoji_before_the_spot_move_the_mark() => Assert.Equal("""
          Error in mode '鋼琴 👩‍💻', mapping 1:
            Invalid note number: 300 (must be 0-127)
              --> config.toml:3:57
               |
             3 | mappings = [{ description = "鋼琴 👩💻 é", trigger.note = 300, trigger.type = "Note", action.Shell = "x" }]
               |                                                           ^^^
        """, ProblemText.List(Reading.Read("[[modes]]\nname = \"鋼琴 👩\u200d💻\"\nmappings = [{ description = \"鋼琴 👩\u200d💻 e\u0301\", trigger.note = 300, trigger.type = \"Note\", action.Shell = \"x\" }]").Problems).Replace("e\u0301", "é"));

    [Fact]
    public void An_empty_line_has_its_mark() => Assert.EndsWith("\n    42 | \n       | ^", ProblemText.List([Note with { Excerpt = "", Column = 1 }]));

    [Fact]
    public void Control_characters_of_a_file_never_reach_the_terminal() =>
        Assert.DoesNotContain('\e', ProblemText.List([Note with { Excerpt = "note = \e[2J128" }]));

    [Fact]
    public void Colours_change_nothing_but_colours()
    {
        Problem[] problems = [Note with { Suggestion = "GamepadButton", Related = First }, Table, Syntax(1, "a", "a 1")];
        var plain = ProblemText.List(problems);
        Assert.DoesNotContain('\e', plain);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(ProblemText.List(problems, color: true), "\e\\[[0-9;]*m", ""));
    }

    [Theory]
    [InlineData(Severity.Error, "Error", "\e[1;31m")]
    [InlineData(Severity.Warning, "Warning", "\e[1;33m")]
    public void Word_and_marks_have_the_severitys_colour_and_places_are_quiet(Severity severity, string word, string loud) => Assert.Equal(
        $"""
          {loud}{word}{"\e[0m"} in mode 'Default', mapping 3:
            Invalid note number: 128 (must be 0-127)
        {"\e[2m"}      --> config.toml:42:8{"\e[0m"}
        {"\e[2m"}       |{"\e[0m"}
        {"\e[2m"}    42 |{"\e[0m"} note = 128
        {"\e[2m"}       |{"\e[0m"}        {loud}^^^{"\e[0m"}
        {"\e[2m"}       ={"\e[0m"} help: did you mean 'GamepadButton'?
        {"\e[2m"}      --> other.toml:3:1{"\e[0m"} first set here
        {"\e[2m"}       |{"\e[0m"}
        {"\e[2m"}     3 |{"\e[0m"} note = 60
        {"\e[2m"}       |{"\e[0m"} {loud}^^^^{"\e[0m"}
        """,
        ProblemText.List([Note with { Severity = severity, Suggestion = "GamepadButton", Related = First }], color: true));

    [Fact]
    public void Without_an_excerpt_the_place_is_enough() => Assert.EndsWith("--> config.toml:42:8", ProblemText.List([Note with { Excerpt = null }]));

    /// <summary>A message may quote the file; what it quotes must not steer the terminal either.</summary>
    [Fact]
    public void A_message_that_quotes_the_file_is_harmless_too() =>
        Assert.DoesNotContain('\e', ProblemText.List(Reading.Read("[[global_mappings]]\ntrigger = { type = \"\\u001b[2J\", note = 1 }\naction = { Shell = \"x\" }").Problems));

    [Fact]
    public void Nothing_that_is_said_steers_the_terminal_or_turns_its_text_around()
    {
        const string Evil = "\e[2J\u009b\u202e\u2066\u200f\n";
        var text = ProblemText.List([Note with { Message = Evil, Context = Evil, File = Evil, Suggestion = Evil + "x", Excerpt = Evil, Related = new RelatedPlace(Evil, Evil, 1, 1, 1, Evil) }]);
        Assert.Equal(11, text.Split('\n').Length);
        Assert.DoesNotContain(text, letter => letter is '\e' or '\u009b' or '\u202e' or '\u2066' or '\u200f');
    }

    [Fact]
    public void What_is_said_keeps_its_letters() => Assert.Contains("'👩🏽\u200d💻 ❤\ufe0f'", ProblemText.List([Note with { Message = "Unknown mode '👩🏽\u200d💻 ❤\ufe0f'" }]));
}
