using System.Text;
using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Config;
using Conductor.Core.Triggers;
using Conductor.Ipc;
using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>What every kind of trigger and action promises, whichever it is: adding one to the enum tests it.</summary>
public class KindContractTests
{
    private static readonly Dictionary<string, Kind> Kinds = Registry.Kinds.ToDictionary(kind => kind.ToString());

    public static TheoryData<string> Names => [.. Kinds.Keys];

    private const int Line = 6, Column = 13;

    private static ConfigResult Read(Kind kind, string value) => ConfigReader.Read("config.toml", Encoding.UTF8.GetBytes(kind.InFile(value)));

    /// <summary>What there is to say besides that nothing acts on it, or on something in its example, yet.</summary>
    private static List<Problem> Problems(ConfigResult result) => [.. result.Problems.Where(problem => problem.Code != "not-built-yet")];

    private static Problem Single(ConfigResult result) => Assert.Single(Problems(result));

    private static string With(Kind kind, string key) => kind.Example.Replace($"{{ type = \"{kind.Name}\"", $"{{ {key} = 1, type = \"{kind.Name}\"");

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_example_reads_without_problems(string name)
    {
        var kind = Kinds[name];
        var result = Read(kind, kind.Example);
        Assert.Empty(Problems(result));
        var mapping = Assert.Single(result.Config!.Modes[0].Mappings);
        Assert.Equal(kind.Member, kind.What switch { "trigger" => mapping.Trigger.Kind.ToString(), "action" => mapping.Action.Kind.ToString(), _ => mapping.Condition!.Kind.ToString() });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_nothing_acts_on_yet_is_said_at_its_type_and_the_mapping_is_off_where_it_could_never_act(string name)
    {
        var kind = Kinds[name];
        var result = Read(kind, kind.Example);
        var mapping = Assert.Single(result.Config!.Modes[0].Mappings);
        var sentence = kind.NotBuilt is { } what ? $"{what}; the mapping is off" : kind.NotTold;
        var said = result.Problems.Where(problem => problem.Column == Column + 9 && problem.Message == sentence);
        Assert.Equal(sentence is null ? 0 : 1, said.Count());
        Assert.Equal(kind.NotBuilt is null && kind.Name != "Never", mapping.IsOn);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_example_reads_the_same_in_the_one_key_form(string name)
    {
        var kind = Kinds[name];
        var inside = kind.Example.Replace($"type = \"{kind.Name}\", ", "").Replace($" type = \"{kind.Name}\"", "");
        var (plain, oneKey) = (Read(kind, kind.Example), Read(kind, $"{{ {kind.Name} = {inside} }}"));
        Assert.Empty(Problems(oneKey));
        Assert.Equal(plain.Config!.Modes[0].Mappings[0], oneKey.Config!.Modes[0].Mappings[0]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_nobody_knows_is_warned_about_at_its_place(string name)
    {
        var kind = Kinds[name];
        if (kind.TakesAnything)
        {
            Assert.Empty(Problems(Read(kind, With(kind, "qqqqqq"))));
            return;
        }

        var problem = Single(Read(kind, With(kind, "qqqqqq")));
        Assert.Equal((Severity.Warning, "unknown-key", "Unknown key 'qqqqqq'"), (problem.Severity, problem.Code, problem.Message));
        Assert.Equal((Line, Column + 2, 6), (problem.Line, problem.Column, problem.Length));
        Assert.Equal($"modes[0].mappings[0].{kind.What}.qqqqqq", problem.Path);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistyped_key_is_warned_about_with_the_right_one(string name)
    {
        var kind = Kinds[name];
        if (kind.Parameters.Where(parameter => parameter.Instead is null).MaxBy(parameter => parameter.Name.Length)?.Name is not { } key) return;
        var problem = Single(Read(kind, With(kind, $"{key}q")));
        Assert.Equal(($"Unknown key '{key}q': did you mean '{key}'?", key), (problem.Message, problem.Suggestion));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_name_ignores_case_and_dashes(string name)
    {
        var kind = Kinds[name];
        foreach (var spelling in new[] { kind.Name.ToUpperInvariant(), kind.Name.ToLowerInvariant(), kind.Name.Insert(1, "_"), kind.Name.Insert(1, "-") })
        {
            Assert.Empty(Problems(Read(kind, kind.Example.Replace($"\"{kind.Name}\"", $"\"{spelling}\""))));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_older_names_work_with_a_warning(string name)
    {
        var kind = Kinds[name];
        foreach (var older in kind.Older)
        {
            var result = Read(kind, kind.Example.Replace($"\"{kind.Name}\"", $"\"{older}\""));
            var problem = Single(result);
            Assert.Equal((Severity.Warning, "older-spelling"), (problem.Severity, problem.Code));
            Assert.Matches($"^'{older}' is an older spelling(: write .*{kind.Name}.*| of '{kind.Name}')$", problem.Message);
            Assert.Single(result.Config!.Modes[0].Mappings);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Older_spellings_of_its_parameters_work_with_a_warning_at_the_key(string name)
    {
        var kind = Kinds[name];
        foreach (var parameter in kind.Parameters.Where(parameter => kind.Example.Contains($"{parameter.Name} =", StringComparison.Ordinal)))
        {
            foreach (var older in parameter.Older)
            {
                var value = kind.Example.Replace($"{parameter.Name} =", $"{older} =");
                var result = Read(kind, value);
                var problem = Single(result);
                Assert.Equal(("older-spelling", $"'{older}' is an older spelling of '{parameter.Name}'", parameter.Name), (problem.Code, problem.Message, problem.Suggestion));
                Assert.Equal((Line, Column + value.IndexOf($" {older} =", StringComparison.Ordinal) + 1, older.Length), (problem.Line, problem.Column, problem.Length));
                Assert.Equal(Read(kind, kind.Example).Config!.Modes[0].Mappings[0], result.Config!.Modes[0].Mappings[0]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_names_what_it_takes_and_what_it_is_for(string name)
    {
        var kind = Kinds[name];
        Assert.False(string.IsNullOrWhiteSpace(kind.Doc));
        foreach (var parameter in kind.Parameters)
        {
            Assert.False(string.IsNullOrWhiteSpace(parameter.Doc), parameter.Name);
            Assert.False(string.IsNullOrWhiteSpace(parameter.Takes), parameter.Name);
            Assert.Equal(parameter.Name.ToLowerInvariant(), parameter.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_section_in_the_reference(string name)
    {
        var kind = Kinds[name];
        var page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "config.md"));
        var part = page[page.IndexOf($"\n## {char.ToUpperInvariant(kind.What[0])}{kind.What[1..]}s\n", StringComparison.Ordinal)..];
        Assert.Contains($"\n### `{kind.Name}`\n", part);
        Assert.Contains($"```toml\n{kind.What} = {kind.Example}\n```", part);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_spelling_of_its_parameters_stands_twice(string name)
    {
        var spellings = Kinds[name].Parameters.SelectMany(parameter => parameter.Older.Append(parameter.Name)).Append("type").ToList();
        Assert.Equal(spellings.Count, spellings.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_its_required_parameters_each_is_named(string name)
    {
        var kind = Kinds[name];
        var result = Read(kind, $"{{ type = \"{kind.Name}\" }}");
        foreach (var parameter in kind.Parameters.Where(parameter => parameter.Required))
        {
            Assert.Contains(result.Problems, problem => problem.Code == "missing-key" && problem.Message.StartsWith($"Missing '{parameter.Name}' ({parameter.Takes})", StringComparison.Ordinal) && problem.Line == Line);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_plain_value_stands_for_its_main_parameter_or_the_right_form_is_shown(string name)
    {
        var kind = Kinds[name];
        var result = Read(kind, $"{{ {kind.Name} = true }}");
        if (kind.TakesAnything) return;
        var problem = Single(result);
        Assert.Equal("wrong-type", problem.Code);
        if (!kind.HasMain) Assert.Equal($"'{kind.Name}' takes a table, such as {kind.Example}", problem.Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_name_alone_says_all_where_it_needs_nothing(string name)
    {
        var kind = Kinds[name];
        var problems = Problems(Read(kind, $"\"{kind.Name}\""));
        if (kind.NeedsNothing) Assert.Empty(problems);
        else Assert.Equal($"'{kind.Name}' takes a table, such as {kind.Example}", Assert.Single(problems).Message);
    }

    [Fact]
    public void Names_are_unique_and_every_member_has_its_own()
    {
        foreach (var family in Kinds.Values.GroupBy(kind => kind.What))
        {
            var names = family.SelectMany(kind => kind.Older.Prepend(kind.Name)).Select(Core.Names.Fold).ToList();
            Assert.Equal(names.Count, names.Distinct().Count());
        }

        Assert.All(Registry.Triggers, kind => Assert.Equal(kind.ToString(), TriggerCatalog.Spec(kind).Name));
        Assert.All(Registry.Actions, kind => Assert.Equal(kind.ToString(), ActionCatalog.Spec(kind).Name));
        Assert.All(Registry.Conditions, kind => Assert.Equal(kind.ToString(), ConditionCatalog.Spec(kind).Name));
    }

    [Fact]
    public void The_catalogs_list_every_member_alphabetically()
    {
        Assert.Equal(Registry.Triggers.Count(), TriggerCatalog.All.Count());
        Assert.Equal(Registry.Actions.Count(), ActionCatalog.All.Count());
        Assert.Equal(Registry.Conditions.Count(), ConditionCatalog.All.Count());
        Assert.Equal(ConditionCatalog.All.Select(spec => spec.Name).Order(StringComparer.Ordinal), ConditionCatalog.All.Select(spec => spec.Name));
        Assert.Equal(TriggerCatalog.All.Select(spec => spec.Name).Order(StringComparer.Ordinal), TriggerCatalog.All.Select(spec => spec.Name));
        Assert.Equal(ActionCatalog.All.Select(spec => spec.Name).Order(StringComparer.Ordinal), ActionCatalog.All.Select(spec => spec.Name));
    }

    [Fact]
    public void Every_command_is_found_by_its_name()
    {
        foreach (var command in Registry.Commands)
        {
            Assert.True(CommandNames.TryFind(CommandNames.NameOf(command), out var found));
            Assert.Equal(command, found);
        }
    }

    [Fact]
    public void Every_key_has_one_canonical_name_that_reads_back()
    {
        var names = new HashSet<string>();
        foreach (var key in Enum.GetValues<Key>())
        {
            Assert.True(names.Add(KeyNames.Name(key)));
            Assert.True(KeyNames.TryParse(KeyNames.Name(key), out var read));
            Assert.Equal(key, read);
        }
    }

    /// <summary>config.md, "Keys".</summary>
    [Theory]
    [InlineData(Key.Plus, "plus +")]
    [InlineData(Key.Minus, "minus -")]
    [InlineData(Key.Equal, "equal =")]
    [InlineData(Key.Comma, "comma ,")]
    [InlineData(Key.Period, "period .")]
    [InlineData(Key.Slash, "slash /")]
    [InlineData(Key.Backslash, "backslash \\")]
    [InlineData(Key.Semicolon, "semicolon ;")]
    [InlineData(Key.Quote, "quote '")]
    [InlineData(Key.Grave, "grave `")]
    [InlineData(Key.LeftBracket, "leftbracket [ left_bracket")]
    [InlineData(Key.RightBracket, "rightbracket ]")]
    [InlineData(Key.Return, "return enter Enter RETURN")]
    [InlineData(Key.Escape, "escape esc")]
    [InlineData(Key.Delete, "delete del")]
    [InlineData(Key.Insert, "insert ins")]
    [InlineData(Key.PageUp, "pageup pgup Page-Up PAGE_UP")]
    [InlineData(Key.PageDown, "pagedown pgdn")]
    [InlineData(Key.Up, "up uparrow ArrowUp")]
    [InlineData(Key.Left, "left leftarrow ArrowLeft")]
    [InlineData(Key.F1, "f1 F1")]
    [InlineData(Key.F24, "f24 F24")]
    [InlineData(Key.CapsLock, "capslock caps")]
    [InlineData(Key.NumLock, "numlock numlk")]
    [InlineData(Key.ScrollLock, "scrolllock scrlk")]
    [InlineData(Key.PrintScreen, "printscreen prtsc")]
    [InlineData(Key.VolumeUp, "volumeup volup")]
    [InlineData(Key.VolumeDown, "volumedown voldown")]
    [InlineData(Key.PlayPause, "playpause play")]
    [InlineData(Key.NextTrack, "nexttrack next")]
    [InlineData(Key.PreviousTrack, "previoustrack previous prev")]
    [InlineData(Key.Cmd, "cmd command meta super win windows")]
    [InlineData(Key.Ctrl, "ctrl control")]
    [InlineData(Key.Alt, "alt option opt")]
    [InlineData(Key.Shift, "shift Left-Shift")]
    [InlineData(Key.Fn, "fn")]
    [InlineData(Key.Digit0, "0")]
    [InlineData(Key.Z, "z Z")]
    public void Keys_have_the_names_people_write(Key key, string names)
    {
        foreach (var name in names.Split(' '))
        {
            Assert.True(KeyNames.TryParse(name, out var read), name);
            Assert.Equal(key, read);
        }
    }
}
