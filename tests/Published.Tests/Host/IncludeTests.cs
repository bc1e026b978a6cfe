using System.Text.Json.Nodes;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>A configuration of several files: every way in which one of them changes.</summary>
public class IncludeTests : HostTest
{
    /// <summary>The default file, which includes these; its own three mappings beside.</summary>
    private Home NewHomeIncluding(params string[] names) => NewHome($"include = [{string.Join(", ", names.Select(name => $"'{name}'"))}]\n{Config}");

    private static string PathOf(Home home, string name) => Path.Combine(home.ConfigDirectory, name);

    private static void Write(Home home, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(home, name))!);
        File.WriteAllText(PathOf(home, name), text);
    }

    /// <summary>Global mappings, one for each note.</summary>
    private static string Notes(params int[] notes) => string.Concat(notes.Select(note => Another.Replace("41", $"{note}", StringComparison.Ordinal)));

    private static void UntilMappings(Daemon daemon, int count) =>
        Until.True(() => (int)daemon.Status()["mappings"]! == count, $"{count} mappings", () => daemon.Log);

    private static string Codes(JsonNode refused) =>
        string.Join(' ', refused["error"]!["details"]!["problems"]!.AsArray().Select(problem => $"{Path.GetFileName((string)problem!["file"]!)}:{problem["code"]}"));

    [Fact]
    public void An_included_file_is_taken_however_it_is_saved()
    {
        var home = NewHomeIncluding("parts/a.toml");
        Write(home, "parts/a.toml", Notes(41));
        var daemon = Start(home);
        UntilMappings(daemon, 4);
        Write(home, "parts/a.toml", Notes(41, 42));
        UntilMappings(daemon, 5);
        Write(home, "parts/a.toml~", Notes(41, 42, 43));
        File.Move(PathOf(home, "parts/a.toml~"), PathOf(home, "parts/a.toml"), overwrite: true);
        UntilMappings(daemon, 6);
        File.Delete(PathOf(home, "parts/a.toml"));
        Write(home, "parts/a.toml", Notes(41));
        UntilMappings(daemon, 4);
        Assert.DoesNotContain("failed", daemon.Log);
        Assert.Equal(home.ConfigFile, (string?)daemon.Status()["config_path"]);
        Assert.Equal(PathOf(home, "parts/a.toml"), (string?)daemon.Inject("note-on 41 100")["actions"]![0]!["file"]);
    }

    [Fact]
    public void A_link_to_an_included_file_or_its_directory_that_is_swapped_is_taken()
    {
        var home = NewHomeIncluding("current/a.toml", "link.toml");
        Write(home, "one/a.toml", Notes(41));
        Write(home, "two/a.toml", Notes(41, 42));
        File.CreateSymbolicLink(PathOf(home, "link.toml"), "one/b.toml");
        Write(home, "one/b.toml", "");
        Write(home, "two/b.toml", Notes(43, 44, 45));
        Directory.CreateSymbolicLink(PathOf(home, "current"), "one");
        var daemon = Start(home);
        UntilMappings(daemon, 4);
        Tool.Get("ln", "-sfnT", "two", PathOf(home, "current"));
        UntilMappings(daemon, 5);
        Tool.Get("ln", "-s", "two/b.toml", PathOf(home, "new"));
        File.Move(PathOf(home, "new"), PathOf(home, "link.toml"), overwrite: true);
        UntilMappings(daemon, 8);
    }

    [Fact]
    public void A_missing_one_is_waited_for()
    {
        var home = NewHomeIncluding("parts/a.toml");
        var daemon = Start(home);
        Assert.Equal(("Degraded", 0), ((string)daemon.Status()["state"]!, (int)daemon.Status()["mappings"]!));
        daemon.UntilLogged($"'{PathOf(home, "parts/a.toml")}' can't be read: there is no such file");
        var refused = daemon.Ask("reload");
        Assert.Equal((2002, "config.toml:missing-include"), ((int)refused["error"]!["code"]!, Codes(refused)));
        Write(home, "parts/a.toml", Notes(41));
        UntilMappings(daemon, 4);
        Assert.Equal("Running", (string?)daemon.Status()["state"]);
    }

    [Fact]
    public void A_deleted_one_leaves_the_plan_with_a_warning_and_a_reload_is_refused()
    {
        var home = NewHomeIncluding("a.toml");
        Write(home, "a.toml", Notes(41));
        var daemon = Start(home);
        File.Delete(PathOf(home, "a.toml"));
        daemon.UntilLogged($"The configuration {PathOf(home, "a.toml")} was deleted; the last one stays in force");
        Assert.Equal(4, (int)daemon.Status()["mappings"]!);
        Assert.Equal("config.toml:missing-include", Codes(daemon.Ask("reload")));
        Assert.Equal(4, (int)daemon.Status()["mappings"]!);
        Write(home, "a.toml", Notes(41, 42));
        UntilMappings(daemon, 5);
        Assert.Null(daemon.Status()["last_error"]);
    }

    [Fact]
    public void One_that_is_still_being_written_is_waited_for()
    {
        var home = NewHomeIncluding("a.toml");
        Write(home, "a.toml", Notes(41));
        var daemon = Start(home);
        using (var file = new FileStream(PathOf(home, "a.toml"), FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write("[[global_map"u8);
            file.Flush();
            daemon.UntilLogged("Config file changed");
            file.Position = 0;
            file.Write(System.Text.Encoding.UTF8.GetBytes(Notes(41, 42)));
        }

        daemon.UntilReloaded(1);
        Assert.Equal(5, (int)daemon.Status()["mappings"]!);
        Assert.DoesNotContain("failed", daemon.Log);
    }

    [Fact]
    public void Files_in_a_circle_and_nine_deep_are_refused_and_what_ran_goes_on()
    {
        var home = NewHomeIncluding("a.toml");
        Write(home, "a.toml", Notes(41));
        var daemon = Start(home);
        Write(home, "b.toml", "include = 'a.toml'\n");
        Write(home, "a.toml", "include = './b.toml'\n");
        daemon.UntilLogged($"'{PathOf(home, "a.toml")}' includes itself by way of '{PathOf(home, "./b.toml")}'");
        Assert.Equal("b.toml:cyclic-include", Codes(daemon.Ask("reload")));
        for (var i = 1; i < 9; i++) Write(home, $"{i}.toml", $"include = '{i + 1}.toml'\n");
        Write(home, "9.toml", Notes(42, 43));
        Write(home, "a.toml", "include = '2.toml'\n");   // the eighth, and so the last, is 8.toml
        Until.True(() => Codes(daemon.Ask("reload")) == "8.toml:include-too-deep", "too deep", () => daemon.Log);
        Assert.Equal(4, (int)daemon.Status()["mappings"]!);
        Write(home, "a.toml", "include = '3.toml'\n");
        UntilMappings(daemon, 5);
        Assert.Empty(daemon.Inject("note-on 41 100")["actions"]!.AsArray());
        Assert.Single(daemon.Inject("note-on 42 100")["actions"]!.AsArray());
    }

    [Fact]
    public void Modes_are_joined_a_file_named_twice_is_read_once_and_settings_are_warned_about()
    {
        var home = NewHomeIncluding("a.toml", "a.toml", "../conductor/a.toml");
        Write(home, "a.toml", "[logging]\nlevel = 'off'\n[[modes]]\nname = 'Default'\n[[modes.mappings]]\ntrigger = { Note = 60 }\naction = { ModeChange = 'Own' }\n[[modes]]\nname = 'Own'\n[[modes.mappings]]\ntrigger = { Note = 61 }\naction = { ModeChange = 0 }\n");
        var daemon = Start(home);
        var status = daemon.Status();
        Assert.Equal(5, (int)status["mappings"]!);
        Assert.Equal("[\"Default\",\"Edit\",\"Own\"]", status["modes"]!.ToJsonString());
        daemon.UntilLogged("[logging] counts only in the main file");
        daemon.Inject("note-on 60 100");
        daemon.UntilMode("Own");
        daemon.Inject("note-on 61 100");
        daemon.UntilMode("Default");
    }

    [Fact]
    public void After_a_kill_the_last_good_one_comes_back_with_what_it_included()
    {
        var home = NewHomeIncluding("a.toml");
        Write(home, "a.toml", Notes(41, 42));
        var first = Start(home);
        var kept = Path.Combine(home.ConfigDirectory, "last-good.toml");
        Until.True(() => File.Exists(kept), "the last good one", () => first.Log);
        first.Send(Signal.Kill);
        first.WaitForEnd();
        Write(home, "a.toml", Notes(43) + "trigger = {\n");
        var daemon = Start(home);
        Assert.Equal(("Degraded", 5), ((string)daemon.Status()["state"]!, (int)daemon.Status()["mappings"]!));
        Assert.Single(daemon.Inject("note-on 42 100")["actions"]!.AsArray());
        Assert.StartsWith(PathOf(home, "a.toml") + ":", (string?)daemon.Status()["last_error"]);
        Write(home, "a.toml", Notes(43));
        UntilMappings(daemon, 4);
        Assert.Equal("Running", (string?)daemon.Status()["state"]);
    }

    [Fact]
    public void A_check_shows_each_problem_in_its_own_file()
    {
        var home = NewHomeIncluding("parts/a.toml");
        Write(home, "parts/a.toml", "\n" + Notes(200));
        foreach (var run in new[] { home.Ctl("validate", ".config/conductor/config.toml"), home.Ctl("validate"), home.Conductor("--check") })
        {
            Assert.Equal(1, run.Code);
            Assert.Contains("/parts/a.toml:3:35\n", run.Errors);
            Assert.Contains("Error in global mapping 1:\n", run.Errors);
        }

        Assert.Contains("--> .config/conductor/parts/a.toml:3:35\n", home.Ctl("validate", ".config/conductor/config.toml").Errors);
        var daemon = Start(home);
        Assert.Contains($"--> {PathOf(home, "parts/a.toml")}:3:35\n", home.Ctl("validate").Errors);
        var reload = home.Ctl("reload");
        Assert.Equal(1, reload.Code);
        Assert.Contains($"--> {PathOf(home, "parts/a.toml")}:3:35\n", reload.Errors);
        Write(home, "parts/a.toml", Notes(41));
        UntilMappings(daemon, 4);
        Assert.Contains("with 4 total mappings", home.Ctl("validate").Output);
    }
}
