using System.Text;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>Text that is no TOML: every mistake at its place, each once, with a sentence that says what to write instead.</summary>
public class SyntaxProblemsTests
{
    /// <summary>One line each: "3:8+3 expected '=' after key 'a'".</summary>
    private static string Lines(string toml)
    {
        var result = Reading.Read(toml);
        Assert.True(result.IsSyntaxError);
        Assert.False(result.IsValid);
        Assert.All(result.Problems, problem => Assert.Equal(("toml-syntax", true), (problem.Code, problem.IsError)));
        return string.Join('\n', result.Problems.Select(problem => $"{problem.Line}:{problem.Column}+{problem.Length} {problem.Message}"));
    }

    public static TheoryData<string, string> Mistakes() => new()
    {
        { "a = \"open", "1:5+5 the string is not closed: add the missing quote (key 'a')" },
        { "a = 'open", "1:5+5 the string is not closed: add the missing quote (key 'a')" },
        { "a = \"\"\"open", "1:5+3 the text in three quotes is not closed: add \"\"\" behind it (key 'a')" },
        { "a = '''open", "1:5+3 the text in three quotes is not closed: add ''' behind it (key 'a')" },
        { "a = [1, 2", "1:5+1 the list is not closed: add ']' (key 'a')" },
        { "a = {b = 1", "1:5+1 the table is not closed: add '}' (key 'a')" },
        { "a = {b = [1, {c = 2", "1:14+1 the table is not closed: add '}]}' (key 'a')" },
        { "trigger { type = \"Note\" }", "1:9+1 expected '=' after key 'trigger'" },
        { "a 1", "1:3+1 expected '=' after key 'a'" },
        { "a", "1:2+1 expected '=' after key 'a'" },
        { "a: 1", "1:2+1 expected '=' after key 'a', not ':'" },
        { "a = {b 1}", "1:8+1 expected '=' after key 'b'" },
        { "= 1", "1:1+1 a key is missing before '='" },
        { ".a = 1", "1:1+1 a name is missing before the '.' of the key" },
        { "a..b = 1", "1:3+1 a name is missing beside the '.' of the key" },
        { "ü = 1", "1:1+1 a key with 'ü' in it needs quotes" },
        { "a =", "1:4+1 the value after '=' is missing: write a number, true, false or text in quotes (key 'a')" },
        { "a = # c", "1:8+1 the value after '=' is missing: write a number, true, false or text in quotes (key 'a')" },
        { "a = {b = }", "1:10+1 the value after '=' is missing: write a number, true, false or text in quotes (key 'b')" },
        { "a = nope", "1:5+4 'nope' is no value; text needs quotes: \"nope\" (key 'a')" },
        { "a = C2 # c", "1:5+2 'C2' is no value; text needs quotes: \"C2\" (key 'a')" },
        { "a = cmd+space", "1:5+9 'cmd+space' is no value; text needs quotes: \"cmd+space\" (key 'a')" },
        { "a = True", "1:5+4 'True' is no value: write true, or text in quotes: \"True\" (key 'a')" },
        { "a = off", "1:5+3 'off' is no value: write false, or text in quotes: \"off\" (key 'a')" },
        { "a = null", "1:5+4 'null' is no value: leave the key out, or write text in quotes: \"null\"" },
        { "a = “x”", "1:5+1 text takes straight quotes: \"…\" (key 'a')" },
        { "a == 1", "1:4+1 one '=' is enough: take the '=' away (key 'a')" },
        { "a = (1)", "1:5+1 a '(' begins no value; a list is [ … ], a table { … } (key 'a')" },
        { "a = 1 2", "1:7+1 expected a new line after the value (key 'a')" },
        { "a = 1 b = 2", "1:7+1 expected a new line after the value (key 'a')" },
        { "a = \"x\" \"y\"", "1:9+3 expected a new line after the value (key 'a')" },
        { "a = \"x\",", "1:8+1 a ',' stands only in lists and tables: take it away (key 'a')" },
        { "a = 100ms", "1:5+5 '100ms' is no value: write the number alone, or text in quotes: \"100ms\" (key 'a')" },
        { "a = 3.4.5", "1:5+5 '3.4.5' is no value: write the number alone, or text in quotes: \"3.4.5\" (key 'a')" },
        { "a = 1 // c", "1:7+1 a comment begins with '#' (key 'a')" },
        { "a = [1, 2]]", "1:11+1 this ']' closes nothing: take it away (key 'a')" },
        { "a = {b = 1}}", "1:12+1 this '}' closes nothing: take it away (key 'a')" },
        { "a = [1 2]", "1:8+1 a ',' is missing between two values of the list (key 'a')" },
        { "a = [1, 2}", "1:10+1 the list is not closed: expected ']' before '}' (key 'a')" },
        { "a = [1;2]", "1:7+1 expected ',' between two values of the list, not ';' (key 'a')" },
        { "a = [1,,2]", "1:8+1 no value stands before this ',': take it away (key 'a')" },
        { "a = [\"b\", c = 1]", "1:5+1 the list is not closed: add ']' (key 'a')" },
        { "a = {b = 1 c = 2}", "1:12+1 a ',' is missing between two keys of the table" },
        { "a = {b = 1]", "1:11+1 the table is not closed: expected '}' before ']' (key 'a')" },
        { "a = {b = 1,,c = 2}", "1:12+1 no key stands before this ',': take it away" },
        { "a = {,}", "1:6+1 no key stands before this ',': take it away" },
        { "a = {= 1}", "1:6+1 a key is missing before '='" },
        { "a = \"\\q\"", "1:6+2 '\\q' means nothing; write '\\\\' for a backslash, or put the text in 'single quotes' (key 'a')" },
        { "a = \"\\u12\"", "1:6+2 '\\u' takes four hexadecimal digits (key 'a')" },
        { "a = \"\\uD800\"", "1:6+6 '\\uD800' is no character of Unicode (key 'a')" },
        { "a = \"\\x4\"", "1:6+2 '\\x' takes two hexadecimal digits (key 'a')" },
        { "a = \"\"\"b\\ c\"\"\"", "1:9+2 a '\\' that continues the text on the next line must end its own; write '\\\\' for a backslash (key 'a')" },
        { "a = 00", "1:5+2 a number can't begin with 0: write 0 (key 'a')" },
        { "a = 01", "1:5+2 a number can't begin with 0: write 1 (key 'a')" },
        { "a = 1__2", "1:5+4 a '_' stands only between two digits: write 12 (key 'a')" },
        { "a = 1_", "1:5+2 a '_' stands only between two digits: write 1 (key 'a')" },
        { "a = 1.", "1:5+2 a digit is missing after the '.' of '1.' (key 'a')" },
        { "a = .5", "1:5+2 a number begins with a digit: write 0.5 (key 'a')" },
        { "a = 1e", "1:5+2 a digit is missing after the 'e' of '1e' (key 'a')" },
        { "a = 0xg", "1:5+3 '0xg' is no number: after 0x come the digits 0-9 and a-f (key 'a')" },
        { "a = 0o8", "1:5+3 '0o8' is no number: after 0o come the digits 0-7 (key 'a')" },
        { "a = 0b2", "1:5+3 '0b2' is no number: after 0b come the digits 0 and 1 (key 'a')" },
        { "a = 0X1", "1:5+3 '0X1' is no number: write the letter after 0 small (key 'a')" },
        { "a = +0x1", "1:5+4 a number with 0x takes no sign: write 0x1 (key 'a')" },
        { "a = -", "1:5+1 '-' is no value; text needs quotes: \"-\" (key 'a')" },
        { "a = 2026-13-45", "1:5+10 '2026-13-45' is no date or time: write 2026-12-31 or 23:59:59, or both with a T between (key 'a')" },
        { "a = 25:00:00", "1:5+8 '25:00:00' is no date or time: write 2026-12-31 or 23:59:59, or both with a T between (key 'a')" },
        { "[modes", "1:7+1 the header is not closed: add ']'" },
        { "[[modes]", "1:8+1 the header is not closed: add ']]'" },
        { "[modes]]", "1:7+2 the header opens with one '[' and closes with two: write [name] or [[name]]" },
        { "[a]]", "1:3+2 the header opens with one '[' and closes with two: write [name] or [[name]]" },
        { "[]", "1:2+1 the header has no name: write [name] or [[name]]" },
        { "[a.]", "1:4+1 a name is missing beside the '.' of the key" },
        { "[a b]", "1:4+1 expected ']' after the header's name; a name with blanks or other signs needs quotes" },
        { "[a] x", "1:5+1 expected a new line after the header" },
        { "a]", "1:2+1 expected '=' after key 'a', not ']'; a header is written [a]" },
        { "]", "1:1+1 this ']' closes nothing: take it away" },
        { "}", "1:1+1 this '}' closes nothing: take it away" },
        { "{ a = 1 }", "1:1+1 a table needs a key or a header: write key = { … }" },
        { "; c", "1:1+1 a comment begins with '#'" },
        { "- a", "1:3+1 expected '=' after key '-'" },
        { "\"a = 1", "1:1+6 the string is not closed: add the missing quote" },
        { "[\"a", "1:4+1 the string is not closed: add the missing quote" },
        { "a = \"\u0001\"", "1:6+1 a control character (U+0001) stands here: take it away, or write \\u0001 in \"double quotes\" (key 'a')" },
        { "# \u0007", "1:3+1 a control character (U+0007) stands here: take it away" },
        { "a = 1\rb = 2", "1:6+1 a carriage return stands alone here: end the line with a line feed (key 'a')" },
        { "\u0001 = 1", "1:1+1 a line begins with a key, a [header] or a # comment, not with U+0001" },
        { "a = \"\u007F\"", "1:6+1 a control character (U+007F) stands here: take it away, or write \\u007F in \"double quotes\" (key 'a')" },
        { "🎹 = 1", "1:1+1 a key with '🎹' in it needs quotes" },
        { "a = \"🎹\" x", "1:9+1 expected a new line after the value (key 'a')" },
        { "a = [\"🎹\", nope]", "1:11+4 'nope' is no value; text needs quotes: \"nope\" (key 'a')" },
        { "a = \"\"\"\n\\q\n\"\"\"", "2:1+2 '\\q' means nothing; write '\\\\' for a backslash, or put the text in 'single quotes' (key 'a')" },
        { "a = \"\\", "1:5+2 the string is not closed: add the missing quote (key 'a')" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_in_words(string toml, string expected) => Assert.Equal(expected, Lines(toml));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_between_good_lines_is_told_the_same(string toml, string expected)
    {
        foreach (var (before, after) in new[] { ("", "\nz = 1\n"), ("x = 1\n", "\nz = 1\n[t]\ny = [1]"), ("[t]\n\n# c\r\n", "\r\n\r\nz = [\n[1],\n[2]\n]\n") })
        {
            Assert.Equal(Shifted(expected, before), Lines(before + toml + after));
        }
    }

    [Fact]
    public void Three_mistakes_are_three_problems()
    {
        var all = Mistakes().Select(row => row.Data).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            var (text, expected) = (new StringBuilder(), new List<string>());
            foreach (var step in new[] { 0, 1, 17 })
            {
                var (toml, problem) = all[(i + step) % all.Count];
                expected.Add(Shifted(problem, text.ToString()));
                text.Append(toml).Append("\nx = 1\n");
            }

            Assert.Equal(string.Join('\n', expected), Lines(text.ToString()));
        }
    }

    private static string Shifted(string expected, string before)
    {
        var colon = expected.IndexOf(':');
        return $"{int.Parse(expected[..colon]) + before.Count(c => c == '\n')}{expected[colon..]}";
    }

    /// <summary>A mistake in a value of several lines is told once, and the next one in the same value too.</summary>
    [Theory]
    [InlineData("""
        a = [
          1,
          nope,
          { b = 1 c = 2 },
          4
          5,
          "open,
        ]
        b 2
        """, """
        3:3+4 'nope' is no value; text needs quotes: "nope" (key 'a')
        4:11+1 a ',' is missing between two keys of the table
        5:4+1 a ',' is missing between two values of the list (key 'a')
        7:3+6 the string is not closed: add the missing quote (key 'a')
        9:3+1 expected '=' after key 'b'
        """)]
    [InlineData("""
        trigger = {
          type = "Note" # a comment, which is no place
          note = 36
        }
        b 1
        """, """
        2:16+1 a ',' is missing between two keys of the table
        5:3+1 expected '=' after key 'b'
        """)]
    [InlineData("""
        mappings = [
          { trigger = { Note = 1 }, action = { Shell = "a" } }
          { trigger = { Note = 2 }, action = { Shell = "a" } },
          { trigger = { Note = 3 , action = { Shell = "a" } },
          { trigger = { Note = }, action = { Shell = "a" } },
          { trigger = { Note = 3 , action = { Shell = "a" } }
        ]
        b 1
        """, """
        2:55+1 a ',' is missing between two values of the list (key 'mappings')
        4:3+1 the table is not closed: add '}' (key 'mappings')
        5:24+1 the value after '=' is missing: write a number, true, false or text in quotes (key 'Note')
        6:3+1 the table is not closed: add '}' (key 'mappings')
        8:3+1 expected '=' after key 'b'
        """)]
    [InlineData("""
        trigger {
          type = "Note",
          note = 3
        }
        b 1
        """, """
        1:9+1 expected '=' after key 'trigger'
        5:3+1 expected '=' after key 'b'
        """)]
    [InlineData("x = [ [1, 2], [3, nope], [4 5] ]\ny = 2", "1:19+4 'nope' is no value; text needs quotes: \"nope\" (key 'x')")]
    [InlineData("x = { a = { b = [1, , 3], c = nope }, d = }\ny 2", "1:21+1 no value stands before this ',': take it away (key 'x')\n2:3+1 expected '=' after key 'y'")]
    public void A_mistake_inside_of_a_value_leaves_the_rest_of_it_to_be_looked_at(string toml, string expected)
    {
        Assert.Equal(expected, Lines(toml));
        Assert.Equal(expected, Lines(toml.Replace("\n", "\r\n")));
    }

    /// <summary>Whatever is never closed ends before the next statement, and is told where it begins.</summary>
    [Theory]
    [InlineData("""
        [[modes.mappings]]
        trigger = { type = "Note", note = 36
        action = { Shell = "ls" }
        [[modes.mappings]]
        trigger = { Note = 37 }
        action { Shell = "ls" }
        x = [1, 2
        y = nope
        """, """
        2:11+1 the table is not closed: add '}' (key 'trigger')
        6:8+1 expected '=' after key 'action'
        7:5+1 the list is not closed: add ']' (key 'x')
        8:5+4 'nope' is no value; text needs quotes: "nope" (key 'y')
        """)]
    [InlineData("""
        trigger = {
          type = "Note",
          note = 36
        action = { Shell = "ls" }
        b 1
        """, """
        1:11+1 the table is not closed: add '}' (key 'trigger')
        5:3+1 expected '=' after key 'b'
        """)]
    [InlineData("""
        notes = [
          36,
          40
        name = "x"
        [[modes]
        """, """
        1:9+1 the list is not closed: add ']' (key 'notes')
        5:8+1 the header is not closed: add ']]'
        """)]
    [InlineData("""
        action = { Sequence = [{ Delay = 5 }, { Delay = 6 }
        b = 1
        c 1
        [t]
        """, """
        1:23+1 the list is not closed: add ']}' (key 'Sequence')
        3:3+1 expected '=' after key 'c'
        """)]
    [InlineData(""""
        text = """hello
        b = 1
        [t]
        c 2
        """", """"
        1:8+3 the text in three quotes is not closed: add """ behind it (key 'text')
        4:3+1 expected '=' after key 'c'
        """")]
    [InlineData(""""
        a = """open
        b = 1
        c = """x"""
        d 1
        """", """"
        1:5+3 the text in three quotes is not closed: add """ behind it (key 'a')
        4:3+1 expected '=' after key 'd'
        """")]
    [InlineData("a = '''open\n[[modes]]\nd 1", "1:5+3 the text in three quotes is not closed: add ''' behind it (key 'a')\n3:3+1 expected '=' after key 'd'")]
    [InlineData("""
        a = ["b", "c
        d = ["e", "f]
        g 1
        """, """
        1:11+2 the string is not closed: add the missing quote (key 'a')
        2:11+3 the string is not closed: add the missing quote (key 'd')
        3:3+1 expected '=' after key 'g'
        """)]
    [InlineData("a = [1, {b = 2]\nc 1", "1:15+1 the table is not closed: expected '}' before ']' (key 'a')\n2:3+1 expected '=' after key 'c'")]
    public void What_is_not_closed_echoes_nowhere(string toml, string expected)
    {
        Assert.Equal(expected, Lines(toml));
        Assert.Equal(expected, Lines(toml.Replace("\n", "\r\n")));
    }

    /// <summary>The sentence is ours: no names of the library's tokens and options, and no jargon.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public void The_library_does_not_speak_to_the_user(string toml, string expected)
    {
        Assert.NotEmpty(expected);
        foreach (var problem in Reading.Read(toml).Problems)
        {
            foreach (var jargon in new[] { "Eof", "End-Of-File", "end-of-file", "␤", "Toml", "Options", "oken", "`", "nvalid", "xception" }) Assert.DoesNotContain(jargon, problem.Message);
            Assert.False(problem.Message.EndsWith('.') || char.IsUpper(problem.Message[0]), problem.Message);
        }
    }

    /// <summary>The file may end anywhere while it is being written.</summary>
    [Theory]
    [InlineData("a = \"\"\"\n\\")]
    [InlineData("a = \"\\u")]
    [InlineData("a = \"\\u00")]
    [InlineData("[\"\\")]
    public void A_file_that_ends_in_the_middle_of_an_escape_is_a_syntax_error(string toml) => Assert.Equal("toml-syntax", Assert.Single(Reading.Read(toml).Problems).Code);

    /// <summary>Only text in three quotes goes on behind a backslash.</summary>
    [Theory]
    [InlineData("a = \"x\\\ny\"\nb = 1", "1:5+3 the string is not closed: add the missing quote")]
    [InlineData("a = \"dir\\\nb = 1\nc 1", "1:5+5 the string is not closed: add the missing quote (key 'a')\n3:3+1 expected '=' after key 'c'")]
    public void A_string_does_not_go_on_in_the_next_line(string toml, string expected) => Assert.Equal(expected, Lines(toml));

    [Fact]
    public void Twenty_broken_lines_are_told_and_then_it_is_enough()
    {
        var result = Reading.Read(string.Concat(Enumerable.Repeat("a b\nc = 1\n", 30)));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (2 * i) + 1), result.Problems.Select(problem => problem.Line));
    }

    [Theory]
    [InlineData("a = { b = 1,500 }", "1:11+5 a number takes no ',': write 1500 (key 'b')")]
    [InlineData("a = { b = \"say \"hello\"\" }", "1:17+5 a '\"' within the text closes it: write '\\\"', or put the text in 'single quotes' (key 'a')")]
    [InlineData("a = 1\n<<<<<<< HEAD\nb = 1", "2:1+1 an unsolved merge conflict: keep one of the two parts, and take out the lines <<<<<<<, ======= and >>>>>>>")]
    public void What_people_mean_is_seen(string toml, string expected) => Assert.Equal(expected, Lines(toml));

    /// <summary>Values the library takes, or that belong to another type: no syntax errors.</summary>
    [Theory]
    [InlineData("1_000", null)]
    [InlineData("+1000", null)]
    [InlineData("0x3E8", null)]
    [InlineData("0o1750", null)]
    [InlineData("0b11_1110_1000", null)]
    [InlineData("9223372036854775807", "2:20+19 error chord-timeout-ms-out-of-range: Invalid timeout: 9223372036854775807 (must be 1-600000)")]
    [InlineData("-9223372036854775808", "2:20+20 error chord-timeout-ms-out-of-range: Invalid timeout: -9223372036854775808 (must be 1-600000)")]
    [InlineData("9223372036854775808", "2:20+19 error number-too-large: The number 9223372036854775808 is too large: the greatest is 9223372036854775807")]
    [InlineData("-9223372036854775809", "2:20+20 error number-too-large: The number -9223372036854775809 is too small: the least is -9223372036854775808")]
    [InlineData("+99_999_999_999_999_999_999", "2:20+27 error number-too-large: The number +99_999_999_999_999_999_999 is too large: the greatest is 9223372036854775807")]
    [InlineData("0x8000000000000000", "2:20+18 error number-too-large: The number 0x8000000000000000 is too large: the greatest is 9223372036854775807")]
    [InlineData("0x10000000000000000", "2:20+19 error number-too-large: The number 0x10000000000000000 is too large: the greatest is 9223372036854775807")]
    [InlineData("1000.0", "2:20+6 error wrong-type: 'chord_timeout_ms' must be a whole number (1-600000), not a number with a fraction")]
    [InlineData("1e3", "2:20+3 error wrong-type: 'chord_timeout_ms' must be a whole number (1-600000), not a number with a fraction")]
    [InlineData("inf", "2:20+3 error wrong-type: 'chord_timeout_ms' must be a whole number (1-600000), not a number with a fraction")]
    [InlineData("-nan", "2:20+4 error wrong-type: 'chord_timeout_ms' must be a whole number (1-600000), not a number with a fraction")]
    [InlineData("2026-01-01", "2:20+10 error wrong-type: 'chord_timeout_ms' must be a whole number (1-600000), not a date or time")]
    [InlineData("07:32:00", "2:20+8 error wrong-type: 'chord_timeout_ms' must be a whole number (1-600000), not a date or time")]
    public void A_number_is_read_or_told_at_its_place(string number, string? expected)
    {
        var toml = $"[advanced_settings]\nchord_timeout_ms = {number}\n";
        Assert.Equal(expected ?? "", Reading.Problems(toml));
        if (expected is null) Assert.Equal(1000, Reading.Read(toml).Config!.Timing.ChordTimeoutMs);
    }

    [Fact]
    public void A_number_that_is_too_large_is_told_beside_everything_else() => Assert.Equal("""
        1:21+20 error number-too-large: The number 99999999999999999999 is too large: the greatest is 9223372036854775807
        2:1+4 warning unknown-table: Unknown table 'zzzz'
        4:44+20 error number-too-large, global mapping 1: The number 99999999999999999999 is too large: the greatest is 9223372036854775807
        5:10+4 error wrong-type, global mapping 1: 'action' must be a table { … }, not true
        """, Reading.Problems("""
        advanced_settings = 99999999999999999999
        zzzz = 1
        [[global_mappings]]
        trigger = { type = "CC", cc = 1, value_max=99999999999999999999, value_min = 5 }
        action = true
        """));

    [Fact]
    public void A_number_that_is_too_large_is_told_among_syntax_errors_too() => Assert.Equal("""
        1:5+20 the number 99999999999999999999 is too large: the greatest is 9223372036854775807
        2:5+4 'nope' is no value; text needs quotes: "nope" (key 'b')
        3:5+20 the number 88888888888888888888 is too large: the greatest is 9223372036854775807
        """, Lines("a = 99999999999999999999\nb = nope\nc = 88888888888888888888"));

    /// <summary>The sentence must not come from nowhere: it is about this line.</summary>
    [Fact]
    public void The_excerpt_is_the_broken_line()
    {
        var problem = Assert.Single(Reading.Read("a = 1\r\n  b 2\r\nc = 3").Problems);
        Assert.Equal(("  b 2", 2), (problem.Excerpt, problem.Line));
        Assert.Equal("Error at line 2: expected '=' after key 'b'", ProblemText.SyntaxLine(problem));
    }

    /// <summary>Taken out of the text, the mistakes leave TOML behind, of the same length: so none is left untold.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_is_left_without_the_mistakes_is_TOML(string toml, string expected)
    {
        Assert.NotEmpty(expected);
        var broken = $"{toml}\nx = [1,\n{toml}\n2]\n";
        var mended = SyntaxCheck.Find(broken).Mended;
        Assert.Equal(broken.Length, mended.Length);
        Assert.Empty(SyntaxCheck.Find(mended).Mistakes);
    }

    private static readonly string[] Pieces =
    [
        "[", "]", "[[", "]]", "{", "}", "{ ", " }", ", ", ",\n", "\"", "'", "\"\"\"", "\"b\"", "= ", "a = ", "b.c = ", "\n", "\n", "\n", "\r\n", "[t]\n", "[[u.v]]\n", "# c\n", "1", "1_", "01", "nope", "true", "\\", "\\q", "99999999999999999999",
        "2026-13-01", "k = [1, 2]\n", "k = { x = 1 }\n", "\t", "🎹", "ü",
    ];

    /// <summary>Any pieces in any order: each mistake on a line of its own, in order, and TOML where they are taken out.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(2026)]
    public void Whatever_is_broken_what_is_left_is_TOML(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 3_000; i++)
        {
            var text = new StringBuilder();
            for (var pieces = random.Next(1, 30); pieces > 0; pieces--) text.Append(Pieces[random.Next(Pieces.Length)]);
            var (mistakes, mended) = SyntaxCheck.Find(text.ToString());
            Assert.True(SyntaxCheck.Find(mended).Mistakes.Count == 0, $"seed {seed}, text {i}:\n{text}\n---- became\n{mended}");
            Assert.All(mistakes, mistake => Assert.InRange(mistake.Start, 0, text.Length));
        }
    }
}
