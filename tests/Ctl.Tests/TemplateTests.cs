using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Platform;

namespace Conductor.Ctl.Tests;

/// <summary>What <c>init</c> writes is a configuration that this version takes.</summary>
public class TemplateTests
{
    public static TheoryData<string> Names => [.. Templates.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_reads_without_a_problem_but_what_is_not_built_yet(string name)
    {
        var result = PlanReader.Read(name + ".toml", Templates.Read(name), CurrentPlatform.Create().CanPress).Result;
        Assert.Empty(result.Problems.Where(problem => problem.Code != "not-built-yet").Select(problem => $"{problem.Line}: {problem.Message}"));
        Assert.NotNull(result.Config);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_is_formatted(string name)
    {
        var formatted = Formatter.Format(name + ".toml", Templates.Read(name));
        Assert.Null(formatted.Refusal);
        Assert.Null(formatted.Fault);
        Assert.Equal(Encoding.UTF8.GetString(Templates.Read(name)), Encoding.UTF8.GetString(formatted.Content!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_says_what_it_is_for_and_how_to_find_the_numbers(string name)
    {
        var lines = Encoding.UTF8.GetString(Templates.Read(name)).Split('\n');
        Assert.Matches("^# [A-Z]", lines[0]);
        Assert.Contains(lines, line => line.StartsWith('#') && line.Contains("conductorctl monitor"));
        Assert.InRange(lines.Length, 60, 150);
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public void Every_template_that_is_built_in_has_its_name_in_the_list()
    {
        var files = typeof(Templates).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".toml", StringComparison.Ordinal));
        Assert.Equal(files.Order(), Templates.Names.Select(name => name + ".toml").Order());
    }

    [Fact]
    public void The_starter_presses_no_key_and_runs_no_command()
    {
        var config = ConfigReader.Read("starter.toml", Templates.Read(Templates.Starter)).Config!;
        var mappings = config.Modes.SelectMany(mode => mode.Mappings).Concat(config.GlobalMappings);
        Assert.All(mappings, mapping => Assert.Equal(Core.Actions.ActionKind.ModeChange, mapping.Action.Kind));
    }
}
