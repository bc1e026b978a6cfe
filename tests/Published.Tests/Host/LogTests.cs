using System.Text.RegularExpressions;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>The log, and a stderr that does not take it: that costs lines, never a wait.</summary>
public class LogTests : HostTest
{
    [Fact]
    public void A_saved_file_is_told_in_four_lines()
    {
        var home = NewHome();
        var daemon = Start(home);
        home.WriteConfig(Config + Another);
        daemon.UntilLogged("Config reloaded successfully");
        Assert.Matches(
            """
            \[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] Config file changed
            \[.{19}\] Waiting 50ms for debounce\.\.\.
            \[.{19}\] Reloading config\.\.\.
            \[.{19}\] Config reloaded successfully in [1-9]\d*ms

            """, daemon.Log);
    }

    [Fact]
    public void Debug_tells_requests_answers_and_messages()
    {
        var home = NewHome();
        var daemon = Keep(Daemon.StartBy(home, "DEBUG=1 exec \"$@\""));
        daemon.Inject("note-on 36 100");
        daemon.UntilLogged("note-on 36 100");
        Assert.Matches("(?m)^\\[.{19}\\] IPC request inject ", daemon.Log);
    }

    [Fact]
    public void The_level_follows_a_reload_and_the_command_line_wins()
    {
        var home = NewHome();
        var daemon = Start(home);
        home.WriteConfig(Config + "[logging]\nlevel = 'debug'\n");
        home.Ctl("reload");
        daemon.ExpectAlive();
        daemon.UntilLogged("IPC request ping");

        var strict = NewHome(Config + "[logging]\nlevel = 'debug'\n");
        var quiet = Start(strict, "--log-level", "error");
        quiet.ExpectAlive();
        quiet.Stop();
        Assert.Equal("", quiet.Log.Trim());
    }

    [Fact]
    public void Where_somebody_reads_no_line_counts_as_lost()
    {
        var home = NewHome();
        var daemon = Start(home, "-v");
        for (var i = 0; i < 30; i++) Assert.DoesNotContain("lost", home.Ctl("status").Output);
        Assert.Equal(0, (int)daemon.Status()["metrics"]!["log_lines_lost"]!);
    }

    [Fact]
    public void A_stuck_stderr_holds_up_nobody_and_its_lines_are_counted()
    {
        var home = NewHome();
        var daemon = Keep(Daemon.StartUnread(home, "-v"));
        using (var wire = daemon.Connect())
        {
            for (var i = 0; i < 20_000; i++)
            {
                wire.Inject("note-on 1 1");
                if (i % 1000 == 0) daemon.ExpectAlive();
            }
        }

        Assert.True((long)daemon.Status()["metrics"]!["log_lines_lost"]! > 0);
        Assert.Contains(" lost: ", home.Ctl("status").Output);
        daemon.Stop();
    }

    [Fact]
    public void A_stuck_stderr_does_not_hold_up_stopping()
    {
        var home = NewHome();
        var daemon = Keep(Daemon.StartUnread(home, "-v"));
        using (var wire = daemon.Connect())
        {
            for (var i = 0; i < 5000; i++) wire.Inject("note-on 1 1");
        }

        Assert.Equal((0, "Daemon stopped gracefully\n"), (home.Ctl("--timeout", "60", "stop") is var run ? run.Code : -1, run.Output));
        Assert.Equal(0, daemon.WaitForEnd());
    }

    [Theory]
    [InlineData("exec \"$@\" 2>/dev/full")]
    [InlineData("exec \"$@\" 2>&-")]
    [InlineData("exec \"$@\" <&- >&- 2>&-")]
    [InlineData("exec \"$@\" 2> >(true)")]   // a pipe whose reader has gone
    public void A_stderr_that_is_closed_or_full_costs_lines_only(string script)
    {
        var home = NewHome();
        var daemon = Keep(Daemon.StartBy(home, script, "-v"));
        using (var wire = daemon.Connect())
        {
            for (var i = 0; i < 100; i++) wire.Inject("note-on 1 1");
        }

        daemon.Inject("note-on 36 100");
        if (!script.Contains("2>&-", StringComparison.Ordinal)) Until.True(() => (long)daemon.Status()["metrics"]!["log_lines_lost"]! > 0, "lost lines that are counted");
        Assert.Equal($"{daemon.Pid}", home.LockHolder);
        daemon.Stop();

        // Nothing of the log has got into a file that happened to have the number.
        var files = Directory.GetFiles(home.At(), "*", SearchOption.AllDirectories);
        Assert.All(files, file => Assert.DoesNotContain("IPC request", File.ReadAllText(file)));
    }

    [Fact]
    public void What_comes_from_the_wire_is_made_printable()
    {
        var home = NewHome();
        var daemon = Start(home, "-v");
        using (var wire = daemon.Connect()) wire.Ask("""{"command":"pi\u001b[31mng\nfake line"}""");
        daemon.ExpectAlive();
        daemon.UntilLogged("IPC request ping");
        Assert.DoesNotContain("\e", daemon.Log);
        Assert.DoesNotMatch(new Regex("(?m)^fake line"), daemon.Log);
    }
}
