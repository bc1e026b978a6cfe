using System.Text;
using Conductor.Core.Config;
using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>What every parameter of every kind promises: its range, its words, its default, its place in a sentence. A new one is tested by being declared.</summary>
public class ParameterContractTests
{
    private static readonly Dictionary<string, Kind> Kinds = Registry.Kinds.ToDictionary(kind => kind.ToString());

    /// <summary>Where the example says something that stands in the way of one of the other parameters.</summary>
    private static readonly Dictionary<string, string> Bases = new()
    {
        ["trigger VelocityRange"] = """{ type = "VelocityRange", note = 36 }""",
        ["action Conditional.conditions"] = Joined,
        ["action Conditional.operator"] = Joined,
    };

    private const string Joined = """{ type = "Conditional", conditions = [{ ModeIs = "Default" }, { DayOfWeek = "Mon" }], then_action = { Shell = "ls" } }""";

    /// <summary>What must be said with a parameter, so that its whole range can be.</summary>
    private static readonly Dictionary<string, string> Company = new()
    {
        ["velocity_max"] = "velocity_min = 0", ["pressure_max"] = "pressure_min = 0", ["value_max"] = "value_min = 0",
        ["soft_max"] = "medium_max = 127", ["medium_max"] = "soft_max = 0", ["x"] = "y = 1", ["y"] = "x = 1",
    };

    /// <summary>Numbers beyond the range that mean something else in older files.</summary>
    private static readonly Dictionary<string, long> FirstBeyond = new() { ["trigger EncoderTurn.cc"] = 134 };

    private const int Line = 6, Column = 13;

    public static TheoryData<string> Numbers => NamesOf(parameter => parameter is IntParameter);

    public static TheoryData<string> Choices => NamesOf(parameter => parameter is ChoiceParameter);

    public static TheoryData<string> WithDefault => NamesOf(parameter => parameter.DefaultText is not null && parameter is not ChoiceParameter { IsLater: true });

    public static TheoryData<string> All => NamesOf(_ => true);

    private static TheoryData<string> NamesOf(Func<Parameter, bool> isOne) =>
        [.. Kinds.SelectMany(kind => kind.Value.Parameters.Where(parameter => parameter.Instead is null && isOne(parameter)).Select(parameter => $"{kind.Key}.{parameter.Name}"))];

    private static (Kind Kind, Parameter Parameter) Of(string name)
    {
        var kind = Kinds[name[..name.IndexOf('.')]];
        return (kind, kind.Parameters.Single(parameter => parameter.Name == name[(name.IndexOf('.') + 1)..]));
    }

    private static string Base(Kind kind, Parameter parameter) => Bases.GetValueOrDefault($"{kind}.{parameter.Name}") ?? Bases.GetValueOrDefault(kind.ToString()) ?? kind.Example;

    /// <summary>The example's entries as they are written, but for the key's.</summary>
    private static IEnumerable<string> Entries(string table, string key)
    {
        var document = TomlReader.Read("example.toml", $"it = {table}");
        var it = document[ConfigDocument.Root].FirstChild;
        for (var entry = document[it].FirstChild; entry != ConfigDocument.None; entry = document[entry].Next)
        {
            var node = document[entry];
            if (node.Key != key) yield return document.Text[node.KeyStart..(node.Start + node.Length)];
        }
    }

    private static string Without(string table, string key) => $"{{ {string.Join(", ", Entries(table, key))} }}";

    /// <summary>The example with the key set, at its end.</summary>
    private static string With(string table, string key, string value) => $"{{ {string.Join(", ", Entries(table, key).Append($"{key} = {value}"))} }}";

    private static string Set(Kind kind, Parameter parameter, string value)
    {
        var table = Base(kind, parameter);
        if (Company.TryGetValue(parameter.Name, out var company) && company.Split(" = ") is [var key, var other] && kind.Parameters.Any(one => one.Name == key)) table = With(table, key, other);
        return With(table, parameter.Name, value);
    }

    private static ConfigResult Read(Kind kind, string value) => ConfigReader.Read("config.toml", Encoding.UTF8.GetBytes(kind.InFile(value)));

    private static List<Problem> Problems(ConfigResult result) => [.. result.Problems.Where(problem => problem.Code != "not-built-yet")];

    private static void AssertAccepted(Kind kind, string value)
    {
        var problems = Problems(Read(kind, value));
        Assert.True(problems.Count == 0, $"{value}\n{ProblemText.List(problems)}");
    }

    /// <summary>One error, at the value, which stands at the table's end.</summary>
    private static Problem Refusal(Kind kind, string table, string value)
    {
        var problem = Assert.Single(Problems(Read(kind, table)));
        Assert.True(problem.IsError);
        Assert.Equal((Line, Column + table.EnumerateRunes().Count() - value.Length - 2, value.Length), (problem.Line, problem.Column, problem.Length));
        return problem;
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_taken_from_one_end_of_its_range_to_the_other_and_not_beyond(string name)
    {
        var (kind, parameter) = Of(name);
        var number = (IntParameter)parameter;
        AssertAccepted(kind, Set(kind, number, $"{number.Min}"));
        AssertAccepted(kind, Set(kind, number, $"{number.Max}"));
        foreach (var beyond in new[] { number.Min - 1, FirstBeyond.GetValueOrDefault(name, number.Max + 1L), long.MinValue, long.MaxValue })
        {
            var problem = Refusal(kind, Set(kind, number, $"{beyond}"), $"{beyond}");
            Assert.Equal(($"{number.Name.Replace('_', '-')}-out-of-range", $"Invalid {number.Called ?? number.Name}: {beyond} (must be {number.Takes})"), (problem.Code, problem.Message));
        }
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Every_word_of_a_choice_is_taken_and_another_is_refused_with_the_list(string name)
    {
        var (kind, parameter) = Of(name);
        var choice = (ChoiceParameter)parameter;
        foreach (var word in choice.Words.SelectMany(words => words).Where(word => !(kind.Name == "SendMidi" && word == "SysEx")))   // which needs data
        {
            AssertAccepted(kind, Set(kind, choice, $"\"{word}\""));
            AssertAccepted(kind, Set(kind, choice, $"\"{word.ToUpperInvariant()}_\""));
        }

        foreach (var (index, word) in choice.OlderChoices)
        {
            var problem = Assert.Single(Problems(Read(kind, Set(kind, choice, $"\"{word}\""))));
            Assert.Equal((false, $"'{word}' is an older spelling of '{choice.Words[index][0]}'"), (problem.IsError, problem.Message));
        }

        var refusal = Refusal(kind, Set(kind, choice, "\"qqqqqqqq\""), "\"qqqqqqqq\"");
        Assert.Equal($"'{choice.Name}' can't be 'qqqqqqqq' (must be {choice.Takes})", refusal.Message);
    }

    [Theory]
    [MemberData(nameof(WithDefault))]
    public void Its_default_written_down_changes_nothing(string name)
    {
        var (kind, parameter) = Of(name);
        var table = Base(kind, parameter);
        if (parameter.DefaultNeeds.Any(key => !table.Contains($" {key} =", StringComparison.Ordinal))) return;
        var (without, with) = (Without(table, parameter.Name), With(table, parameter.Name, parameter.DefaultText!));
        AssertAccepted(kind, with);
        Assert.Equal(Read(kind, without).Config!.Modes[0].Mappings[0], Read(kind, with).Config!.Modes[0].Mappings[0]);
    }

    /// <summary>A date is what no parameter takes.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void A_value_of_another_type_is_refused_with_what_it_takes(string name)
    {
        var (kind, parameter) = Of(name);
        const string Date = "2020-02-02";
        var problem = Refusal(kind, Set(kind, parameter, Date), Date);
        Assert.True(problem.Code is "wrong-type" or "not-a-time" or "threshold-out-of-range", problem.Code);
        Assert.True(problem.Message.Contains("must be", StringComparison.Ordinal) || problem.Message.Contains("write", StringComparison.Ordinal), problem.Message);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_page_says_its_range_and_its_default(string name)
    {
        var (_, parameter) = Of(name);
        var row = $"| `{parameter.Name}` | {parameter.Takes} | {(parameter.Required ? "*required*" : parameter.DefaultText is { } text ? $"`{text}`" : "")} | {parameter.Doc}";
        Assert.Contains(row, Page.Value, StringComparison.Ordinal);
    }

    private static readonly Lazy<string> Page = new(() => File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "config.md")));
}
