using System.Text.Json;

namespace Conductor.Daemon.Tests;

/// <summary>A file on disk that includes others, and a daemon that watches them all.</summary>
public sealed class IncludeTests
{
    private const string Settings = "[advanced_settings]\nhot_reload_debounce_ms = 50\n";

    private static string Including(string include, string more = "") => $"include = [{include}]\n{Settings}{more}";

    private static string Mode(string name) => $$"""
        [[modes]]
        name = "{{name}}"
        [[modes.mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "a" }

        """;

    private static RunningDaemon Prepared(params (string Name, string Text)[] files)
    {
        var daemon = new RunningDaemon();
        foreach (var (name, text) in files) File.WriteAllText(daemon.Directory[name], text);
        return daemon;
    }

    private static int CodeOf(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();

    private static JsonElement DetailsOf(JsonElement answer) => answer.GetProperty("error").GetProperty("details");

    private static int Mappings(RunningDaemon daemon) => daemon.Status().GetProperty("mappings").GetInt32();

    [Fact]
    public void An_included_file_that_is_saved_is_taken()
    {
        using var daemon = Prepared(("config.toml", Including("\"a.toml\"")), ("a.toml", Mode("One"))).Start();
        Assert.Equal("One", daemon.Mode);
        Assert.Equal(daemon.ConfigPath, daemon.Status().GetProperty("config_path").GetString());
        foreach (var name in new[] { "Two", "Three" })
        {
            File.WriteAllText(daemon.Directory["a.toml~"], Mode(name));
            File.Move(daemon.Directory["a.toml~"], daemon.Directory["a.toml"], overwrite: true);
            Until.Equal(name, () => daemon.Mode);
        }
    }

    [Fact]
    public void A_file_that_is_included_from_now_on_is_watched_from_now_on()
    {
        using var daemon = Prepared(("config.toml", Including("", Mode("One"))), ("a.toml", Mode("A"))).Start();
        daemon.Write(Including("\"a.toml\""));
        Until.Equal("A", () => daemon.Mode);
        File.WriteAllText(daemon.Directory["a.toml"], "include = \"b.toml\"\n");
        File.WriteAllText(daemon.Directory["b.toml"], Mode("B"));
        Until.Equal("B", () => daemon.Mode);
        File.WriteAllText(daemon.Directory["b.toml"], Mode("C"));
        Until.Equal("C", () => daemon.Mode);
    }

    [Fact]
    public void A_link_on_the_way_to_an_included_file_that_is_swapped_is_taken()
    {
        using var daemon = Prepared(("config.toml", Including("\"current/a.toml\"")));
        foreach (var name in new[] { "One", "Two" })
        {
            Directory.CreateDirectory(daemon.Directory[name]);
            File.WriteAllText(daemon.Directory[$"{name}/a.toml"], Mode(name));
        }

        Directory.CreateSymbolicLink(daemon.Directory["current"], "One");
        daemon.Start();
        Assert.Equal("One", daemon.Mode);
        Directory.CreateSymbolicLink(daemon.Directory["next"], "Two");
        daemon.Platform.Files.Rename(daemon.Directory["next"], daemon.Directory["current"]);
        Until.Equal("Two", () => daemon.Mode);
    }

    [Fact]
    public void A_missing_one_is_an_error_until_it_appears()
    {
        using var daemon = Prepared(("config.toml", Including("\"parts/a.toml\"", Mode("One")))).Start();
        Assert.Equal("Degraded", daemon.StateWord);
        Assert.EndsWith($"config.toml:1:12: '{daemon.Directory["parts/a.toml"]}' can't be read: there is no such file", daemon.Status().GetProperty("last_error").GetString());
        Directory.CreateDirectory(daemon.Directory["parts"]);
        File.WriteAllText(daemon.Directory["parts/a.toml"], Mode("Two"));
        Until.Equal("Running", () => daemon.StateWord);
        Assert.Equal(2, Mappings(daemon));
    }

    [Fact]
    public void One_that_appears_after_a_refused_reload_is_taken()
    {
        using var daemon = Prepared(("config.toml", Including("", Mode("One")))).Start();
        daemon.Write(Including("\"a.toml\""));
        Until.Equal(1, () => daemon.Failures);
        Assert.Equal("One", daemon.Mode);
        File.WriteAllText(daemon.Directory["a.toml"], Mode("Two"));
        Until.Equal("Two", () => daemon.Mode);
        Assert.Equal(JsonValueKind.Null, daemon.Status().GetProperty("last_error").ValueKind);
    }

    [Fact]
    public void A_deleted_one_keeps_the_plan_with_a_warning_and_a_reload_is_refused()
    {
        using var daemon = Prepared(("config.toml", Including("\"a.toml\"")), ("a.toml", Mode("One"))).Start();
        File.Delete(daemon.Directory["a.toml"]);
        daemon.WaitForLog($"The configuration {daemon.Directory["a.toml"]} was deleted; the last one stays in force");
        Assert.Equal(("One", 0L), (daemon.Mode, daemon.Failures));
        var refused = daemon.Ask("reload");
        Assert.Equal(2002, CodeOf(refused));
        var problem = Assert.Single(DetailsOf(refused).GetProperty("problems").EnumerateArray());
        Assert.Equal(("missing-include", daemon.ConfigPath), (problem.GetProperty("code").GetString(), problem.GetProperty("file").GetString()));
        Assert.Equal("One", daemon.Mode);
        File.WriteAllText(daemon.Directory["a.toml"], Mode("One"));
        Until.True(() => daemon.Status().GetProperty("last_error").ValueKind == JsonValueKind.Null, "no error any more");
    }

    [Fact]
    public void A_refusal_names_the_included_file_and_the_answer_the_main_one()
    {
        using var daemon = Prepared(("config.toml", Including("\"a.toml\"")), ("a.toml", Mode("One"))).Start();
        File.WriteAllText(daemon.Directory["a.toml"], Mode("Two") + "nonsense\n");
        Until.Equal(1, () => daemon.Failures);
        Assert.Equal("One", daemon.Mode);
        Assert.StartsWith(daemon.Directory["a.toml"] + ":6:", daemon.Status().GetProperty("last_error").GetString());
        daemon.WaitForLog($"--> {daemon.Directory["a.toml"]}:6:");
        var refused = daemon.Ask("reload");
        Assert.Equal(2003, CodeOf(refused));
        Assert.StartsWith($"Config reload failed: TOML parse error: Error at line 6 of {daemon.Directory["a.toml"]}: ", refused.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(daemon.ConfigPath, DetailsOf(refused).GetProperty("config_path").GetString());
        Assert.Equal(daemon.Directory["a.toml"], Assert.Single(DetailsOf(refused).GetProperty("problems").EnumerateArray()).GetProperty("file").GetString());
        var check = daemon.Ask("validate");
        Assert.Equal((false, daemon.ConfigPath), (check.GetProperty("valid").GetBoolean(), check.GetProperty("config_path").GetString()));
    }

    [Fact]
    public void Answers_count_the_mappings_of_all_files()
    {
        using var daemon = Prepared(("config.toml", Including("\"a.toml\"", Mode("One"))), ("a.toml", Mode("One") + Mode("Two"))).Start();
        foreach (var command in new[] { "status", "reload", "validate" })
        {
            var answer = daemon.Ask(command);
            Assert.Equal(3, answer.GetProperty("mappings").GetInt32());
            Assert.Equal(["One", "Two"], answer.GetProperty("modes").EnumerateArray().Select(mode => mode.GetString()));
        }
    }

    [Fact]
    public void An_action_tells_the_file_its_mapping_is_in()
    {
        using var daemon = Prepared(("config.toml", Including("\"a.toml\"")), ("a.toml", Mode("One"))).Start();
        var ran = Assert.Single(daemon.Ask("inject", new { message = "note-on 36 100" }).GetProperty("actions").EnumerateArray());
        Assert.Equal((daemon.Directory["a.toml"], 3), (ran.GetProperty("file").GetString(), ran.GetProperty("line").GetInt32()));
    }

    [Fact]
    public void What_is_emptied_is_taken_by_itself_where_mappings_are_left_in_another_file()
    {
        using var daemon = Prepared(("config.toml", Including("\"a.toml\", \"b.toml\"")), ("a.toml", Mode("One")), ("b.toml", Mode("Two"))).Start();
        File.WriteAllText(daemon.Directory["a.toml"], "");
        Until.Equal("Two", () => daemon.Mode);
        File.WriteAllText(daemon.Directory["b.toml"], "");
        daemon.WaitForLog("`conductorctl reload` takes it");
        Assert.Equal("Two", daemon.Mode);
        Assert.Equal("success", daemon.Ask("reload").GetProperty("status").GetString());
        Assert.Equal(0, Mappings(daemon));
    }

    [Fact]
    public void The_last_good_one_is_what_all_files_said_when_it_was_taken()
    {
        using var directory = new TestDirectory();
        Directory.CreateDirectory(directory["parts"]);
        File.WriteAllText(directory["parts/a.toml"], "include = [\"../b.toml\"]\n" + Mode("A"));
        File.WriteAllText(directory["b.toml"], "");   // also one that says nothing
        using (var first = new RunningDaemon(directory).Write(Including("\"parts/a.toml\"", Mode("One"))).Start())
        {
            File.WriteAllText(directory["b.toml"], Mode("B") + "# last word");
            Until.Equal(3, () => Mappings(first));
            Until.True(() => File.ReadAllText(directory["conductor/last-good.toml"]).EndsWith("# last word", StringComparison.Ordinal), "the last good one");
        }

        File.WriteAllText(directory["b.toml"], Mode("Broken") + "nonsense");
        File.Delete(directory["parts/a.toml"]);
        using var second = new RunningDaemon(directory).Start();
        Assert.Equal(("One", "Degraded", 3), (second.Mode, second.StateWord, Mappings(second)));
        Assert.Equal(["One", "A", "B"], second.Status().GetProperty("modes").EnumerateArray().Select(mode => mode.GetString()));
        File.WriteAllText(directory["parts/a.toml"], Mode("New"));
        Until.Equal("Running", () => second.StateWord);
        Assert.Equal(2, Mappings(second));
    }

    [Fact]
    public void The_last_good_one_of_a_file_that_includes_none_is_that_file_under_its_path()
    {
        using var daemon = Prepared(("config.toml", Including("", Mode("One")))).Start();
        Until.True(() => File.Exists(daemon.Directory["conductor/last-good.toml"]), "the last good one");
        Assert.Equal($"# {daemon.ConfigPath}\n{Including("", Mode("One"))}", File.ReadAllText(daemon.Directory["conductor/last-good.toml"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_last_good_one_that_lacks_an_included_file_is_not_used(int left)
    {
        using var directory = new TestDirectory();
        File.WriteAllText(directory["a.toml"], Mode("A"));
        var kept = directory["conductor/last-good.toml"];
        using (new RunningDaemon(directory).Write(Including("\"a.toml\"", Mode("One"))).Start()) Until.True(() => File.Exists(kept), "the last good one");
        var bytes = File.ReadAllBytes(kept);
        File.WriteAllBytes(kept, bytes[..(Array.IndexOf(bytes, (byte)0) + left)]);
        File.WriteAllText(directory["config.toml"], "nonsense");
        using var daemon = new RunningDaemon(directory).Start();
        Assert.Equal(("Degraded", 0), (daemon.StateWord, Mappings(daemon)));
    }

    [Fact]
    public void A_change_of_an_included_file_while_the_daemon_starts_is_not_missed()
    {
        using var daemon = Prepared(("config.toml", Including("\"a.toml\"")), ("a.toml", Mode("One"))).Make();
        File.WriteAllText(daemon.Directory["a.toml"], Mode("Two"));
        daemon.Start();
        Until.Equal("Two", () => daemon.Mode);
    }
}
