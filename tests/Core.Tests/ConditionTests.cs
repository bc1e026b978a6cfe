using System.Text;
using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Config;
using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>How conditions are judged (config.md, "Conditions").</summary>
public class ConditionTests
{
    private static readonly FakeSurroundings Told = new()
    {
        MinuteOfDay = (13 * 60) + 30,
        Day = DayOfWeek.Sunday,
        Running = ["Firefox"],
        Frontmost = "OBS",
        Pressed = [Key.Shift],
    };

    private static Condition Read(string toml) =>
        ConfigReader.Read("config.toml", Encoding.UTF8.GetBytes($$"""
            [[modes]]
            name = "Default"
            [[modes]]
            name = "Edit"
            [[modes.mappings]]
            trigger = { Note = 1 }
            action = { Shell = "ls" }
            condition = {{toml}}
            """)).Config!.Modes[1].Mappings[0].Condition!;

    private static bool IsMet(string toml, FakeSurroundings surroundings, int velocity = 100) => Read(toml).IsMet(new Situation(surroundings, "Edit", velocity));

    [Theory]
    [InlineData("\"Always\"", true)]
    [InlineData("\"Never\"", false)]
    [InlineData("{ And = [] }", true)]
    [InlineData("{ Or = [] }", false)]
    [InlineData("{ And = [\"Always\", \"Always\"] }", true)]
    [InlineData("{ And = [\"Always\", \"Never\"] }", false)]
    [InlineData("{ Or = [\"Never\", \"Always\"] }", true)]
    [InlineData("{ Or = [\"Never\", \"Never\"] }", false)]
    [InlineData("{ Not = \"Never\" }", true)]
    [InlineData("{ Not = \"Always\" }", false)]
    [InlineData("{ ModeIs = \"Edit\" }", true)]
    [InlineData("{ ModeIs = 0 }", false)]
    [InlineData("{ DayOfWeek = [\"Sun\"] }", true)]
    [InlineData("{ DayOfWeek = [7] }", true)]
    [InlineData("{ DayOfWeek = [1, 2, 3, 4, 5, 6] }", false)]
    [InlineData("{ DayOfWeek = [] }", false)]
    [InlineData("{ AppRunning = \"Firefox\" }", true)]
    [InlineData("{ AppRunning = \"Gimp\" }", false)]
    [InlineData("{ AppNotRunning = \"Gimp\" }", true)]
    [InlineData("{ AppNotRunning = \"Firefox\" }", false)]
    [InlineData("{ AppFrontmost = \"OBS\" }", true)]
    [InlineData("{ AppFrontmost = \"Firefox\" }", false)]
    [InlineData("{ ModifierPressed = \"shift\" }", true)]
    [InlineData("{ ModifierPressed = \"ctrl\" }", false)]
    public void Each_kind_says_what_is_so(string toml, bool expected) => Assert.Equal(expected, IsMet(toml, Told));

    [Theory]
    [InlineData("22:00", "06:30", "22:00", true)]
    [InlineData("22:00", "06:30", "06:30", true)]
    [InlineData("22:00", "06:30", "06:31", false)]
    [InlineData("22:00", "06:30", "21:59", false)]
    [InlineData("22:00", "06:30", "00:00", true)]
    [InlineData("09:00", "17:00", "09:00", true)]
    [InlineData("09:00", "17:00", "17:00", true)]
    [InlineData("09:00", "17:00", "17:01", false)]
    [InlineData("09:00", "17:00", "08:59", false)]
    [InlineData("12:00", "12:00", "12:00", true)]
    [InlineData("12:00", "12:00", "12:01", false)]
    [InlineData("00:00", "23:59", "23:59", true)]
    public void A_time_range_includes_both_its_minutes_and_may_cross_midnight(string start, string end, string now, bool expected)
    {
        var surroundings = new FakeSurroundings { MinuteOfDay = (int)TimeSpan.Parse(now).TotalMinutes };
        Assert.Equal(expected, IsMet($$"""{ TimeRange = { start = "{{start}}", end = "{{end}}" } }""", surroundings));
    }

    [Theory]
    [InlineData("Soft", 40, true)]
    [InlineData("Soft", 41, false)]
    [InlineData("Medium", 41, true)]
    [InlineData("Medium", 80, true)]
    [InlineData("Hard", 80, false)]
    [InlineData("Hard", 81, true)]
    [InlineData("Soft", -1, false)]
    public void A_velocity_level_is_that_of_the_press_and_none_where_there_is_no_press(string level, int velocity, bool expected) =>
        Assert.Equal(expected, IsMet($$"""{ VelocityLevel = "{{level}}" }""", Told, velocity));

    /// <summary>"What the desktop hides counts as false, also under Not."</summary>
    [Theory]
    [InlineData("{ AppRunning = \"OBS\" }", false)]
    [InlineData("{ AppNotRunning = \"OBS\" }", false)]
    [InlineData("{ AppFrontmost = \"OBS\" }", false)]
    [InlineData("{ ModifierPressed = \"shift\" }", false)]
    [InlineData("{ Not = { AppRunning = \"OBS\" } }", false)]
    [InlineData("{ Not = { Not = { AppRunning = \"OBS\" } } }", false)]
    [InlineData("{ Not = { And = [\"Always\", { AppRunning = \"OBS\" }] } }", false)]
    [InlineData("{ Not = { And = [{ AppRunning = \"OBS\" }, \"Never\"] } }", true)]
    [InlineData("{ Not = { Or = [{ AppRunning = \"OBS\" }, \"Never\"] } }", false)]
    [InlineData("{ Or = [{ AppRunning = \"OBS\" }, \"Always\"] }", true)]
    [InlineData("{ Or = [{ Not = { AppRunning = \"OBS\" } }, { AppRunning = \"OBS\" }] }", false)]
    public void What_is_hidden_is_neither_true_nor_its_opposite(string toml, bool expected) => Assert.Equal(expected, IsMet(toml, new FakeSurroundings()));

    [Fact]
    public void A_mapping_whose_condition_nothing_answers_yet_stays_on()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 1 }, condition = { AppRunning = "OBS" }, action = { Keystroke = "a" } }]""");
        Assert.True(rig.Engine.Plan.Mappings[0].Source.IsOn);
    }

    [Theory]
    [InlineData("condition = { ModeIs = \"Edit\" }, ", false)]
    [InlineData("condition = \"Always\", ", true)]
    [InlineData("", true)]
    public void Only_a_mapping_without_a_condition_of_its_own_shadows_a_later_one(string condition, bool shadows)
    {
        var toml = $$"""
            modes = [{ name = "Edit" }]
            global_mappings = [{ trigger = { Note = 1 }, {{condition}}action = { Shell = "a" } }, { trigger = { Note = 1 }, action = { Shell = "b" } }]
            """;
        Assert.Equal(shadows, Mapping.PlanReader.Read("config.toml", Encoding.UTF8.GetBytes(toml)).Result.Problems.Any(problem => problem.Code == "never-fires"));
    }

    [Fact]
    public void A_mapping_with_the_same_condition_as_an_earlier_one_can_never_fire()
    {
        const string Toml = """
            modes = [{ name = "Edit" }]
            global_mappings = [{ trigger = { Note = 1 }, condition = { ModeIs = "Edit" }, action = { Shell = "a" } }, { trigger = { Note = 1 }, condition = { ModeIs = 0 }, action = { Shell = "b" } }]
            """;
        Assert.Contains(Mapping.PlanReader.Read("config.toml", Encoding.UTF8.GetBytes(Toml)).Result.Problems, problem => problem.Code == "never-fires");
    }

    [Fact]
    public void A_conditional_is_judged_when_it_runs()
    {
        var rig = new EngineRig("""
            modes = [{ name = "One" }, { name = "Two" }]
            [[global_mappings]]
            trigger = { Note = 1 }
            actions = [
                { ModeChange = "next" },
                { Conditional = { condition = { ModeIs = "Two" }, then_action = { Shell = "two" }, else_action = { Shell = "one" } } },
            ]
            """);
        rig.Play(0, "note-on 1 1").Play(1, "note-on 1 1");
        Assert.Equal(["0 ModeChange Two", "0 Shell two", "1 ModeChange One", "1 Shell one"], rig.TakeRan());
    }

    [Fact]
    public void A_conditional_after_a_delay_is_judged_after_it()
    {
        var surroundings = new FakeSurroundings { MinuteOfDay = 600 };
        var rig = new EngineRig("""
            [[global_mappings]]
            trigger = { Note = 1 }
            actions = [{ Delay = 100 }, { Conditional = { condition = { TimeRange = { start = "11:00", end = "12:00" } }, then_action = { Shell = "late" } } }]
            """);
        rig.Engine.Surroundings = surroundings;
        rig.Play(0, "note-on 1 1");
        surroundings.MinuteOfDay = 660;
        rig.Wait(100);
        Assert.Equal(["0 Delay 100", "100 Shell late"], rig.TakeRan());
    }

    [Fact]
    public void The_first_case_that_is_true_runs_and_none_is_nothing()
    {
        var rig = new EngineRig("""
            [[global_mappings]]
            trigger = { Note = 1 }
            action = { Conditional = { conditions = [{ VelocityLevel = { level = "Hard" }, action = { Shell = "hard" } }, { type = "Not", condition = { VelocityLevel = "Soft" }, action = { Shell = "not soft" } }] } }
            """);
        rig.Play(0, "note-on 1 100").Play(1, "note-on 1 60").Play(2, "note-on 1 10");
        Assert.Equal(["0 Shell hard", "1 Shell not soft"], rig.TakeRan());
    }
}
