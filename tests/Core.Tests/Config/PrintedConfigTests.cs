using System.Text;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary><c>print-config</c>: what is in force, with the place it came from.</summary>
public class PrintedConfigTests
{
    [Theory]
    [MemberData(nameof(CorpusTests.Names), MemberType = typeof(CorpusTests))]
    public void What_is_printed_means_the_same(string name)
    {
        var path = CorpusTests.PathOf(name, ".toml");
        var printed = PrintedConfig.Read(path, File.ReadAllBytes(path), out var result, source: new Folder());
        Assert.Equal(result.IsValid, printed is not null);
        if (printed is null) return;
        var again = Reading.Read(printed.Text());
        Assert.True(again.IsValid, ProblemText.List(again.Problems));
        SameConfig.Check(result.Config!, again.Config!);
        Assert.DoesNotContain(Said(again).Except(Said(result)), said => !said.StartsWith("not-built-yet", StringComparison.Ordinal));   // by today's name of the key
    }

    private static IEnumerable<string> Said(ConfigResult result) => result.Problems.Select(problem => $"{problem.Code}: {problem.Message}");

    [Fact]
    public void Several_files_are_one()
    {
        var files = new Files
        {
            ["config.toml"] = """
                include = ["more/pads.toml"]
                [advanced_settings]
                hold_threshold_ms = 800
                unknown = 1
                [app_profiles."Visual Studio Code"]
                mode = "Edit"
                [device]
                name = "Keys"
                [[modes]]
                name = "Default"
                [[modes.mappings]]
                note = 36
                velocity = { range = [1, 40] }
                description = "play"
                action = { MidiCC = { port = "Synth", cc = 7 } }
                """,
            ["more/pads.toml"] = """
                [[modes]]
                name = "Edit"
                [[modes]]
                name = "Default"
                color = [0, 0, 255]
                [[modes.mappings]]
                trigger = { LongPress = { note = "C2", min_duration_ms = 500 } }
                condition = { And = ["Always", { Not = { ModeIs = "Edit" } }] }
                actions = [{ Keystroke = "ctrl+C" }, { type = "Plugin", plugin = "x", params = { a = [1, 2] } }]
                [device]
                id = "pads"
                name = "Pads"
                """,
        };
        Assert.Equal("""
            # Everything in force, from
            #   config.toml
            #   more/pads.toml

            [device]
            id = "device"                   # default
            name = "Keys"                   # config.toml:8
            nth = 1                         # default
            enabled = true                  # default
            auto_connect = true             # default
            auto_reconnect = true           # default
            input_mode = "midi"             # default

            [[devices]]
            id = "pads"                     # pads.toml:11
            name = "Pads"                   # pads.toml:12
            nth = 1                         # default
            enabled = true                  # default
            auto_connect = true             # default
            auto_reconnect = true           # default
            input_mode = "midi"             # default

            [advanced_settings]
            chord_timeout_ms = 50           # default
            double_tap_timeout_ms = 300     # default
            hold_threshold_ms = 800         # config.toml:3
            hot_reload_debounce_ms = 500    # default

            [logging]
            level = "info"                  # default

            [app_profiles."Visual Studio Code"]
            mode = "Edit"                   # config.toml:6

            [[modes]]
            name = "Default"                # config.toml:10
            color = [0, 0, 255]             # pads.toml:5

            [[modes.mappings]]
            description = "play"            # config.toml:14
            enabled = true                  # default

            [modes.mappings.trigger]
            type = "Note"                   # config.toml:12
            note = 36                       # config.toml:12
            velocity_min = 1                # config.toml:12
            velocity_max = 40               # config.toml:12
            on = "press"                    # default

            [modes.mappings.action]
            type = "MidiCC"                 # config.toml:15
            port = "Synth"                  # config.toml:15
            create = false                  # default
            message_type = "CC"             # config.toml:15
            channel = 0                     # default
            controller = 7                  # config.toml:15

            [[modes.mappings]]
            enabled = true                  # default

            [modes.mappings.trigger]
            type = "LongPress"              # pads.toml:7
            note = "C2"                     # pads.toml:7
            duration_ms = 500               # pads.toml:7

            [modes.mappings.condition]
            type = "And"                    # pads.toml:8

            [[modes.mappings.condition.conditions]]
            type = "Always"                 # pads.toml:8

            [[modes.mappings.condition.conditions]]
            type = "Not"                    # pads.toml:8

            [modes.mappings.condition.conditions.condition]
            type = "ModeIs"                 # pads.toml:8
            mode = "Edit"                   # pads.toml:8

            [[modes.mappings.actions]]
            type = "Keystroke"              # pads.toml:9
            keys = "ctrl+c"                 # pads.toml:9
            modifiers = []                  # default
            hold = false                    # default

            [[modes.mappings.actions]]
            type = "Plugin"                 # pads.toml:9
            plugin = "x"                    # pads.toml:9

            [modes.mappings.actions.params]
            a = [1, 2]                      # pads.toml:9

            [[modes]]
            name = "Edit"                   # pads.toml:2

            """, files.Print());
        SameConfig.Check(files.Config(), Reading.Read(files.Print()).Config!);
    }

    [Theory]
    [InlineData("""{ VelocityRange = { soft_action = { Shell = "a" } } }""", "type = \"VelocityRange\"")]
    [InlineData("""{ VelocityRange = { soft_action = { Shell = "a" }, soft_max = 20 } }""", "type = \"VelocityRange\"; soft_max = 20; medium_max = 80 (default)")]
    [InlineData("""{ Conditional = { condition = "Always", then = { Shell = "a" } } }""", "type = \"Conditional\"")]
    [InlineData("""{ Conditional = { conditions = ["Always"], then = { Shell = "a" } } }""", "type = \"Conditional\"")]
    [InlineData("""{ Conditional = { conditions = [{ Always = {}, action = { Shell = "a" } }] } }""", "type = \"Conditional\"")]
    [InlineData("""{ SendMidi = { port = "P", message = { type = "CC", cc = 7 } } }""", "type = \"SendMidi\"; port = \"P\"")]
    [InlineData("""{ SendMidi = { port = "P", note = 1 } }""", "type = \"SendMidi\"; port = \"P\"; create = false (default); channel = 0 (default); note = 1")]
    public void A_default_is_shown_only_where_it_is_in_force(string action, string expected) => Assert.Equal(expected, Values(Reading.WithAction(action), "[global_mappings.action]"));

    [Theory]
    [InlineData("""{ EncoderTurn = { encoder = 129, direction = "CW" } }""", "type = \"GamepadAnalogStick\"; axis = 129; direction = \"Clockwise\"; threshold = 64 (default)")]
    [InlineData("""{ type = "EncoderTurn", encoder = 129 }""", "type = \"GamepadAnalogStick\"; axis = 129; direction = \"both\" (default); threshold = 64 (default)")]
    [InlineData("""{ GamepadButton = { button = 130, hold_ms = 9 } }""", "type = \"GamepadButtonHold\"; button = 130; duration_ms = 9")]
    [InlineData("""{ PadPressed = { pad = 1, device = "nobody" } }""", "type = \"Note\"; note = 1; velocity_min = 1 (default); velocity_max = 127 (default); on = \"press\" (default)")]
    [InlineData("""{ type = "midi-cc", cc_number = 1, value = 5, on = "ENTER" }""", "type = \"CC\"; cc = 1; value_min = 5; value_max = 5; on = \"enter\"; throttle_ms = 0 (default)")]
    public void Triggers_bear_the_names_of_today(string trigger, string expected) => Assert.Equal(expected, Values(Reading.WithTrigger(trigger), "[global_mappings.trigger]"));

    [Fact]
    public void A_value_stays_on_its_line_and_hides_nothing()
    {
        var toml = "[[modes]]\nname = \"\"\"a\nb\"\"\"\ndescription = 'x\u202ey'\non_enter = { Launch = { app = 'C:\\x', args = [ # two\n 'one',\n \"tw\\u0007o\",\n] } }\n";
        Assert.Equal("name = \"a\\nb\"; description = \"x\\u202Ey\"", Values(toml, "[[modes]]"));
        Assert.Equal("type = \"Launch\"; app = 'C:\\x'; args = ['one', \"tw\\u0007o\"]; activate = true (default)", Values(toml, "[modes.on_enter]"));
    }

    [Fact]
    public void Files_of_one_name_are_told_apart()
    {
        var files = new Files { ["a/config.toml"] = "include = [\"../b/config.toml\"]\n[logging]\nlevel = \"off\"\n", ["a/../b/config.toml"] = "[[modes]]\nname = \"M\"\n" };
        Assert.Contains("level = \"off\"                   # a/config.toml:3\n", files.Print());
        Assert.Contains("name = \"M\"                      # a/../b/config.toml:2\n", files.Print());
    }

    [Fact]
    public void Comments_stand_below_each_other_by_the_cells_of_a_terminal_and_far_ones_move_no_other()
    {
        var printed = Print("[[modes]]\nname = \"鍵盤\"\ndescription = \"a description of about fifty letters, ok\"\n[[modes]]\nname = \"b\"\ndescription = \"a description that is so long that it would move every comment far to the right\"\n");
        Assert.Contains("name = \"鍵盤\"                                             # config.toml:2\ndescription = \"a description of about fifty letters, ok\"  # config.toml:3\n", printed);
        Assert.Contains("name = \"b\"                      # config.toml:5\ndescription = \"a description that is so long that it would move every comment far to the right\"  # config.toml:6\n", printed);
    }

    [Fact]
    public void Programs_get_every_value_with_its_place()
    {
        var toml = "[advanced_settings]\nvolume = { a = [1, 0.5, inf, true], at = 2025-01-01 }\n[[global_mappings]]\ntrigger = { SysEx = \"F0 .. F7\" }\naction = { Shell = \"ü\" }\n";
        var json = Encoding.UTF8.GetString(PrintedConfig.Read("c.toml", Encoding.UTF8.GetBytes(toml), out _)!.Json());
        Assert.StartsWith("""{"files":["c.toml"],"values":[{"path":"advanced_settings.chord_timeout_ms","value":50,"default":true},""", json);
        Assert.Contains("""{"path":"advanced_settings.volume.a","value":[1,0.5,"Infinity",true],"file":"c.toml","line":2,"default":false},{"path":"advanced_settings.volume.at","value":"2025-01-01",""", json);
        Assert.Contains("""{"path":"global_mappings[0].trigger.pattern","value":"F0 .. F7","file":"c.toml","line":4,"default":false}""", json);
        Assert.EndsWith("""{"path":"global_mappings[0].action.command","value":"ü","file":"c.toml","line":5,"default":false}]}""", json);
    }

    [Fact]
    public void A_file_with_an_error_is_not_printed()
    {
        Assert.Null(PrintedConfig.Read("config.toml", "[[modes]]\n"u8, out var result));
        Assert.Equal(1, result.Errors);
    }

    private static string Print(string toml) => new Files { ["config.toml"] = toml }.Print();

    /// <summary>A table's values in one line, without places.</summary>
    private static string Values(string toml, string header)
    {
        var text = Print(toml);
        var start = text.IndexOf($"\n{header}\n", StringComparison.Ordinal) + header.Length + 2;
        var lines = text[start..].Split('\n').TakeWhile(line => line.Length > 0);
        return string.Join("; ", lines.Select(line => line[..line.LastIndexOf('#')].TrimEnd() + (line.EndsWith("# default", StringComparison.Ordinal) ? " (default)" : "")));
    }

    /// <summary>By name; the first is the main one.</summary>
    private sealed class Files : Dictionary<string, string>, IConfigSource
    {
        public IncludedFile Read(string path) => TryGetValue(path, out var text) ? new IncludedFile(Encoding.UTF8.GetBytes(text), null) : new IncludedFile(null, "no such file");

        public string Print()
        {
            var printed = PrintedConfig.Read(Keys.First(), Encoding.UTF8.GetBytes(Values.First()), out var result, source: this);
            Assert.True(printed is not null, ProblemText.List(result.Problems));
            return printed.Text();
        }

        public Core.Config.Config Config() => ConfigReader.Read(Keys.First(), Encoding.UTF8.GetBytes(Values.First()), source: this).Config!;
    }

    private sealed class Folder : IConfigSource
    {
        public IncludedFile Read(string path) => File.Exists(path) ? new IncludedFile(File.ReadAllBytes(path), null) : new IncludedFile(null, "no such file");
    }
}
