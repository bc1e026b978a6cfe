using System.Diagnostics;
using System.Text;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>Whatever lies where a config should be: an answer that can be read, in bounded time and memory.</summary>
public class BadInputTests
{
    private const int Mega = 1 << 20;

    private static string Times(string piece, int count) => new StringBuilder(piece.Length * count).Insert(0, piece, count).ToString();

    /// <summary>{0} in the piece is its number.</summary>
    private static string Numbered(string piece, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) text.Append(piece.Replace("{0}", i.ToString()));
        return text.ToString();
    }

    private static readonly Dictionary<string, Func<string>> Files = new()
    {
        ["200,000 mappings in a list"] = () => $"global_mappings=[{Times("{a=1},", 200_000)}]",
        ["200,000 mapping headers"] = () => Times("[[global_mappings]]\n", 200_000),
        ["100,000 mappings that are none"] = () => $"global_mappings=[{Times("{},", 100_000)}]",
        ["10,000 lists in each other"] = () => "a=" + new string('[', 10_000) + new string(']', 10_000),
        ["10,000 tables in each other"] = () => "a=" + Times("{a=", 10_000) + "1" + new string('}', 10_000),
        ["10,000 parts of a key"] = () => Times("a.", 10_000) + "a=1",
        ["10,000 parts of a header"] = () => $"[{Times("a.", 10_000)}a]\nx=1",
        ["10,000 parts of a list's header"] = () => $"[[{Times("a.", 10_000)}a]]\nx=1",
        ["many keys of sixty parts"] = () => Numbered(Times("a.", 60) + "k{0}=1\n", 10_000),
        ["a key of 1 MB"] = () => new string('k', Mega) + "=1",
        ["a quoted header of 1 MB, twice"] = () => $"[\"{new string('k', Mega)}\"]\n[\"{new string('k', Mega)}\"]\n",
        ["a string of 3 MB"] = () => $"a=\"{new string('s', 3 * Mega)}\"",
        ["a string of escapes"] = () => $"a=\"{Times("\\u0041", Mega / 2)}\"",
        ["a mode's name of 3 MB and problems in the mode"] = () => $"[[modes]]\nname=\"{new string('s', 3 * Mega)}\"\n" + Times("[[modes.mappings]]\ntrigger=5\naction=5\n", 10_000),
        ["a comment of 4 MiB"] = () => "#" + new string('x', (4 * Mega) - 1),
        ["a line of 2 MB with 180,000 problems"] = () => $"global_mappings=[{Times("{trigger=\"🎹\",action=6},", 90_000)}]",
        ["100,000 duplicate keys"] = () => Times("a=1\n", 100_000),
        ["100,000 duplicate keys in one line"] = () => $"a={{{Times("a=1,", 100_000)}}}",
        ["a million duplicate keys"] = () => Times("a=1\n", Mega),
        ["40,000 times the same header"] = () => Times("[a]\n", 40_000),
        ["a million times the same header"] = () => Times("[a]\n", Mega),
        ["200,000 clashes"] = () => "a=1\n" + Numbered("[a.b{0}]\n", 200_000),
        ["a million empty lines"] = () => new string('\n', Mega),
        ["only ["] = () => new string('[', Mega),
        ["only {"] = () => new string('{', Mega),
        ["only ]"] = () => new string(']', Mega),
        ["only \""] = () => new string('"', Mega),
        ["only '"] = () => new string('\'', Mega),
        ["a list of only ["] = () => "a=" + new string('[', Mega),
        ["brackets that do not fit"] = () => "a=" + new string('[', Mega) + new string('}', Mega),
        ["lines of ["] = () => Times("[\n", Mega),
        ["lines of \""] = () => Times("\"\n", Mega),
        ["lines of words"] = () => Times("lorem ipsum dolor\n", 200_000),
        ["three quotes on every line"] = () => Times("a=\"\"\"\n", 500_000),
        ["a table of 100,000 keys"] = () => $"a={{{Numbered("k{0}=1,", 100_000)}}}",
        ["300,000 unknown keys"] = () => "[daemon]\n" + Numbered("k{0}=1\n", 300_000),
        ["a list of a million elements"] = () => $"a=[{Times("1,", Mega)}]",
        ["mistakes at the end of a long list"] = () => $"a=[{Times("1,", Mega)}{Times("nope,\n", 200_000)}]",
        ["mistakes on one line of a long list"] = () => $"a=[{Times("1,", Mega)}{Times("nope,", 200_000)}]",
        ["a number of a million digits"] = () => "a=" + new string('9', Mega),
        ["100,000 numbers that are too large"] = () => $"a=[{Times("99999999999999999999,", 100_000)}]",
        ["4 MiB of signs"] = Signs,
    };

    private static string Signs()
    {
        var random = new Random(1);
        const string Some = "[]{}\"'=.,#\n ab1-\\\r";
        var text = new char[4 * Mega];
        for (var i = 0; i < text.Length; i++) text[i] = Some[random.Next(Some.Length)];
        return new string(text);
    }

    public static TheoryData<string> Names() => [.. Files.Keys];

    /// <summary>A hang guard, and memory in proportion to the file: nodes of 72 bytes for values of two ("1,"), and up to 20 copies of a text with 20 mistakes.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Is_answered_in_bounded_time_and_memory(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(Files[name]());
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = ConfigReader.Read("config.toml", bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < (32 * Mega) + (128L * bytes.Length), $"{allocated / Mega} MB for {bytes.Length / 1024} KB");
        Assert.InRange(result.Problems.Count, 0, 1_001);
        Assert.All(result.Problems, problem => Assert.True(problem is { Excerpt: null or { Length: <= 1_001 }, Message.Length: <= 1_001, Path: null or { Length: < 1_000 } }));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("200,000 mappings in a list", "The file has 200000 mappings; at most 100000 are read")]
    [InlineData("200,000 mapping headers", "The file has 200000 mappings; at most 100000 are read")]
    [InlineData("10,000 lists in each other", "lists and tables lie too deep inside each other: 64 is the most (key 'a')")]
    [InlineData("10,000 tables in each other", "lists and tables lie too deep inside each other: 64 is the most (key 'a')")]
    [InlineData("10,000 parts of a header", "lists and tables lie too deep inside each other: 64 is the most")]
    [InlineData("only [", "expected the name of a key, not '['")]
    [InlineData("only {", "a table needs a key or a header: write key = { … }")]
    [InlineData("a number of a million digits", "The number 9999999999999999999999999999999999999999… is too large: the greatest is 9223372036854775807")]
    public void One_error_names_the_limit_or_the_mistake(string name, string expected) =>
        Assert.Equal(expected, Assert.Single(Reading.Read(Files[name]()).Problems, problem => problem.IsError).Message);

    [Fact]
    public void A_file_of_5_MiB_is_refused_by_its_size() =>
        Assert.Equal("The file has 5242880 bytes; at most 4194304 (4 MiB) are read. Split it with 'include'", Assert.Single(ConfigReader.Read("x", new byte[5 * Mega]).Problems).Message);

    /// <summary>Of each severity 500 are kept; an error is never lost behind warnings.</summary>
    [Fact]
    public void Of_very_many_problems_the_first_are_told_and_the_others_counted()
    {
        var result = Reading.Read("[daemon]\n" + Numbered("k{0}=1\n", 700) + "[logging]\n" + Times("level=\"info\"\n", 601));
        Assert.False(result.IsValid);
        Assert.Equal((501, 500), (result.Errors, result.Warnings));
        var last = result.Problems[^1];
        Assert.Equal(("more-problems", "Not shown: 100 more errors and 200 more warnings; mend these first", true), (last.Code, last.Message, last.IsError));
        result = Reading.Read("[daemon]\n" + Numbered("k{0}=1\n", 501));
        Assert.Equal(("Not shown: 1 more warning; mend these first", true), (result.Problems[^1].Message, result.IsValid));
    }

    /// <summary>The column is the line's, the excerpt the part around it.</summary>
    [Fact]
    public void Of_a_very_long_line_the_part_around_the_spot_is_shown()
    {
        var problem = Assert.Single(Reading.Read($"x = 1\na = [{Times("\"🎹\", ", 2_000)}nope, 5]\n").Problems);
        Assert.Equal((2, 10_006, 4), (problem.Line, problem.Column, problem.Length));
        Assert.True(problem.Excerpt!.Length <= 1_001 && !char.IsLowSurrogate(problem.Excerpt[0]));
        Assert.Equal("nope, 5]", string.Concat(problem.Excerpt.EnumerateRunes().Skip(problem.Column - 1 - problem.ExcerptOffset)));
    }

    [Fact]
    public void A_line_of_a_thousand_characters_is_shown_whole()
    {
        var problem = Assert.Single(Reading.Read("nope " + new string('x', 995)).Problems);
        Assert.Equal((1_000, 0), (problem.Excerpt!.Length, problem.ExcerptOffset));
    }

    public static TheoryData<byte[], string, string> NoText() => new()
    {
        { [.. "a = 1\nb = \"ü🎹"u8, 0xFF, .. "\" # c\r\nc = 1"u8], "2:8 not-utf8: The file is not UTF-8 here: save it as UTF-8", "b = \"ü🎹\uFFFD\" # c" },
        { [0xEF, 0xBB, 0xBF, (byte)'a', 0xC3], "1:2 not-utf8: The file is not UTF-8 here: save it as UTF-8", "a\uFFFD" },
        { [0xFC, .. "ber = 1"u8], "1:1 not-utf8: The file is not UTF-8 here: save it as UTF-8", "\uFFFDber = 1" },
        { [.. "x = 1\n\n"u8, 0xED, 0xA0, 0x80], "3:1 not-utf8: The file is not UTF-8 here: save it as UTF-8", "\uFFFD\uFFFD\uFFFD" },   // a lone surrogate
        { [.. "a = \"ü"u8, 0, .. "\"\n"u8], "1:7 nul-byte: There is a NUL byte here: save the file as plain text, in UTF-8", "a = \"ü\uFFFD\"" },
        { [.. "a = 1\r\n\0"u8], "2:1 nul-byte: There is a NUL byte here: save the file as plain text, in UTF-8", "\uFFFD" },
        { [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a = 1")], "1:1 not-utf8: The file is UTF-16: save it as UTF-8", "\uFFFD\uFFFDa\uFFFD \uFFFD=\uFFFD \uFFFD1\uFFFD" },
        { Encoding.Unicode.GetBytes("a = 1"), "1:2 nul-byte: There is a NUL byte here: save the file as plain text, in UTF-8", "a\uFFFD \uFFFD=\uFFFD \uFFFD1\uFFFD" },
    };

    [Theory]
    [MemberData(nameof(NoText))]
    public void What_is_no_text_is_told_at_its_byte(byte[] bytes, string expected, string excerpt)
    {
        var result = ConfigReader.Read("config.toml", bytes);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(expected, $"{problem.Line}:{problem.Column} {problem.Code}: {problem.Message}");
        Assert.Equal((excerpt, 1, 0), (problem.Excerpt, problem.Length, problem.ExcerptOffset));
        Assert.False(result.IsValid || result.IsSyntaxError);
    }

    [Fact]
    public void A_bad_byte_in_a_very_long_line_is_shown_with_what_is_around_it()
    {
        var problem = Assert.Single(ConfigReader.Read("x", [.. Encoding.UTF8.GetBytes("#" + Times("ü", 5_000)), 0xFF, .. Encoding.UTF8.GetBytes(Times("ü", 5_000))]).Problems);
        Assert.Equal(5_002, problem.Column);
        var spot = problem.Column - 1 - problem.ExcerptOffset;
        Assert.Equal('\uFFFD', problem.Excerpt![spot]);
        Assert.All(problem.Excerpt.Remove(spot, 1), sign => Assert.Equal('ü', sign));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_line() =>
        Assert.Equal((1, 2), ConfigReader.Read("x", "\uFEFF[daemn]"u8).Problems.Select(problem => (problem.Line, problem.Column)).Single());

    [Fact]
    public void Thousands_of_unknown_modes_in_a_file_of_thousands_are_answered_in_bounded_time()
    {
        var toml = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"[[modes]]\nname='mode{i}'\nmappings=[{{trigger={{Note=1}},action={{ModeChange='nowhere{i}'}}}}]\n"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.False(Reading.Read(toml).IsValid);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }
}
