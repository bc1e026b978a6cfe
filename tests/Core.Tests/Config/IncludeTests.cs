using System.Text;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>A file with what it includes: in which order, what is said of which file, and what a file may not include.</summary>
public class IncludeTests
{
    private const string Note = "trigger = { Note = 36 }\naction = { Shell = \"ls\" }\n";
    private const string Global = "[[global_mappings]]\n" + Note;

    private readonly Files _files = new();

    private static string Mode(string name) => $"[[modes]]\nname = \"{name}\"\n[[modes.mappings]]\n{Note}";

    private ConfigResult Read(string main = "config.toml") => ConfigReader.Read(main, Encoding.UTF8.GetBytes(_files[main]), source: _files);

    private Core.Config.Config Good()
    {
        var result = Read();
        Assert.Equal("", Said(result));
        return result.Config!;
    }

    /// <summary>One line each: "parts/a.toml:3:8 note-out-of-range, mode 'Default', mapping 1: Invalid note number: 128 (must be 0-127)".</summary>
    private static string Said(ConfigResult result) => string.Join('\n', result.Problems.Select(
        problem => $"{problem.File}:{problem.Line}:{problem.Column} {problem.Code}{(problem.Context is null ? "" : $", {problem.Context}")}: {problem.Message}"));

    [Fact]
    public void A_file_comes_before_what_it_includes_and_each_with_its_own_before_the_next()
    {
        _files["config.toml"] = "include = [\"a.toml\", \"b.toml\"]\n" + Mode("Main");
        _files["a.toml"] = "include = [\"c.toml\"]\n" + Mode("A");
        _files["b.toml"] = Mode("B");
        _files["c.toml"] = Mode("C");
        var config = Good();
        Assert.Equal(["Main", "A", "C", "B"], config.ModeNames);
        Assert.Equal(["config.toml", "a.toml", "c.toml", "b.toml"], Read().Files);
        Assert.Equal("config.toml", config.File);
        Assert.Equal(4, config.MappingsWritten);
    }

    [Fact]
    public void Modes_of_one_name_are_joined_where_the_first_stands()
    {
        _files["config.toml"] = "include = [\"a.toml\"]\n" + Mode("Play") + Mode("Edit") + Global;
        _files["a.toml"] = Mode("Own").Replace("[[modes.mappings]]", "color = \"red\"\n[[modes.mappings]]", StringComparison.Ordinal) + Mode("Edit") + Global;
        var config = Good();
        Assert.Equal(["Play", "Edit", "Own"], config.ModeNames);
        Assert.Equal(["config.toml:9", "a.toml:9"], config.Modes[1].Mappings.Select(mapping => $"{mapping.File}:{mapping.Line}"));
        Assert.Equal(["config.toml", "a.toml"], config.GlobalMappings.Select(mapping => mapping.File));
        Assert.Equal((6, 2), (config.MappingsWritten, config.GlobalMappingsWritten));
        Assert.Equal(new ConfigOutline([], 6, 2), Read().Outline with { Modes = [] });
    }

    [Fact]
    public void What_two_files_say_of_a_mode_is_the_first_one_s_word()
    {
        _files["config.toml"] = "include = [\"a.toml\"]\n[[modes]]\nname = \"M\"\ncolor = \"red\"\n";
        _files["a.toml"] = "[[modes]]\nname = \"M\"\ncolor = \"blue\"\ndescription = \"from a\"\n[[modes.mappings]]\n" + Note;
        var mode = Assert.Single(Good().Modes);
        Assert.Equal(("from a", 1), (mode.Description, mode.Mappings.Length));
        Assert.Equal(new Color(255, 0, 0), mode.Color);
    }

    [Fact]
    public void A_mode_without_mappings_in_any_file_is_told_once()
    {
        _files["config.toml"] = "include = [\"a.toml\"]\n[[modes]]\nname = \"M\"\n";
        _files["a.toml"] = "[[modes]]\nname = \"M\"\n";
        Assert.Equal("config.toml:2:1 empty-mode, mode 'M': Mode 'M' has no mappings", Said(Read()));
    }

    [Fact]
    public void Names_are_known_in_every_file_and_counted_over_all()
    {
        _files["config.toml"] = "include = [\"a.toml\"]\n" + Mode("Main").Replace("{ Note = 36 }", "{ type = \"Note\", note = 36, device = \"pads\" }", StringComparison.Ordinal);
        _files["a.toml"] = "[[devices]]\nid = \"pads\"\n" + Mode("Main").Replace("Shell = \"ls\"", "ModeChange = 1", StringComparison.Ordinal) + Mode("Other");
        Assert.Equal(["Main", "Other"], Good().ModeNames);
        _files["a.toml"] = _files["a.toml"].Replace("ModeChange = 1", "ModeChange = 2", StringComparison.Ordinal);
        Assert.Equal("a.toml:7:25 unknown-mode, mode 'Main', mapping 1: There is no mode 2: the file has 2, counted from 0", Said(Read()));
    }

    [Fact]
    public void A_condition_s_index_counts_the_modes_of_all_files()
    {
        const string Condition = "[[global_mappings]]\ncondition = { ModeIs = 2 }\n" + Note;
        _files["config.toml"] = "include = [\"a.toml\"]\n" + Mode("Main") + Condition;
        _files["a.toml"] = Mode("Main") + Mode("A") + Mode("B");
        Assert.DoesNotContain("unknown-mode", Said(Read()));
        _files["a.toml"] = Mode("Main") + Mode("A");
        Assert.Contains("unknown-mode, global mapping 1: There is no mode 2: the file has 2, counted from 0", Said(Read()));
    }

    [Fact]
    public void Problems_come_file_by_file_and_count_mappings_in_their_own()
    {
        _files["config.toml"] = "include = [\"parts/a.toml\", \"parts/b.toml\"]\n" + Mode("M").Replace("36", "200", StringComparison.Ordinal);
        _files["parts/a.toml"] = Mode("M") + "[[modes.mappings]]\n" + Note.Replace("36", "201", StringComparison.Ordinal) + Global.Replace("36", "202", StringComparison.Ordinal);
        _files["parts/b.toml"] = "zzz = 1\n" + Global.Replace("36", "203", StringComparison.Ordinal);
        Assert.Equal(
            """
            config.toml:5:20 note-out-of-range, mode 'M', mapping 1: Invalid note number: 200 (must be 0-127)
            parts/a.toml:7:20 note-out-of-range, mode 'M', mapping 2: Invalid note number: 201 (must be 0-127)
            parts/a.toml:10:20 note-out-of-range, global mapping 1: Invalid note number: 202 (must be 0-127)
            parts/b.toml:1:1 unknown-table: Unknown table 'zzz'
            parts/b.toml:3:20 note-out-of-range, global mapping 1: Invalid note number: 203 (must be 0-127)
            """,
            Said(Read()));
    }

    [Fact]
    public void Settings_in_an_included_file_are_warned_about_and_not_looked_at()
    {
        _files["config.toml"] = "include = [\"a.toml\"]\n[advanced_settings]\nhold_threshold_ms = 800\n";
        _files["a.toml"] = "[advanced_settings]\nhold_threshold_ms = 5000000\n[logging]\nlevel = \"loud\"\n[virtual_midi]\n[midi_output]\n[daemon]\n[settings]\n[plugins]\n";
        var result = Read();
        Assert.Equal(
            """
            a.toml:1:2 settings-in-include: [advanced_settings] counts only in the main file; here it is not looked at
            a.toml:3:2 settings-in-include: [logging] counts only in the main file; here it is not looked at
            a.toml:5:2 settings-in-include: [virtual_midi] counts only in the main file; here it is not looked at
            a.toml:6:2 settings-in-include: [midi_output] counts only in the main file; here it is not looked at
            a.toml:7:2 settings-in-include: [daemon] counts only in the main file; here it is not looked at
            a.toml:8:2 settings-in-include: [settings] counts only in the main file; here it is not looked at
            a.toml:9:2 not-built-yet: 'plugins' is known, but this version does not act on it yet
            """,
            Said(result));
        Assert.Equal(800, result.Config!.Timing.HoldThresholdMs);
    }

    [Theory]
    [InlineData("config.toml", "a.toml", "a.toml")]
    [InlineData("dir/config.toml", "a.toml", "dir/a.toml")]
    [InlineData("dir/config.toml", "../a.toml", "dir/../a.toml")]
    [InlineData("dir/config.toml", "x/../a.toml", "dir/x/../a.toml")]
    [InlineData("dir/config.toml", "./a.toml", "dir/./a.toml")]
    [InlineData("/etc/config.toml", "a.toml", "/etc/a.toml")]
    [InlineData("/config.toml", "a.toml", "/a.toml")]
    [InlineData("dir/config.toml", "/home/a.toml", "/home/a.toml")]
    [InlineData("<stdin>", "parts/a.toml", "parts/a.toml")]
    [InlineData("config.toml", "Größe 𝄞.toml", "Größe 𝄞.toml")]
    public void A_path_starts_at_the_file_it_stands_in_and_is_kept_as_it_is_written(string main, string include, string path)
    {
        _files[main] = $"include = [\"{include}\"]\n";
        _files[path] = Global;
        Assert.Equal([main, path], Read(main).Files);
        Assert.Equal(path, Assert.Single(Read(main).Config!.GlobalMappings).File);
    }

    [Fact]
    public void A_path_in_an_included_file_starts_at_that_one()
    {
        _files["config.toml"] = "include = [\"parts/a.toml\"]\n";
        _files["parts/a.toml"] = "include = [\"b.toml\", \"../c.toml\"]\n";
        _files["parts/b.toml"] = _files["parts/../c.toml"] = Global;
        Assert.Equal(["config.toml", "parts/a.toml", "parts/b.toml", "parts/../c.toml"], Read().Files);
    }

    [Fact]
    public void A_file_is_read_once_however_often_and_in_whatever_spelling_it_is_named()
    {
        _files["config.toml"] = "include = [\"parts/a.toml\", \"./parts/a.toml\", \"parts/x/../a.toml\", \"/parts/a.toml\", \"parts/b.toml\"]\n";
        _files["parts/a.toml"] = Global;
        _files["parts/b.toml"] = "include = [\"a.toml\"]\n";
        Assert.Equal(1, Good().MappingsWritten);
        Assert.Equal(["config.toml", "parts/a.toml", "parts/b.toml"], Read().Files);
    }

    [Theory]
    [InlineData("\"a.toml\"", "")]
    [InlineData("[]", "")]
    [InlineData("5", "config.toml:1:11 wrong-type: 'include' must be a list [ … ], not the number 5")]
    [InlineData("{ a = 1 }", "config.toml:1:11 wrong-type: 'include' must be a list [ … ], not a table")]
    [InlineData("[\"a.toml\", 5, [\"a.toml\"]]",
        "config.toml:1:22 wrong-type: 'include' must be text in quotes, not the number 5\nconfig.toml:1:25 wrong-type: 'include' must be text in quotes, not a list")]
    [InlineData("[\"\"]", "config.toml:1:12 missing-include: '' is no file; name one to include")]
    [InlineData("\"\"", "config.toml:1:11 missing-include: '' is no file; name one to include")]
    [InlineData("[\"a\\u0000.toml\"]", "config.toml:1:12 missing-include: 'a\0.toml' is no file; name one to include")]
    [InlineData("[\"a.toml\", \"gone.toml\"]", "config.toml:1:22 missing-include: 'gone.toml' can't be read: there is no such file")]
    [InlineData("[\".\"]", "config.toml:1:12 missing-include: '.' can't be read: there is no such file")]
    public void Include_is_a_list_of_files_or_one(string include, string expected)
    {
        _files["config.toml"] = $"include = {include}\n";
        _files["a.toml"] = Global;
        Assert.Equal(expected, Said(Read()));
    }

    [Fact]
    public void Without_a_source_there_is_nothing_to_include()
    {
        var result = ConfigReader.Read("config.toml", "include = \"a.toml\"\n"u8);
        Assert.Equal("config.toml:1:11 missing-include: 'a.toml' can't be read: there are no other files here", Said(result));
    }

    [Fact]
    public void A_missing_file_is_told_and_what_could_stand_in_it_is_not_said_to_be_unknown()
    {
        _files["config.toml"] = "include = [\"gone.toml\", \"a.toml\"]\n" + Mode("M").Replace("Shell = \"ls\"", "ModeChange = \"Pedals\"", StringComparison.Ordinal) + "[[modes]]\nname = \"Gone\"\n";
        _files["a.toml"] = Global.Replace("36", "200", StringComparison.Ordinal);
        Assert.Equal(
            """
            config.toml:1:12 missing-include: 'gone.toml' can't be read: there is no such file
            a.toml:2:20 note-out-of-range, global mapping 1: Invalid note number: 200 (must be 0-127)
            """,
            Said(Read()));
        Assert.Equal(["config.toml", "gone.toml", "a.toml"], Read().Files);
    }

    [Fact]
    public void One_that_is_no_text_is_an_error_in_it()
    {
        _files["config.toml"] = "include = [\"latin.toml\", \"zero.toml\", \"a.toml\"]\nnot_a_table = 1\n";
        _files.Bytes["latin.toml"] = [.. "# \n# Gr"u8, 0xF6, 0xDF, (byte)'e'];
        _files.Bytes["zero.toml"] = "\n\0"u8.ToArray();
        _files["a.toml"] = "x =\n";
        Assert.Equal(
            """
            latin.toml:2:5 not-utf8: The file is not UTF-8 here: save it as UTF-8
            zero.toml:2:1 nul-byte: There is a NUL byte here: save the file as plain text, in UTF-8
            a.toml:1:4
            """,
            string.Join('\n', Said(Read()).Split('\n').Select(line => line.StartsWith("a.toml", StringComparison.Ordinal) ? line[..line.IndexOf(' ')] : line)));
    }

    [Fact]
    public void Where_one_is_no_TOML_the_faults_of_text_in_all_files_are_told_and_no_others()
    {
        _files["config.toml"] = "include = [\"a.toml\", \"b.toml\", \"gone.toml\"]\n" + Global.Replace("36", "200", StringComparison.Ordinal);
        _files["a.toml"] = "include = [\"never.toml\"]\ntrigger { }\n";
        _files["b.toml"] = "\nb { }\n";
        var result = Read();
        Assert.Equal(
            """
            config.toml:1:32 missing-include: 'gone.toml' can't be read: there is no such file
            a.toml:2:9 toml-syntax: expected '=' after key 'trigger'
            b.toml:2:3 toml-syntax: expected '=' after key 'b'
            """,
            Said(result));
        Assert.True(result.IsSyntaxError);
        Assert.Equal(["config.toml", "a.toml", "b.toml", "gone.toml"], result.Files);
        Assert.Equal(0, result.Outline.Mappings);
    }

    [Fact]
    public void A_byte_order_mark_is_allowed_in_each()
    {
        _files["config.toml"] = "\uFEFFinclude = [\"a.toml\"]\n";
        _files["a.toml"] = "\uFEFF" + Global;
        Assert.Equal(1, Good().MappingsWritten);
    }

    [Theory]
    [InlineData(8, "")]
    [InlineData(9, "8.toml:1:11 include-too-deep: Files include each other at most 8 deep")]
    public void Files_include_each_other_eight_deep(int depth, string expected)
    {
        _files["config.toml"] = "include = \"1.toml\"\n";
        for (var i = 1; i < depth; i++) _files[$"{i}.toml"] = $"include = \"{i + 1}.toml\"\n" + Global;
        _files[$"{depth}.toml"] = Global;
        Assert.Equal(expected, Said(Read()));
        Assert.Equal(9, Read().Files.Length);
    }

    [Theory]
    [InlineData("config.toml", "config.toml:1:11 cyclic-include: 'config.toml' includes itself; leave this include out")]
    [InlineData("./config.toml", "config.toml:1:11 cyclic-include: 'config.toml' includes itself; leave this include out")]
    [InlineData("one.toml", "one.toml:1:11 cyclic-include: 'config.toml' includes itself by way of 'one.toml'; leave one of the includes out")]
    [InlineData("x/two.toml", "x/../three.toml:2:10 cyclic-include: 'config.toml' includes itself by way of 'x/two.toml', 'x/../three.toml'; leave one of the includes out")]
    [InlineData("beside.toml", "self.toml:1:12 cyclic-include: 'self.toml' includes itself; leave this include out")]
    public void Files_in_a_circle_are_an_error_that_names_the_way_round(string include, string expected)
    {
        _files["config.toml"] = $"include = \"{include}\"\n";
        _files["one.toml"] = "include = \"config.toml\"\n";
        _files["x/two.toml"] = "include = \"../three.toml\"\n";
        _files["x/../three.toml"] = "include = [\n         \"x/../config.toml\"]\n";
        _files["beside.toml"] = "include = \"self.toml\"\n";
        _files["self.toml"] = "include = [\"self.toml\"]\n";
        Assert.Equal(expected, Said(Read()));
    }

    [Fact]
    public void A_circle_shows_the_include_that_leads_round()
    {
        _files["config.toml"] = "include = [\n\"before.toml\"]\n";
        _files["before.toml"] = "include = [\n  \"one.toml\"]\n";
        _files["one.toml"] = "include = \"before.toml\"\n";
        var other = Assert.Single(Read().Problems).Related!;
        Assert.Equal(("before.toml", 2, 3, "the way round begins here"), (other.File, other.Line, other.Column, other.Message));
    }

    [Fact]
    public void Mappings_of_all_files_count_towards_the_most_there_may_be()
    {
        _files["config.toml"] = "include = \"a.toml\"\n" + string.Concat(Enumerable.Repeat("[[global_mappings]]\n", 60_000));
        _files["a.toml"] = string.Concat(Enumerable.Repeat("[[global_mappings]]\n", 40_001));
        Assert.Equal("a.toml:1:1 too-many-mappings: The files have 100001 mappings; at most 100000 are read", Said(Read()));
    }

    [Theory]
    [InlineData("[[devices]]\nid = \"pads\"\n", "a.toml:2:6 duplicate-device, device 1: Device 'pads' is already defined at line 4 of config.toml; give this one another id")]
    [InlineData("[device]\nid = \"pads\"\n", "a.toml:2:6 duplicate-device: Device 'pads' is already defined at line 4 of config.toml; give this one another id")]
    [InlineData("[device]\nname = \"X\"\n", "a.toml:1:1 duplicate-device: Device 'device' is already defined at line 2 of config.toml; give this one another id")]
    [InlineData("[[devices]]\nid = \"x\"\n[[devices]]\nid = \"x\"\n", "a.toml:4:6 duplicate-device, device 2: Device 'x' is already defined at line 2; give this one another id")]
    [InlineData("[[devices]]\nid = \"x\"\n", "")]
    public void A_device_s_id_is_its_own_over_all_files(string devices, string expected)
    {
        _files["config.toml"] = "include = \"a.toml\"\n[device]\n[[devices]]\nid = \"pads\"\n";
        _files["a.toml"] = devices;
        Assert.Equal(expected, Said(Read()));
    }

    [Fact]
    public void Many_files_are_read_one_by_one()
    {
        _files["config.toml"] = $"include = [\n{string.Join(",\n", Enumerable.Range(0, 20_000).Select(i => $"\"{i}.toml\""))}]\n";
        for (var i = 0; i < 20_000; i += 2) _files[$"{i}.toml"] = "zzz = 1\n";
        Assert.Equal(10_000 + 501, Read().Problems.Count);   // of the missing ones 500 and how many more
    }

    /// <summary>Files by the path they are asked for.</summary>
    private sealed class Files : IConfigSource
    {
        public Dictionary<string, byte[]> Bytes { get; } = [];

        public string this[string path]
        {
            get => Encoding.UTF8.GetString(Bytes[path]);
            set => Bytes[path] = Encoding.UTF8.GetBytes(value);
        }

        public IncludedFile Read(string path) => Bytes.TryGetValue(path, out var content) ? new IncludedFile(content, null) : new IncludedFile(null, "there is no such file");
    }
}
