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
              --> config.toml:1234567:2
               |
        1234567 | [zzz]
               |  ^^^
          1 error, 1 warning
        """, ProblemText.List([Note, new Problem { Severity = Severity.Warning, Code = "unknown-table", Message = "Unknown table 'zzz'", File = "config.toml", Line = 1234567, Column = 2, Length = 3, Excerpt = "[zzz]" }]));

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
    public void A_tab_is_one_column_wide_so_that_the_mark_stands_under_its_text() => Assert.Equal("""
          Error in global mapping 1:
            Invalid note number: 200 (must be 0-127)
              --> config.toml:2:22
               |
             2 |  trigger = { Note =  200 }
               |                      ^^^
        """, ProblemText.List(Reading.Read("[[global_mappings]]\n\ttrigger = { Note = \t200 }\n\taction = { Shell = \"x\" }").Problems));

    [Fact]
    public void A_long_line_is_cut_around_the_spot()
    {
        var text = ProblemText.List([Note with { Excerpt = new string('a', 500) + "128" + new string('b', 500), Column = 501 }]);
        var lines = text.Split('\n');
        var (line, mark) = (lines[^2], lines[^1]);
        Assert.True(line.Length < 130);
        Assert.Equal("128", line.Substring(mark.IndexOf('^'), 3));
        Assert.Equal("    42 | …", line[..10]);
        Assert.EndsWith("…", line);
    }

    [Fact]
    public void A_mark_behind_the_line_and_one_longer_than_it_stay_inside()
    {
        Assert.EndsWith(" |           ^", ProblemText.List([Note with { Column = 500 }]));
        Assert.EndsWith(" |        ^^^", ProblemText.List([Note with { Length = 500 }]));
        Assert.EndsWith(" | ^", ProblemText.List([Note with { Excerpt = "", Column = 1 }]));
    }

    [Fact]
    public void Control_characters_of_a_file_never_reach_the_terminal() =>
        Assert.DoesNotContain('\e', ProblemText.List([Note with { Excerpt = "note = \e[2J128" }]));

    [Fact]
    public void Colours_change_nothing_but_colours()
    {
        var plain = ProblemText.List([Note, Note with { Severity = Severity.Warning }]);
        var colored = ProblemText.List([Note, Note with { Severity = Severity.Warning }], color: true);
        Assert.NotEqual(plain, colored);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(colored, "\e\\[[0-9;]*m", ""));
    }

    [Fact]
    public void Without_an_excerpt_the_place_is_enough() => Assert.EndsWith("--> config.toml:42:8", ProblemText.List([Note with { Excerpt = null }]));

    /// <summary>A message may quote the file; what it quotes must not steer the terminal either.</summary>
    [Fact]
    public void A_message_that_quotes_the_file_is_harmless_too() =>
        Assert.DoesNotContain('\e', ProblemText.List(Reading.Read("[[global_mappings]]\ntrigger = { type = \"\\u001b[2J\", note = 1 }\naction = { Shell = \"x\" }").Problems));
}
