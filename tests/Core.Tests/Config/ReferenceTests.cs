using System.Text.RegularExpressions;
using Conductor.Core.Config;
using Conductor.TestKit;

namespace Conductor.Core.Tests.Config;

/// <summary>docs/config.md says what the lists of kinds say, and every piece of TOML in it is right. <c>scripts/docs.sh</c> writes it anew.</summary>
public partial class ReferenceTests
{
    private static readonly string Template = File.ReadAllText(PathOf("config.in.md"));

    private static readonly bool Records = Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";

    /// <summary>What there is to say of a right example, too.</summary>
    private static readonly string[] Harmless = ["not-built-yet", "empty-mode"];

    private static string PathOf(string name) => Path.Combine(RepositoryFiles.Root, "docs", name);

    public static TheoryData<string> Examples => [.. Block().Matches(Reference.Of(Template)).Select(match => match.Groups[1].Value).Distinct()];

    [GeneratedRegex("^```toml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [Fact]
    public void The_page_is_what_template_and_lists_say()
    {
        var text = Reference.Of(Template);
        if (Records) File.WriteAllText(PathOf("config.md"), text);
        Assert.True(File.ReadAllText(PathOf("config.md")) == text, "docs/config.md is not of today: run scripts/docs.sh and read git diff docs");
    }

    /// <summary>So that none is forgotten: a new kind needs its line in docs/config.in.md.</summary>
    [Fact]
    public void Everything_that_there_is_stands_in_the_template_once() =>
        Assert.All(Reference.Marks, mark => Assert.True(Template.Split($"\n<!-- {mark} -->\n").Length == 2, $"docs/config.in.md needs one line <!-- {mark} -->"));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_reads_without_a_fault(string toml)
    {
        var result = Reading.Read(Whole(toml));
        var faults = result.Problems.Where(problem => !Harmless.Contains(problem.Code)).ToList();
        Assert.True(faults.Count == 0, ProblemText.List(faults));
    }

    /// <summary>What a mapping or a mode has in it is shown without the rest; everything else is a file.</summary>
    private static string Whole(string toml)
    {
        bool Has(string key) => toml.Split('\n').Any(line => line.StartsWith($"{key} =", StringComparison.Ordinal));
        if (toml.StartsWith("[[", StringComparison.Ordinal) || !(Has("trigger") || Has("action") || Has("condition") || Has("velocity_mapping"))) return toml;
        var trigger = Has("trigger") ? "" : "trigger = { type = \"Note\", note = 36 }\n";
        var action = Has("action") ? "" : "action = { type = \"Shell\", command = \"date\" }\n";
        return $"[[modes]]\nname = \"Default\"\n\n[[modes.mappings]]\n{trigger}{action}{toml}";
    }

    [Fact]
    public void Every_link_to_a_section_finds_it()
    {
        var page = Reference.Of(Template);
        var anchors = Heading().Matches(page).Select(match => match.Groups[1].Value.ToLowerInvariant().Replace(' ', '-')).ToHashSet();
        var links = Link().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains(link, anchors));
    }

    [GeneratedRegex("^##+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#([^)]+)\)")]
    private static partial Regex Link();
}
