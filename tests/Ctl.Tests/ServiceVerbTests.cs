using Conductor.Platform;

namespace Conductor.Ctl.Tests;

/// <summary>What is said of a service; that it is done is shown with a real manager elsewhere.</summary>
public class ServiceVerbTests
{
    private static ServiceStatusReport Status(string status, string message, params string[] lines) => new()
    {
        Status = status, Message = message, Manager = "systemd", State = "failed", Pid = null, StartsAtLogin = true, LastLines = lines,
    };

    [Fact]
    public void What_was_done_what_is_left_and_what_comes_next() => Assert.Equal(
        "✓ Service installed (systemd)\n  wrote /u\n  it starts at every login from now on\nLeft to you:\n  /c: your configuration\nNext: conductorctl service start\n",
        ServiceReports.Text(new ServiceChangeReport { Message = "Service installed", Manager = "systemd", Done = ["wrote /u", "it starts at every login from now on"], Left = ["/c: your configuration"] }, "conductorctl service start"));

    [Fact]
    public void Nothing_left_and_nothing_next_are_not_mentioned() => Assert.Equal(
        "✓ Service uninstalled (launchd)\n",
        ServiceReports.Text(new ServiceChangeReport { Message = "Service uninstalled", Manager = "launchd", Done = [], Left = [] }, null));

    [Fact]
    public void Wish_6_a_service_that_died_is_told_with_its_last_lines_and_never_as_started() => Assert.Equal(
        "✗ systemd: the service ended with exit status 1\n  Its last log lines:\n    one\n    two\n",
        ServiceReports.Text(Status("error", "the service ended with exit status 1", "one", "two"), tellsLogin: true, withLines: true));

    [Fact]
    public void A_service_that_does_not_start_at_login_is_told_so() => Assert.Equal(
        "✓ systemd: the service runs (PID 3)\n  It does not start at login: conductorctl service install\n",
        ServiceReports.Text(Status("success", "the service runs (PID 3)", "a line"), tellsLogin: false, withLines: false));

    [Theory]
    [InlineData("install")]
    [InlineData("uninstall")]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("restart")]
    [InlineData("status")]
    public void Each_has_its_help_with_an_example(string verb)
    {
        using var ctl = new Conductorctl();
        var help = ctl.Run("service", verb, "--help");
        Assert.Equal((0, ""), (help.Code, help.Errors));
        Assert.Contains($"Example: conductorctl service {verb}", help.Output);
    }

    [Theory]
    [InlineData("service --help", "service")]
    [InlineData("service --help", "service", "instal")]
    [InlineData("service install --help", "service", "install", "--bad")]
    public void Wrong_usage_names_the_help_of_its_place(string help, params string[] arguments)
    {
        using var ctl = new Conductorctl();
        var run = ctl.Run(arguments);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.EndsWith($"See: conductorctl {help}\n", run.Errors);
    }

    [Fact]
    public void Root_and_a_program_that_is_none_are_refused_with_what_to_do()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "asks systemd");
        using var ctl = new Conductorctl();
        var run = ctl.Run("service", "install", "--program", "/nowhere/conductor");
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Equal(
            CurrentPlatform.Create().Processes.UserId == 0
                ? "✗ service install: the service is a user's, and this is root; run this as the user who plays, without sudo\n"
                : "✗ install /nowhere/conductor: there is no such file; name the daemon's path with --program\n",
            run.Errors);
        Assert.StartsWith("""{"status":"error","error":{"code":3001,"message":""", ctl.Run("service", "install", "--json", "--program", "/nowhere/conductor").Output);
        Assert.False(Directory.Exists(Path.Combine(ctl.Home, ".config", "systemd")));
    }
}
