using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Tests;

/// <summary>A mapping that can never fire is told with the one that always wins; one that still can, however rarely, is not.</summary>
public class ShadowTests
{
    private const string Action = "action = { Shell = 'x' }";

    private static string Mapping(string trigger, string more = "") => $"[[modes.mappings]]\ntrigger = {{ {trigger} }}\n{Action}\n{more}";

    private static IReadOnlyList<Problem> Never(string toml)
    {
        var read = PlanReader.Read("config.toml", Encoding.UTF8.GetBytes(toml));
        Assert.NotNull(read.Plan);
        return [.. read.Result.Problems.Where(problem => problem.Code == "never-fires")];
    }

    private static string OneMode(params string[] mappings) => "[[modes]]\nname = 'A'\n" + string.Concat(mappings);

    [Fact]
    public void The_sentence_names_the_mapping_that_wins()
    {
        var problem = Assert.Single(Never(OneMode(Mapping("Note = 36"), Mapping("type = 'Note', note = 36, velocity_min = 80"))));
        Assert.Equal((Severity.Warning, "This mapping can never fire: the one at line 3 always wins; narrow that one, or move this one above it"), (problem.Severity, problem.Message));
        Assert.Equal((7, 11, "mode 'A', mapping 2"), (problem.Line, problem.Column, problem.Context));
    }

    [Theory]
    [InlineData("Note = 36", "Note = 36")]
    [InlineData("Note = 'any'", "Note = 36")]
    [InlineData("Note = 'C2-B2'", "Note = 'D2-E2'")]
    [InlineData("type = 'Note', note = 36, velocity_min = 0", "type = 'Note', note = 36")]
    [InlineData("type = 'Note', note = 36", "type = 'Note', note = 36, velocity_min = 0")]
    [InlineData("type = 'Note', note = 36, velocity_min = 50", "type = 'VelocityRange', note = 36, level = 'Hard'")]
    [InlineData("type = 'VelocityRange', note = 36", "Note = 36")]
    [InlineData("type = 'Note', note = 36, on = 'tap'", "type = 'Note', note = 36, on = 'tap', channel = 3")]
    [InlineData("type = 'LongPress', note = 36, duration_ms = 500", "type = 'LongPress', note = 36, duration_ms = 500")]
    [InlineData("LongPress = 36", "type = 'LongPress', note = 36, duration_ms = 2000")]
    [InlineData("type = 'NoteChord', notes = [36, 40]", "type = 'NoteChord', notes = [40, 36], timeout_ms = 20")]
    [InlineData("CC = 7", "type = 'CC', cc = 7, on = 'enter', value_min = 64")]
    [InlineData("type = 'CC', cc = 7, on = 'increase'", "type = 'CC', cc = 7, on = 'increase', value_min = 64")]
    [InlineData("type = 'CC', cc = 7, on = 'enter', value_min = 64", "type = 'CC', cc = 7, on = 'enter', value_min = 64, channel = 1")]
    public void The_second_never_fires(string first, string second) => Assert.Single(Never(OneMode(Mapping(first), Mapping(second))));

    [Theory]
    [InlineData("Note = 36", "Note = 37")]
    [InlineData("type = 'Note', note = 36, channel = 1", "Note = 36")]
    [InlineData("type = 'Note', note = 36, velocity_min = 80", "Note = 36")]
    [InlineData("Note = 36", "Note = 'C2-B2'")]
    [InlineData("type = 'Note', note = 36, on = 'release'", "type = 'Note', note = 36")]
    [InlineData("type = 'LongPress', note = 36, duration_ms = 500", "type = 'LongPress', note = 36, duration_ms = 501")]
    [InlineData("type = 'NoteChord', notes = [36, 40], timeout_ms = 20", "type = 'NoteChord', notes = [40, 36]")]
    [InlineData("type = 'NoteChord', notes = [36, 40]", "type = 'NoteChord', notes = [36, 40, 43]")]
    [InlineData("type = 'CC', cc = 7, on = 'enter'", "CC = 7")]
    [InlineData("type = 'CC', cc = 7, on = 'enter', value_min = 10", "type = 'CC', cc = 7, on = 'enter', value_min = 64")]
    [InlineData("type = 'CC', cc = 7, on = 'increase'", "type = 'CC', cc = 7, on = 'decrease'")]
    public void Both_fire(string first, string second) => Assert.Empty(Never(OneMode(Mapping(first), Mapping(second))));

    [Theory]
    [InlineData("enabled = false\n")]
    [InlineData("condition = 'Never'\n")]
    [InlineData("condition = { DayOfWeek = ['Mon'] }\n")]
    public void What_is_off_or_conditional_wins_over_nothing(string beside) => Assert.Empty(Never(OneMode(Mapping("Note = 36", beside), Mapping("Note = 36"))));

    [Fact]
    public void Two_halves_leave_the_whole_alone() =>
        Assert.Empty(Never(OneMode(Mapping("type = 'Note', note = 36, velocity_max = 60"), Mapping("type = 'Note', note = 36, velocity_min = 61"), Mapping("Note = 36"))));

    [Fact]
    public void Modes_do_not_shadow_each_other() => Assert.Empty(Never(OneMode(Mapping("Note = 36")) + "[[modes]]\nname = 'B'\n" + Mapping("Note = 36")));

    [Fact]
    public void A_global_mapping_never_fires_where_every_mode_has_its_own()
    {
        const string Global = "[[global_mappings]]\ntrigger = { Note = 36 }\n" + Action;
        Assert.Empty(Never(OneMode(Mapping("Note = 36")) + "[[modes]]\nname = 'B'\n" + Mapping("Note = 37") + Global));
        Assert.Single(Never(OneMode(Mapping("Note = 36")) + "[[modes]]\nname = 'B'\n" + Mapping("Note = 36") + Global));
    }

    [Fact]
    public void Of_several_ranges_each_is_looked_at_by_itself()
    {
        var problems = Never(OneMode(Mapping("Note = 36"), Mapping("type = 'VelocityRange', note = 36, ranges = [{ max = 50 }, { min = 51 }]")));
        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void Very_many_equal_mappings_are_told_in_no_time()
    {
        var toml = OneMode([.. Enumerable.Range(0, 20_000).Select(_ => Mapping("Note = 'any'"))]);
        Assert.NotEmpty(Never(toml));
    }
}
