using System.Text;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.TestKit;
using CsCheck;

namespace Conductor.Core.Tests.Config;

/// <summary>What is right is read, and two spellings of one meaning are the same configuration.</summary>
public class GeneratedConfigTests
{
    private static PlanResult Read(string text) => PlanReader.Read("config.toml", Encoding.UTF8.GetBytes(text));

    /// <summary>Another number makes other files: <c>GENERATED_SEED=5000</c>.</summary>
    private static readonly int First = int.Parse(Environment.GetEnvironmentVariable("GENERATED_SEED") ?? "0");

    [Fact]
    public void A_configuration_reads_the_same_in_any_two_spellings() => CheckAll(2_000);

    [Fact]
    [Trait("tier", "slow")]
    public void A_configuration_reads_the_same_in_any_two_spellings_of_very_many() => CheckAll(20_000);

    private static void CheckAll(int count)
    {
        var failed = Parallel.For(First, First + count, (seed, state) =>
        {
            if (Failure(GeneratedConfig.Of(seed), seed, ~seed) is not null) state.Break();
        }).LowestBreakIteration;
        if (failed is { } number) Show((int)number);
    }

    /// <summary>CsCheck makes the same again, looks for the smallest that fails, and prints it.</summary>
    private static void Show(int seed) => Gen.Select(GeneratedConfig.Any, Gen.Const(seed)).Sample(
        (config, style) =>
        {
            if (Failure(config, style, ~style) is { } failure) Assert.Fail(failure);
        },
        seed: GeneratedConfig.SeedOf(seed), iter: 20_000, threads: 1, print: pair => pair.Item1.ToString());

    private static string? Failure(GeneratedConfig config, int one, int other)
    {
        var (first, second) = (config.Write(one), config.Write(other));
        return Fault(first) ?? Fault(second)
            ?? (ConfigDifference.Between(Read(first).Result.Config!, Read(second).Result.Config!) is { } difference ? $"{difference}\n---- in one spelling:\n{first}\n---- in another:\n{second}" : null);
    }

    private static string? Fault(string text)
    {
        try
        {
            ConfigExamination.Examine(Encoding.UTF8.GetBytes(text));
            var errors = Read(text).Result.Problems.Where(problem => problem.IsError).ToList();
            return errors.Count == 0 ? null : $"{ProblemText.List(errors)}\n----\n{text}";
        }
        catch (Exception e)
        {
            return $"{e}\n----\n{text}";
        }
    }

    [Fact]
    public void A_number_makes_the_same_text_each_time() => Assert.Equal(GeneratedConfig.Text(5), GeneratedConfig.Text(5));

    [Fact]
    public void What_print_config_writes_of_it_means_the_same()
    {
        for (var seed = First; seed < First + 500; seed++)
        {
            var text = GeneratedConfig.Text(seed);
            var config = PrintedConfig.Read("config.toml", Encoding.UTF8.GetBytes(text), out var result);
            Assert.True(config is not null, $"seed {seed}: {ProblemText.List(result.Problems)}\n----\n{text}");
            var printed = config.Text();
            var again = Read(printed).Result;
            Assert.True(again.IsValid, $"seed {seed}: {ProblemText.List(again.Problems)}\n----\n{text}\n----\n{printed}");
            var difference = ConfigDifference.Between(result.Config! with { LogLevel = result.Config.LogLevel ?? LogLevelName.Info }, again.Config! with { LogLevel = again.Config.LogLevel ?? LogLevelName.Info });
            Assert.True(difference is null, $"seed {seed}: {difference}\n----\n{text}\n----\n{printed}");
        }
    }

    [Fact]
    public void Formatted_it_means_the_same_and_stays_as_it_is() => FormatAll(300);

    [Fact]
    [Trait("tier", "slow")]
    public void Formatted_it_means_the_same_also_in_very_many() => FormatAll(10_000);

    private static void FormatAll(int count)
    {
        var failed = Parallel.For(First, First + count, (seed, state) =>
        {
            if (FormatFailure(GeneratedConfig.Text(seed)) is not null) state.Break();
        }).LowestBreakIteration;
        if (failed is { } number) Assert.Fail($"seed {number}: {FormatFailure(GeneratedConfig.Text((int)number))}");
    }

    private static string? FormatFailure(string text)
    {
        var formatted = Formatter.Format("config.toml", Encoding.UTF8.GetBytes(text));
        if (formatted.Refusal is not null || formatted.Content is null) return $"{formatted.Refusal}\n----\n{text}";
        if (formatted.Fault is { } fault) return $"{fault}\n----\n{text}";
        var (before, after) = (Read(text), PlanReader.Read("config.toml", formatted.Content));
        if (before.Result.Config is not { } was || after.Result.Config is not { } now) return $"not valid\n----\n{text}";
        if (ConfigDifference.Between(was, now) is { } difference) return $"{difference}\n----\n{text}";
        var again = Formatter.Format("config.toml", formatted.Content);
        return again.Content.AsSpan().SequenceEqual(formatted.Content) ? null : $"formatted again it is another\n----\n{text}";
    }

    /// <summary>Else the test above would be green for want of a spelling.</summary>
    [Fact]
    public void Every_older_word_of_the_lists_comes_up()
    {
        var said = Enumerable.Range(0, 1_000).SelectMany(seed => Read(GeneratedConfig.Text(seed)).Result.Problems).Where(problem => problem.Code == "older-spelling").Select(problem => Core.Names.Fold(problem.Message.Split(" is an older")[0]));
        var words = Registry.Kinds.SelectMany(kind => kind.Older.Select(older => (older, kind.Name)).Concat(kind.Parameters.SelectMany(OlderWords)))
            .Concat(TableCatalog.All.SelectMany(table => table.Parameters).SelectMany(OlderWords));
        Assert.Empty(words.Select(pair => Core.Names.Fold($"'{pair.Item1}'")).Except(said));
    }

    private static IEnumerable<(string, string)> OlderWords(Parameter parameter) =>
        parameter.Older.Select(older => (older, parameter.Name)).Concat(parameter is ChoiceParameter choice ? choice.OlderChoices.Select(older => (older.Word, choice.Words[older.Index][0])) : []);

    [Fact]
    public void Every_kind_comes_up()
    {
        var kinds = new HashSet<string>();
        foreach (var mapping in Enumerable.Range(0, 300).Select(seed => Read(GeneratedConfig.Text(seed)).Result.Config!).SelectMany(config => config.GlobalMappings.Concat(config.Modes.SelectMany(mode => mode.Mappings))))
        {
            kinds.Add($"trigger {mapping.Trigger.Kind}");
            if (mapping.Condition is { } condition) kinds.Add($"condition {condition.Kind}");
            AddAll(kinds, mapping.Action);
        }

        Assert.Empty(Registry.Kinds.Select(kind => $"{kind.What} {kind.Member}").Except(kinds));
    }

    private static void AddAll(HashSet<string> kinds, GestureAction action)
    {
        kinds.Add($"action {action.Kind}");
        foreach (var inner in action is ContainerAction container ? container.Children : []) AddAll(kinds, inner);
    }
}
