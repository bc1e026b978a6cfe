using System.Text;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>Text that is no TOML, and keys and tables that stand twice.</summary>
public class SyntaxProblemsTests
{
    private static string Lines(string toml)
    {
        var result = Reading.Read(toml);
        Assert.True(result.IsSyntaxError);
        Assert.False(result.IsValid);
        return string.Join('\n', result.Problems.Select(problem => $"{problem.Column}: {ProblemText.SyntaxLine(problem)}"));
    }

    [Theory]
    [InlineData("trigger { type = \"Note\" }", "Error at line 1: expected '=' after key 'trigger'")]
    [InlineData("a = 1\nb 2", "Error at line 2: expected '=' after key 'b'")]
    [InlineData("name = \"open", "Error at line 1: the string is not closed: add the missing quote (key 'name')")]
    [InlineData("notes = [1, 2", "Error at line 1: the list is not closed: add ']' (key 'notes')")]
    [InlineData("a = { b = 1", "Error at line 1: the table is not closed: add '}' (key 'a')")]
    [InlineData("name = \"open\n", "Error at line 1: the string is not closed: add the missing quote (key 'name')")]
    [InlineData("name = 'open", "Error at line 1: the string is not closed: add the missing quote (key 'name')")]
    [InlineData("a = 1 b = 2", "Error at line 1: expected a new line after the value (key 'a')")]
    public void A_broken_line_is_told_in_words(string toml, string expected) => Assert.Equal(expected, Lines(toml)[(Lines(toml).IndexOf(' ') + 1)..]);

    [Theory]
    [InlineData("name = Default")]
    [InlineData("name = ")]
    [InlineData("= 5")]
    [InlineData("[modes")]
    [InlineData("[[modes]")]
    [InlineData("[]")]
    [InlineData("a = 1__2")]
    [InlineData("a = 01")]
    [InlineData("a = \"\\q\"")]
    [InlineData("a = 'x")]
    [InlineData("a = {,}")]
    [InlineData("a = [,]")]
    [InlineData("a = 2026-13-45")]
    [InlineData("a = 99999999999999999999")]
    [InlineData("a.b. = 1")]
    [InlineData("ü = 1")]
    [InlineData("a = \"\u0001\"")]
    [InlineData("a\rb = 1")]
    public void Whatever_is_no_TOML_is_one_problem_on_its_line(string line)
    {
        foreach (var before in new[] { "", "x = 1\n", "[t]\n\n# c\r\n" })
        {
            var problem = Assert.Single(Reading.Read(before + line + "\nz = 1\n").Problems);
            Assert.Equal(("toml-syntax", true), (problem.Code, problem.IsError));
            Assert.Equal(before.Count(c => c == '\n') + 1, problem.Line);
            Assert.False(problem.Message.EndsWith('.') || problem.Message.Contains('`') || problem.Message.Contains("Exception"), problem.Message);
        }
    }

    /// <summary>The sentence is ours: no names of the library's tokens and options, and no jargon.</summary>
    [Theory]
    [InlineData("[modes")]
    [InlineData("[modes\nname = 1")]
    [InlineData("a = \"x")]
    [InlineData("a = \"\"\"x\ny = 1\n")]
    [InlineData("a = '''x\ny = 1\n")]
    [InlineData("a = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public void The_library_does_not_speak_to_the_user(string toml)
    {
        foreach (var jargon in new[] { "Eof", "End-Of-File", "␤", "Toml", "Options" }) Assert.All(Reading.Read(toml).Problems, problem => Assert.DoesNotContain(jargon, problem.Message));
    }

    /// <summary>The file may end anywhere while it is being written.</summary>
    [Theory]
    [InlineData("a = \"\\")]
    [InlineData("a = \"\"\"\n\\")]
    [InlineData("a = \"\\u")]
    [InlineData("a = \"\\u00")]
    [InlineData("[\"\\")]
    public void A_file_that_ends_in_the_middle_of_an_escape_is_a_syntax_error(string toml) => Assert.Equal("toml-syntax", Assert.Single(Reading.Read(toml).Problems).Code);

    [Fact]
    public void Each_broken_line_is_told_once_and_good_lines_are_not()
    {
        var toml = "a = 1\nb 2\nc = 3\nd = \"open\ne = 5\nf = [1, 2]]\ng = 7\n";
        var result = Reading.Read(toml);
        Assert.Equal([2, 4, 6], result.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Twenty_broken_lines_are_told_and_then_it_is_enough()
    {
        var result = Reading.Read(string.Concat(Enumerable.Repeat("a b\nc = 1\n", 30)));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (2 * i) + 1), result.Problems.Select(problem => problem.Line));
    }

    /// <summary>Deep nesting must be refused, not overflow the stack.</summary>
    [Theory]
    [InlineData("[")]
    [InlineData("{a=")]
    public void Endless_nesting_is_refused(string opening)
    {
        var result = Reading.Read("x = " + string.Concat(Enumerable.Repeat(opening, 100_000)));
        Assert.False(result.IsValid);
        result = Reading.Read(string.Concat(Enumerable.Repeat("a.", 100_000)) + "a = 1");
        Assert.False(result.IsValid);
        result = Reading.Read("[" + string.Concat(Enumerable.Repeat("a.", 100_000)) + "a]\nx = 1");
        Assert.False(result.IsValid);
    }

    /// <summary>The sentence must not come from nowhere: it is about this line.</summary>
    [Fact]
    public void The_excerpt_is_the_broken_line()
    {
        var problem = Assert.Single(Reading.Read("a = 1\r\n  b 2\r\nc = 3").Problems);
        Assert.Equal(("  b 2", 2), (problem.Excerpt, problem.Line));
    }

    [Fact]
    public void Text_of_another_encoding_is_no_syntax_error()
    {
        var result = ConfigReader.Read("config.toml", Encoding.Unicode.GetBytes("a = 1"));
        Assert.Equal("nul-byte", Assert.Single(result.Problems).Code);
    }
}
