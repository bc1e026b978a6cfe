using System.Text.Json;
using System.Text.Json.Nodes;
using Conductor.Core.Config;
using Conductor.TestKit;
using Json.Schema;

namespace Conductor.Core.Tests.Config;

/// <summary>What <c>conductorctl schema</c> prints accepts what the reader accepts, and refuses most of what it refuses.</summary>
public class SchemaTests
{
    private static readonly string Text = System.Text.Encoding.UTF8.GetString(SchemaWriter.Write());

    private static readonly JsonSchema Lenient = Build(isStrict: false), Strict = Build(isStrict: true);

    private static readonly Dictionary<string, Kind> Kinds = Registry.Kinds.ToDictionary(kind => kind.ToString());

    public static TheoryData<string> KindNames => [.. Kinds.Keys];

    public static TheoryData<string> GoodFiles => [.. Files("good")];

    public static TheoryData<string> ReadableFiles => [.. Files("good"), .. Files("older"), .. Files("controllers")];

    private static IEnumerable<string> Files(string group) =>
        Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "tests", "Corpus", group), "*.toml").Order(StringComparer.Ordinal).Select(file => $"{group}/{Path.GetFileNameWithoutExtension(file)}");

    /// <summary>Each in a registry of its own: both have the same id.</summary>
    private static JsonSchema Build(bool isStrict)
    {
        var text = System.Text.Encoding.UTF8.GetString(SchemaWriter.Write(isStrict));
        return JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }

    private static string? Refusal(JsonSchema schema, JsonNode value)
    {
        using var document = JsonDocument.Parse(value.ToJsonString());
        var result = schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (result.IsValid) return null;
        return string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors is not null && !$"{detail.EvaluationPath}".Contains("/if", StringComparison.Ordinal)).Select(detail => $"{detail.InstanceLocation} {string.Join(' ', detail.Errors!.Values)} ({detail.EvaluationPath})"));
    }

    private static void AssertAccepted(string toml, JsonSchema? schema = null)
    {
        var refusal = Refusal(schema ?? Lenient, TomlJson.Of(toml));
        Assert.True(refusal is null, $"{refusal}\n{toml}");
    }

    private static void AssertRefused(string toml) => Assert.True(Refusal(Lenient, TomlJson.Of(toml)) is not null, toml);

    [Fact]
    public void It_is_a_schema_of_the_dialect_it_names()
    {
        foreach (var isStrict in new[] { false, true })
        {
            using var document = JsonDocument.Parse(SchemaWriter.Write(isStrict));
            Assert.Equal("https://json-schema.org/draft/2020-12/schema", document.RootElement.GetProperty("$schema").GetString());
            Assert.True(MetaSchemas.Draft202012.Evaluate(document.RootElement).IsValid);
        }
    }

    [Fact]
    public void The_same_lists_give_the_same_text() => Assert.Equal(SchemaWriter.Write(), SchemaWriter.Write());

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Every_kinds_example_is_accepted(string name) => AssertAccepted(Kinds[name].InFile(Kinds[name].Example), Strict);

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Every_kinds_example_is_accepted_in_the_one_key_form_and_in_any_case(string name)
    {
        var kind = Kinds[name];
        var inside = kind.Example.Replace($"type = \"{kind.Name}\", ", "").Replace($" type = \"{kind.Name}\"", "");
        AssertAccepted(kind.InFile($"{{ {kind.Name} = {inside} }}"), Strict);
        foreach (var spelling in new[] { kind.Name.ToUpperInvariant(), kind.Name.Insert(1, "-"), $"{kind.Name}_" })
        {
            AssertAccepted(kind.InFile(kind.Example.Replace($"\"{kind.Name}\"", $"\"{spelling}\"")));
            AssertAccepted(kind.InFile($"{{ {spelling} = {inside} }}"));
        }
    }

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Every_older_spelling_is_accepted_and_marked(string name)
    {
        var kind = Kinds[name];
        foreach (var older in kind.Older) AssertAccepted(kind.InFile(kind.Example.Replace($"\"{kind.Name}\"", $"\"{older}\"")));
        foreach (var parameter in kind.Parameters.Where(parameter => kind.Example.Contains($"{parameter.Name} =", StringComparison.Ordinal)))
        {
            foreach (var older in parameter.Older) AssertAccepted(kind.InFile(kind.Example.Replace($"{parameter.Name} =", $"{older} =")));
        }

        var properties = Definition(kind)["properties"]?.AsObject();
        foreach (var parameter in kind.Parameters)
        {
            Assert.All(parameter.Older, older => Assert.True(properties![older]!["deprecated"]!.GetValue<bool>()));
            Assert.Equal(parameter.Instead is not null, properties![parameter.Name]!["deprecated"] is not null);
        }
    }

    [Theory]
    [MemberData(nameof(ReadableFiles))]
    public void What_the_reader_accepts_is_accepted(string file)
    {
        var toml = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "Corpus", file + ".toml"));
        if (Reading.Read(toml).IsValid) AssertAccepted(toml);
    }

    /// <summary>Whatever a file says, in whichever spelling.</summary>
    [Fact]
    public void What_the_reader_accepts_is_accepted_however_it_is_written() => Assert.All(Enumerable.Range(0, 200), seed => AssertAccepted(GeneratedConfig.Text(seed)));

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public void A_file_in_todays_spelling_has_no_unknown_key_for_the_strict_one(string file) =>
        AssertAccepted(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "Corpus", file + ".toml")), Strict);

    [Fact]
    public void A_mistyped_key_is_refused_by_the_strict_one_only()
    {
        foreach (var toml in new[] { Reading.WithTrigger("""{ type = "Note", note = 36, velocity_mim = 3 }"""), "[advanced_settings]\nchord_timeout = 3\n", "[avdanced_settings]\n", "[[devices]]\nid = \"a\"\nnam = \"b\"\n" })
        {
            AssertAccepted(toml);
            Assert.NotNull(Refusal(Strict, TomlJson.Of(toml)));
        }
    }

    [Theory]
    [InlineData("""{ type = "Note", note = 128 }""")]
    [InlineData("""{ type = "Note", note = -1 }""")]
    [InlineData("""{ type = "Note", note = "H2" }""")]
    [InlineData("""{ type = "Note", note = true }""")]
    [InlineData("""{ type = "Note" }""")]
    [InlineData("""{ type = "Nose", note = 36 }""")]
    [InlineData("""{ note = 36, on = "press" }""")]
    [InlineData("""{ }""")]
    [InlineData("\"Note\"")]
    [InlineData("36")]
    [InlineData("[]")]
    [InlineData("""{ type = 3 }""")]
    [InlineData("""{ type = "Note", note = 36, on = "hit" }""")]
    [InlineData("""{ type = "Note", note = 36, velocity_min = 200 }""")]
    [InlineData("""{ type = "Note", note = 36, channel = 0 }""")]
    [InlineData("""{ type = "Note", note = 36, channel = "1" }""")]
    [InlineData("""{ Note = { note = 128 } }""")]
    [InlineData("""{ Note = { } }""")]
    [InlineData("""{ note = 128 }""")]
    [InlineData("""{ type = "LongPress", note = 256 }""")]
    [InlineData("""{ type = "LongPress", note = 36, hold_duration_ms = -5 }""")]
    [InlineData("""{ type = "NoteChord", notes = [36] }""")]
    [InlineData("""{ type = "NoteChord", notes = "36" }""")]
    [InlineData("""{ type = "CC", controller = 128 }""")]
    [InlineData("""{ type = "CC" }""")]
    [InlineData("""{ type = "EncoderTurn", direction = "Up" }""")]
    [InlineData("""{ type = "GamepadButton", button = 127 }""")]
    [InlineData("""{ type = "GamepadButton", button = "Nort" }""")]
    [InlineData("""{ type = "SysEx", pattern = "F0 GG F7" }""")]
    public void A_wrong_trigger_is_refused(string trigger)
    {
        Assert.False(Reading.Read(Reading.WithTrigger(trigger)).IsValid);
        AssertRefused(Reading.WithTrigger(trigger));
    }

    [Theory]
    [InlineData("""{ type = "Keystroke" }""")]
    [InlineData("""{ type = "Keystroke", keys = [] }""")]
    [InlineData("""{ type = "Keystroke", keys = 3 }""")]
    [InlineData("""{ type = "Keystroke", keys = "a", modifiers = ["hyper"] }""")]
    [InlineData("""{ type = "Keystroke", keys = "a", hold = "yes" }""")]
    [InlineData("""{ type = "Shel", command = "ls" }""")]
    [InlineData("""{ type = "Shell", command = 3 }""")]
    [InlineData("""{ Shell = 3 }""")]
    [InlineData("""{ Repeat = 3 }""")]
    [InlineData("\"Shell\"")]
    [InlineData("""{ type = "Delay", ms = 0 }""")]
    [InlineData("""{ Delay = 60001 }""")]
    [InlineData("""{ type = "Sequence", actions = [{ type = "Delay", ms = 0 }] }""")]
    [InlineData("""{ type = "Sequence", actions = { type = "Delay", ms = 1 } }""")]
    [InlineData("""{ type = "Repeat", count = 3, action = { type = "Delay", ms = 0 } }""")]
    [InlineData("""{ Repeat = { count = 3, action = { Delay = 0 } } }""")]
    [InlineData("""{ type = "Conditional", condition = { type = "TimeRange", start = "25:00", end = "06:00" }, then_action = { Shell = "ls" } }""")]
    [InlineData("""{ type = "Conditional", condition = "Allways", then_action = { Shell = "ls" } }""")]
    [InlineData("""{ type = "VolumeControl", operation = "Louder" }""")]
    [InlineData("""{ type = "SendMidi", port = "a", message_type = "CC", channel = 16 }""")]
    [InlineData("""{ type = "SendMidi", port = "a", note = 60, velocity_mapping = { type = "Fixed", velocity = 0 } }""")]
    [InlineData("""{ type = "SendMidi", port = "a", note = 60, velocity_mapping = { type = "Curve", curve_type = "SCurve" } }""")]
    [InlineData("""{ type = "SendMidi", port = "a", note = 60, velocity_mapping = "Linear" }""")]
    public void A_wrong_action_is_refused(string action)
    {
        Assert.False(Reading.Read(Reading.WithAction(action)).IsValid);
        AssertRefused(Reading.WithAction(action));
    }

    [Theory]
    [InlineData("[[modes]]\ncolor = \"green\"\n")]
    [InlineData("[[modes]]\nname = \"a\"\ncolor = \"grene\"\n")]
    [InlineData("[[modes]]\nname = \"a\"\ncolor = [1, 2]\n")]
    [InlineData("[modes]\nname = \"a\"\n")]
    [InlineData("[[devices]]\nname = \"a\"\n")]
    [InlineData("[[devices]]\nid = \"a\"\nnth = 0\n")]
    [InlineData("[device]\nauto_connect = \"yes\"\n")]
    [InlineData("[advanced_settings]\nchord_timeout_ms = 0\n")]
    [InlineData("[logging]\nlevel = \"loud\"\n")]
    [InlineData("[daemon]\nipc_socket = \"here\"\n")]
    [InlineData("include = 3\n")]
    [InlineData("[[global_mappings]]\naction = { Shell = \"ls\" }\n")]
    [InlineData("[[global_mappings]]\ntrigger = { Note = 36 }\n")]
    [InlineData("[[global_mappings]]\ntrigger = { Note = 36 }\naction = { Shell = \"ls\" }\nrepeat_ms = 9\n")]
    [InlineData("[[global_mappings]]\ntrigger = { Note = 36 }\naction = { Shell = \"ls\" }\nwhen_running = \"wait\"\n")]
    public void A_wrong_table_is_refused(string toml)
    {
        Assert.False(Reading.Read(toml).IsValid);
        AssertRefused(toml);
    }

    /// <summary>Where its neighbours decide what a value means, the reader is more forgiving than any list of keys.</summary>
    [Theory]
    [InlineData("""{ type = "CC", cc = 7, value = 500, value_min = 3 }""")]
    [InlineData("""{ type = "EncoderTurn", encoder = 130, direction = "Up", threshold = 0.5 }""")]
    [InlineData("""{ type = "Note", note = " c-1-C2 " }""")]
    [InlineData("""{ type = "Note", note = "A_N-Y" }""")]
    [InlineData("""{ type = "Note", note = "+36" }""")]
    [InlineData("""{ type = "Note", note = "E♭3" }""")]
    [InlineData("""{ type = "NoteChord", notes = [37, 128, "C2"] }""")]
    [InlineData("""{ type = "SysEx", pattern = "0xF0,7E ?? .. f7" }""")]
    [InlineData("\"ProgramChange\"")]
    [InlineData("""{ type = "GamepadButton", button = "d-pad-up" }""")]
    public void A_trigger_that_looks_wrong_and_is_not_is_accepted(string trigger)
    {
        Assert.True(Reading.Read(Reading.WithTrigger(trigger)).IsValid, Reading.Problems(Reading.WithTrigger(trigger)));
        AssertAccepted(Reading.WithTrigger(trigger));
    }

    [Theory]
    [InlineData("""{ type = "SendMidi", port = "a", message_type = { NoteOn = { note = 60, velocity = "FromTrigger" } } }""")]
    [InlineData("""{ type = "SendMidi", port = "a", note = 60, velocity = "from_trigger", velocity_mapping = "from-trigger" }""")]
    [InlineData("""{ type = "SendMidi", port = "a", message = { type = "CC", cc = 3 } }""")]
    [InlineData("""{ type = "CC", port = "a", cc = 3, cc_value = 4 }""")]
    [InlineData("""{ type = "Keystroke", keys = ["cmd", 3], modifiers = "Left-Shift" }""")]
    [InlineData("""{ type = "Conditional", conditions = [{ type = "Always", action = { Shell = "ls" } }, { condition = "Never", action = { Shell = "ls" } }] }""")]
    [InlineData("""{ type = "Conditional", condition = "ActiveApp", value = "Safari", then_action = { Shell = "ls" } }""")]
    [InlineData("""{ type = "Conditional", condition = { Not = { DayOfWeek = 3 } }, then = { Shell = "ls" } }""")]
    [InlineData("""{ type = "Conditional", condition = { TimeRange = { start = 22:30:00, end = "6:00" } }, then = { Shell = "ls" } }""")]
    [InlineData("""{ type = "ModeChange", relative = -1 }""")]
    [InlineData("""{ WasmPlugin = 3 }""")]
    [InlineData("""{ type = "Plugin", type_of = [1, { a = 2 }] }""")]
    [InlineData("""{ vol_ume-control = "volume-up" }""")]
    public void An_action_that_looks_wrong_and_is_not_is_accepted(string action)
    {
        Assert.True(Reading.Read(Reading.WithAction(action)).IsValid, Reading.Problems(Reading.WithAction(action)));
        AssertAccepted(Reading.WithAction(action));
    }

    private static JsonNode Definition(Kind kind) => JsonNode.Parse(Text)!["$defs"]![$"{kind.What}.{kind.Name}"]!;

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Every_kind_and_all_that_it_takes_is_explained(string name)
    {
        var kind = Kinds[name];
        var definition = Definition(kind);
        Assert.Equal(kind.Doc, (string?)definition["description"]);
        Assert.Contains(kind.Example, (string?)definition["x-taplo"]!["docs"]!["main"]);
        Assert.All(kind.Parameters, parameter => Assert.Contains(parameter.Doc, (string?)definition["properties"]![parameter.Name]!["description"]));
        Assert.Contains(kind.Name, JsonNode.Parse(Text)!["$defs"]![$"{kind.What}.keys"]!["properties"]!["type"]!["enum"]!.AsArray().Select(value => (string?)value));
    }

    [Fact]
    public void Every_key_of_every_table_is_explained()
    {
        foreach (var (path, value) in Objects(JsonNode.Parse(Text)!, ""))
        {
            if (value["properties"] is not JsonObject properties || path.Contains("/if", StringComparison.Ordinal) || path.Contains("/then", StringComparison.Ordinal) || path.Contains("/allOf", StringComparison.Ordinal)) continue;
            Assert.All(properties, property => Assert.True(IsExplained(property.Value!), $"{path}/properties/{property.Key}"));
        }
    }

    private static bool IsExplained(JsonNode property) =>
        (property["description"] is { } text && !string.IsNullOrWhiteSpace((string?)text)) || (property["anyOf"] is JsonArray several && several.All(one => IsExplained(one!)));

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var root = JsonNode.Parse(Text)!;
        var references = Objects(root, "").Select(pair => pair.Value["$ref"]).OfType<JsonValue>().Select(value => value.GetValue<string>()).ToHashSet();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(root["$defs"]![reference["#/$defs/".Length..]]));
        Assert.All(root["$defs"]!.AsObject(), definition => Assert.Contains($"#/$defs/{definition.Key}", references));
    }

    private static IEnumerable<(string Path, JsonObject Value)> Objects(JsonNode node, string path)
    {
        if (node is JsonObject value) yield return (path, value);
        var children = node is JsonObject table ? table.Select(pair => (pair.Key, pair.Value)) : node is JsonArray list ? list.Select((child, i) => ($"{i}", child)) : [];
        foreach (var (key, child) in children)
        {
            if (child is null) continue;
            foreach (var found in Objects(child, $"{path}/{key}")) yield return found;
        }
    }
}
