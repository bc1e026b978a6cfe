using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>Keys and tables that stand twice or in each other's way (TOML 1.0: "Keys", "Table", "Inline Table", "Array of Tables"), and those that only seem to.</summary>
public class DuplicateTests
{
    private static readonly string[] Codes = ["duplicate-key", "duplicate-table", "key-clash"];

    /// <summary>"4:1+11 duplicate-key, first set here 2:1+11", one line each.</summary>
    private static string Clashes(string toml) => string.Join('\n', Reading.Read(toml).Problems.Where(problem => Codes.Contains(problem.Code)).Select(Both));

    private static string Both(Problem problem)
    {
        Assert.True(problem.IsError);
        var first = Assert.IsType<RelatedPlace>(problem.Related);
        Assert.Equal(problem.File, first.File);
        return $"{problem.Line}:{problem.Column}+{problem.Length} {problem.Code}, {first.Message} {first.Line}:{first.Column}+{first.Length}";
    }

    [Theory]
    // Keys
    [InlineData("a = 1\na = 2", "2:1+1 duplicate-key, first set here 1:1+1")]
    [InlineData("a = 1\na = 2\na = 3", "2:1+1 duplicate-key, first set here 1:1+1\n3:1+1 duplicate-key, first set here 1:1+1")]
    [InlineData("a = 1\n\"a\" = 2", "2:1+3 duplicate-key, first set here 1:1+1")]
    [InlineData("'a' = 1\na = 2", "2:1+1 duplicate-key, first set here 1:1+3")]
    [InlineData("\"ü\" = 1\n\"\\u00FC\" = 2", "2:1+8 duplicate-key, first set here 1:1+3")]
    [InlineData("\"\" = 1\n'' = 2", "2:1+2 duplicate-key, first set here 1:1+2")]
    [InlineData("[t]\n  x.a = 1\n  x.\"a\" = 2", "3:5+3 duplicate-key, first set here 2:5+1")]
    [InlineData("a.b = 1\na.b = 2", "2:3+1 duplicate-key, first set here 1:3+1")]
    [InlineData("a.b = 1\na = 2", "2:1+1 duplicate-key, first set here 1:1+1")]
    [InlineData("a.b.c = 1\na.b = 2", "2:3+1 duplicate-key, first set here 1:3+1")]
    [InlineData("a = 1\na.b = 2", "2:1+1 key-clash, first set here 1:1+1")]
    [InlineData("a.b = 1\na.b.c = 2", "2:3+1 key-clash, first set here 1:3+1")]
    [InlineData("a = 1\na.b = 2\na.c = 3", "2:1+1 key-clash, first set here 1:1+1")]   // one mistake, told once
    // Tables
    [InlineData("[a]\n[a]", "2:2+1 duplicate-table, first defined here 1:2+1")]
    [InlineData("[a.b]\n[c]\n[a.b]", "3:4+1 duplicate-table, first defined here 1:4+1")]
    [InlineData("[a.b]\n[a]\n[a]", "3:2+1 duplicate-table, first defined here 2:2+1")]
    [InlineData("[a]\n[\"a\"]", "2:2+3 duplicate-table, first defined here 1:2+1")]
    [InlineData("[\"\\u0061\"]\n[a]", "2:2+1 duplicate-table, first defined here 1:2+8")]
    [InlineData("[\"\\U0001F3B9\\t\\\"\"]\n['🎹\t\"']", "2:2+5 duplicate-table, first defined here 1:2+16")]
    [InlineData("[ a . \"b]\" ]\n[a.'b]']", "2:4+4 duplicate-table, first defined here 1:7+4")]
    [InlineData("[a]\nb = 1\n[a.b]", "3:4+1 key-clash, first set here 2:1+1")]
    [InlineData("[a]\nb = 1\n[a.b.c]", "3:4+1 key-clash, first set here 2:1+1")]
    [InlineData("[a]\nb.c = 1\n[a.b]", "3:4+1 key-clash, first set here 2:1+1")]
    [InlineData("a.b = 1\n[a]", "2:2+1 key-clash, first set here 1:1+1")]
    [InlineData("[a.b]\n[a]\nb = 1", "3:1+1 duplicate-key, first defined here 1:4+1")]
    [InlineData("[a.b]\n[a]\nb.c = 1", "3:1+1 key-clash, first defined here 1:4+1")]
    [InlineData("[a.b.c]\n[a]\nb.c.d = 1", "3:3+1 key-clash, first defined here 1:6+1")]
    [InlineData("[a.b.c]\n[a]\nb.d = 1\n[a.b]", "4:4+1 key-clash, first set here 3:1+1")]
    // Inline tables and lists are whole
    [InlineData("a = {}\n[a]", "2:2+1 key-clash, first set here 1:1+1")]
    [InlineData("a = {}\n[a.b]", "2:2+1 key-clash, first set here 1:1+1")]
    [InlineData("a = {}\na.b = 1", "2:1+1 key-clash, first set here 1:1+1")]
    [InlineData("a = { b = {} }\na.b.c = 1", "2:1+1 key-clash, first set here 1:1+1")]
    [InlineData("a = { b = 1, b = 2 }", "1:14+1 duplicate-key, first set here 1:7+1")]
    [InlineData("a = { b.c = 1, b.c = 2 }", "1:18+1 duplicate-key, first set here 1:9+1")]
    [InlineData("a = { b = {}, b.c = 1 }", "1:15+1 key-clash, first set here 1:7+1")]
    [InlineData("a = { b.c = 1, b = 2 }", "1:16+1 duplicate-key, first set here 1:7+1")]
    [InlineData("a = [{ b = 1, b = 2 }, { b = 3 }]", "1:15+1 duplicate-key, first set here 1:8+1")]
    [InlineData("a = []\n[[a]]", "2:3+1 key-clash, first set here 1:1+1")]
    [InlineData("a = [{}]\n[a.b]", "2:2+1 key-clash, first set here 1:1+1")]
    // A value that has a problem of its own
    [InlineData("a = 99999999999999999999\n[a]\na = 1", "2:2+1 key-clash, first set here 1:1+1")]
    [InlineData("a = 1\na = 99999999999999999999", "2:1+1 duplicate-key, first set here 1:1+1")]
    // Lists of tables
    [InlineData("[a]\n[[a]]", "2:3+1 key-clash, first defined here 1:2+1")]
    [InlineData("[[a]]\n[a]", "2:2+1 key-clash, first defined here 1:3+1")]
    [InlineData("[a.b]\n[[a]]", "2:3+1 key-clash, first defined here 1:2+1")]
    [InlineData("[[a.b]]\n[[a]]", "2:3+1 key-clash, first defined here 1:3+1")]
    [InlineData("[[a]]\n[a.b]\n[[a.b]]", "3:5+1 key-clash, first defined here 2:4+1")]
    [InlineData("[[a]]\n[[a.b]]\n[a.b]", "3:4+1 key-clash, first defined here 2:5+1")]
    [InlineData("[[a]]\n[a.b]\n[[a]]\n[a.b]\n[a.b]", "5:4+1 duplicate-table, first defined here 4:4+1")]
    [InlineData("[[a.b]]\n[a]\nb = 1", "3:1+1 duplicate-key, first defined here 1:5+1")]
    [InlineData("[[a.b]]\n[a]\nb.c = 1", "3:1+1 key-clash, first defined here 1:5+1")]
    [InlineData("[[a]]\nx = 1\nx = 2", "3:1+1 duplicate-key, first set here 2:1+1")]
    public void What_TOML_forbids_is_told_with_both_places(string toml, string expected) => Assert.Equal(expected, Clashes(toml));

    [Theory]
    [InlineData("[a.b]\nx = 1\n[a]\ny = 2")]                     // a table on the way to another may be defined later
    [InlineData("[a.b.c]\n[a.b]\n[a]")]
    [InlineData("[a]\n[a.b]\n[a.c]\n[a.b.d]")]
    [InlineData("[a]\nb.c = 1\nb.d = 2")]
    [InlineData("[a]\nb.c = 1\nx = 1\nb.d = 2")]
    [InlineData("[a]\nb.c = 1\n[a.b.d]")]                        // a dotted key's table may have tables of its own
    [InlineData("[a.b.c]\n[a]\nb.d = 1")]
    [InlineData("[[a]]\n[a.b]\n[[a]]\n[a.b]")]                  // each element has its own
    [InlineData("[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]")]
    [InlineData("[[a]]\nx.y = 1\n[[a]]\nx.y = 1")]
    [InlineData("[[a.b]]\n[a]\nc = 1\n[[a.b]]")]
    [InlineData("a = { b = 1 }\n[c]\nb = 1")]
    [InlineData("a = { b.c = 1, b.d = 2 }")]
    [InlineData("a = [{ b = 1 }, { b = 1 }]")]
    [InlineData("a.b.c = 1\na.b.d = 2\na.e = 3")]
    [InlineData("a.b = 1\n[c.a]\nb = 1")]
    [InlineData("\"a.b\" = 1\na.b = 2")]                        // a dot in quotes is part of the name
    [InlineData("[\"a.b\"]\n[a.b]")]
    [InlineData("[a]\n['A']\n[\"\\u0041a\"]")]
    [InlineData("1.2 = 1\n1.3 = 2")]                            // numbers are names too
    [InlineData("x = \"\"\"\n[a]\n[a]\n\"\"\"\n[a]")]                // what looks like a header in a text
    [InlineData("x = [\n[1],\n[1]\n]\n# [a]\n[a]")]
    public void What_TOML_allows_is_no_error(string toml) => Assert.DoesNotContain(Reading.Read(toml).Problems, problem => problem.IsError);

    /// <summary>The escapes of a quoted header count: its keys are found under the name that it spells.</summary>
    [Fact]
    public void A_quoted_header_is_the_table_that_it_spells() =>
        Assert.Equal("2:9+6 error unknown-level: 'level' can't be 'loud' (must be off, error, warn, info, debug, trace)", Reading.Problems("[\"l\\u006Fgging\"]\nlevel = \"loud\""));

    [Theory]
    [InlineData("[logging]\nlevel = \"info\"\nlevel = \"debug\"", "Key 'level' is already set at line 2; keep one of the two")]
    [InlineData("[logging.level]\n[logging]\nlevel = \"debug\"", "Key 'level' is already a table at line 1; keep one of the two")]
    [InlineData("[daemon]\n[logging]\n[daemon]", "Table [daemon] is already defined at line 1; keep one of the two")]
    [InlineData("[a.b]\n[ a.b ]", "Table [ a.b] is already defined at line 1; keep one of the two")]
    [InlineData("daemon = {}\n[daemon]", "'daemon' is already a table { … }, set at line 1: write these keys between its braces")]
    [InlineData("global_mappings = []\n[[global_mappings]]", "'global_mappings' is already a list [ … ], set at line 1: write what follows between its brackets")]
    [InlineData("[[modes]]\n[modes]", "'modes' is already a list of tables, begun at line 1: write it with two brackets here too")]
    [InlineData("[modes]\n[[modes]]", "'modes' is already a single table, begun at line 1: write it with two brackets there too")]
    [InlineData("[[a.b]]\n[a]\nb.c = 1", "'b' is already a list of tables, begun at line 1: write these keys under its [[header]]")]
    [InlineData("[logging]\na.b = 1\n[logging.a]", "'a' is already made by a dotted key at line 2: go on with dotted keys there")]
    [InlineData("[a.b]\n[a]\nb.c = 1", "'b' already has a header at line 1: write these keys under it")]
    [InlineData("daemon = 5\n[daemon]", "'daemon' already has a value, set at line 1: it can't be a table too")]
    public void The_sentence_says_what_to_write_instead(string toml, string expected) =>
        Assert.Equal(expected, Assert.Single(Reading.Read(toml).Problems, problem => Codes.Contains(problem.Code)).Message);

    [Fact]
    public void Both_places_show_their_line()
    {
        var problem = Assert.Single(Reading.Read("[[global_mappings]]\ntrigger = { Note = 1 } # one\naction = { Shell = \"ls\" }\n\ttrigger = { Note = 2 } # two\r\n").Problems);
        Assert.Equal(("4:2+7", "global_mappings[0].trigger", "global mapping 1"), ($"{problem.Line}:{problem.Column}+{problem.Length}", problem.Path, problem.Context));
        Assert.Equal("\ttrigger = { Note = 2 } # two", problem.Excerpt);
        Assert.Equal(new RelatedPlace("first set here", "config.toml", 2, 1, 7, "trigger = { Note = 1 } # one"), problem.Related);
    }

    /// <summary>What stands under a refused header is no part of the first table, and its own duplicates are told.</summary>
    [Fact]
    public void The_second_table_is_looked_through_all_the_same() =>
        Assert.Equal("3:2+7 duplicate-table, first defined here 1:2+7\n5:1+5 duplicate-key, first set here 4:1+5",
            Clashes("[logging]\nlevel = \"info\"\n[logging]\nlevel = \"debug\"\nlevel = \"warn\""));

    [Fact]
    public void A_device_and_a_mode_that_stand_twice_are_told_with_both_places()
    {
        Assert.Equal("""
            4:6+3 error duplicate-device, device 2: Device 'a' is already defined at line 2; give this one another id
            9:8+3 error duplicate-mode, mode 'M': Mode 'M' is already defined at line 6; give this one another name
            """, Reading.Problems("""
            [[devices]]
            id = "a"
            [[devices]]
            id = "a"
            [[modes]]
            name = "M"
            mappings = [{ trigger = { Note = 1 }, action = { Shell = "x" } }]
            [[modes]]
            name = "M"
            mappings = [{ trigger = { Note = 1 }, action = { Shell = "x" } }]
            """));
    }
}
