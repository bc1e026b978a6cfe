using System.Text.Json;

namespace Conductor.Ctl.Tests;

/// <summary>The program as it is run: whom it asks, what it prints, how it ends.</summary>
public class DoctorVerbTests
{
    private static string DoctorLine(string state) =>
        $$"""{"status":"success","version":"0.1.0","system":"Linux 6.1","arch":"x64","findings":[{"id":"midi.open","state":"{{state}}","text":"The sequencer can be opened","quoted":["a private line"]},{"id":"config","state":"good","text":"The configuration HOME/c.toml is valid"}]}""";

    private static FakeDaemon Daemon(string state, Conductorctl ctl) => new()
    {
        Answers = { ["status"] = Samples.StatusLine, ["doctor"] = DoctorLine(state).Replace("HOME", ctl.Home) },
    };

    private static Conductorctl NewCtl() => new() { Environment = { ["LC_ALL"] = "C.UTF-8" } };

    [Fact]
    public void A_running_daemon_s_findings_stand_among_what_is_found_around_it()
    {
        using var ctl = NewCtl();
        using var daemon = Daemon("good", ctl);
        var run = ctl.Run("doctor", "--socket", daemon.Path);
        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Contains($"✓ A daemon answers at {daemon.Path}: PID 12345, Running, MIDI by alsa\n", run.Output);
        Assert.Contains("✓ The sequencer can be opened\n  | a private line\n", run.Output);
        Assert.Contains("✓ The configuration ~/c.toml is valid\n", run.Output);
        Assert.Contains("✓ All devices of the configuration are connected: mk3 (\"Maschine Mikro MK3\")\n", run.Output);
        Assert.DoesNotContain("this terminal, not of the daemon", run.Output);
        Assert.Contains("Nothing is wrong", run.Output);
    }

    [Fact]
    public void What_does_not_work_is_exit_1()
    {
        using var ctl = NewCtl();
        using var daemon = Daemon("bad", ctl);
        var run = ctl.Run("doctor", "--socket", daemon.Path);
        Assert.Equal(1, run.Code);
        Assert.Contains("✗ The sequencer can be opened\n", run.Output);
        Assert.Equal((1, ""), (ctl.Run("doctor", "--quiet", "--socket", daemon.Path).Code, ctl.Run("doctor", "--quiet", "--socket", daemon.Path).Output));
    }

    [Fact]
    public void JSON_has_nothing_of_an_answer_s_nothing_private_and_no_home()
    {
        using var ctl = NewCtl();
        using var daemon = Daemon("good", ctl);
        var run = ctl.Run("doctor", "--json", "--socket", daemon.Path);
        Assert.Equal(0, run.Code);
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["version", "system", "arch", "findings"], report.EnumerateObject().Select(property => property.Name));
        Assert.DoesNotContain("private", run.Output);
        Assert.DoesNotContain(ctl.Home, run.Output);
        var names = report.GetProperty("findings").EnumerateArray().SelectMany(finding => finding.EnumerateObject()).Select(property => property.Name);
        Assert.Equal(["id", "remedy", "state", "text"], names.Distinct().Order());
    }

    [Fact]
    public void A_daemon_that_does_not_know_the_question_is_told_of_and_looked_past()
    {
        using var ctl = NewCtl();
        using var daemon = new FakeDaemon
        {
            Answers = { ["status"] = Samples.StatusLine.Replace("0.1.0", "0.0.9"), ["doctor"] = """{"status":"error","error":{"code":1003,"message":"Unknown command 'doctor'"}}""" },
        };
        var output = ctl.Run("doctor", "--socket", daemon.Path).Output;
        Assert.Contains("! The daemon is of version 0.0.9, this program of 0.1.0\n", output);
        Assert.Contains("! The daemon has no answer to `doctor`.", output);
        Assert.Contains("The state will be kept in", output);
    }

    [Fact]
    public void Without_a_daemon_it_looks_itself_and_in_ASCII_where_the_terminal_has_no_more()
    {
        using var ctl = new Conductorctl { Environment = { ["LC_ALL"] = "C" } };
        var run = ctl.Run("doctor", "--socket", Path.Combine(ctl.Home, "s"));
        Assert.Contains("!! No daemon answers at ~/s\n   -> start one: conductor, or conductorctl service start\n", run.Output);
        Assert.Contains("!! What follows about permissions is true of programs started from this terminal, not of the daemon\n", run.Output);
        Assert.DoesNotMatch("[✓✗→]", run.Output);
        Assert.Equal(run.Output.Contains("\nXX ") ? 1 : 0, run.Code);
    }

    [Fact]
    public void Its_own_variables_are_told_where_the_daemon_s_differ()
    {
        using var ctl = NewCtl();
        using var daemon = Daemon("good", ctl);
        ctl.Environment["CONDUCTOR_SOCKET"] = daemon.Path;
        Assert.Contains($"! In this terminal, CONDUCTOR_SOCKET is set to {daemon.Path}: it decides the socket\n", ctl.Run("doctor").Output);
        daemon.Answers["doctor"] = DoctorLine("good").Replace("\"midi.open\"", "\"environment.conductor_socket\"").Replace("The sequencer can be opened", $"CONDUCTOR_SOCKET is set to {daemon.Path}: it decides the socket");
        Assert.DoesNotContain("In this terminal", ctl.Run("doctor").Output);
    }

    [Fact]
    public void A_socket_without_a_name_is_wrong_usage() => Assert.Equal(2, NewCtl().Run("doctor", "--socket", "").Code);
}
