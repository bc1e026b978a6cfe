using System.Text.Json.Nodes;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>The report of both programs on this very machine, whatever it has.</summary>
public class DoctorTests : HostTest
{
    private static void ExpectReport(Home home, Run run, out JsonArray findings)
    {
        var report = JsonNode.Parse(run.Output)!.AsObject();
        Assert.Equal("", run.Errors);
        Assert.Equal(["version", "system", "arch", "findings"], report.Select(property => property.Key));
        Assert.StartsWith("Linux ", (string?)report["system"]);
        findings = report["findings"]!.AsArray();
        Assert.All(findings, finding => Assert.Matches("^(good|notice|bad)$", (string?)finding!["state"]));
        Assert.Equal(findings.Any(finding => (string?)finding!["state"] == "bad") ? 1 : 0, run.Code);
        Assert.DoesNotContain(home.At(), run.Output);
    }

    private static string StateOf(JsonArray findings, string id) => (string?)findings.SingleOrDefault(finding => (string?)finding!["id"] == id)?["state"] ?? "none";

    [Fact]
    public void Conductor_looks_without_a_daemon_or_a_configuration_and_leaves_nothing_behind()
    {
        var home = NewHome(config: null);
        ExpectReport(home, home.Conductor("--doctor", "--json"), out var findings);
        foreach (var id in new[] { "midi.library", "keys.permission", "session.kind", "system.clock", "system.sizes", "system.inotify" }) Assert.NotEqual("none", StateOf(findings, id));
        Assert.Equal(["good", "good", "notice"], [StateOf(findings, "system.clock"), StateOf(findings, "system.sizes"), StateOf(findings, "daemon")]);
        Assert.Empty(Directory.GetFileSystemEntries(home.At()));
    }

    [Fact]
    public void Conductor_looks_also_where_a_daemon_runs_and_ends_nothing()
    {
        var home = NewHome();
        var daemon = Start(home);
        ExpectReport(home, home.Conductor("--doctor", "--json"), out var findings);
        Assert.Equal(["good", "good", "good", "notice"], [StateOf(findings, "daemon"), StateOf(findings, "config"), StateOf(findings, "state"), StateOf(findings, "program.place")]);
        daemon.ExpectAlive();
    }

    [Fact]
    public void Conductorctl_tells_what_the_daemon_finds_with_the_daemon_s_environment()
    {
        var home = NewHome();
        home.WriteConfig(Config + "nonsense");
        var daemon = Start(home);
        ExpectReport(home, home.Ctl("doctor", "--json"), out var findings);
        Assert.Equal(["good", "notice", "bad", "none"], [StateOf(findings, "daemon"), StateOf(findings, "daemon.error"), StateOf(findings, "config"), StateOf(findings, "program.place")]);
        Assert.Equal(["notice", "none"], [StateOf(findings, "environment.conductor_socket"), StateOf(findings, "terminal.conductor_socket")]);
        Assert.Equal("success", (string?)daemon.Ask("doctor")["status"]);
    }

    [Fact]
    public void Text_has_a_mark_in_front_of_every_sentence()
    {
        var home = NewHome();
        foreach (var (locale, marks) in new[] { ("C.UTF-8", "[✓!✗] |  [→|] "), ("C", "(ok|!!|XX) |   (->|\\|) ") })
        {
            var start = home.Start(Repository.Conductor, "--doctor");
            start.Environment["LC_ALL"] = locale;
            var lines = Tool.Run(start).Output.TrimEnd('\n').Split('\n');
            Assert.StartsWith("Conductor 0.1.0, Linux ", lines[0]);
            Assert.All(lines[1..^1], line => Assert.Matches($"^({marks})", line));
            Assert.Matches("^(Nothing is wrong|[0-9]+ things? do)", lines[^1]);
        }
    }

    [Fact]
    public void JSON_without_doctor_is_wrong_usage()
    {
        var run = NewHome().Conductor("--json");
        Assert.Equal((2, "conductor: --json goes with --doctor"), (run.Code, run.Errors.Split('\n')[0]));
    }
}
