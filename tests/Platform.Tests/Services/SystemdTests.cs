using Conductor.Core.Ports;
using Conductor.Platform.Linux;

namespace Conductor.Platform.Tests.Services;

/// <summary>What is asked of systemctl, and what is made of its answers.</summary>
public sealed class SystemdTests : ServiceTest
{
    private const string NotFound = "LoadState=not-found\nActiveState=inactive\nSubState=dead\nMainPID=0\n";
    private const string Running = "LoadState=loaded\nActiveState=active\nSubState=running\nMainPID=4711\nUnitFileState=enabled\nNRestarts=0\n";
    private const string Stopped = "LoadState=loaded\nActiveState=inactive\nSubState=dead\nMainPID=0\nUnitFileState=disabled\nNRestarts=0\n";
    private const string Starting = "LoadState=loaded\nActiveState=activating\nSubState=start\nMainPID=0\nUnitFileState=enabled\n";
    private const string Dead = "LoadState=loaded\nActiveState=failed\nSubState=failed\nMainPID=0\nExecMainCode=1\nExecMainStatus=1\nResult=exit-code\nUnitFileState=enabled\nNRestarts=0\n";
    private const string Again = "LoadState=loaded\nActiveState=activating\nSubState=auto-restart\nMainPID=0\nExecMainCode=1\nExecMainStatus=5\nResult=exit-code\nUnitFileState=enabled\nNRestarts=3\n";

    private string Unit => At("config/systemd/user/conductor.service");

    private Systemd New(uint user = 1000) => new(Commands, Platform.Files, user, At("config"), [At("etc"), At("lib")], Wait);

    private void Shows(params string[] answers) => Commands.On("systemctl --user --no-ask-password show", [.. answers.Select(answer => (0, answer))]);

    [Fact]
    public void Installing_writes_the_unit_with_the_program_and_lets_it_start_at_login()
    {
        var program = NewProgram();
        var change = New().Install(program);
        Assert.Contains($"\nExecStart={program}\n", File.ReadAllText(Unit));
        Assert.Contains("\nRestartPreventExitStatus=2 4\n", File.ReadAllText(Unit));
        Assert.Contains("\nKillMode=process\n", File.ReadAllText(Unit));
        Assert.Equal([$"wrote {Unit}", "it starts at every login from now on"], change.Done);
        Assert.Equal(["conductor --version", "systemctl --user --no-ask-password daemon-reload", "systemctl --user --no-ask-password enable conductor.service"], Commands.Asked);
    }

    [Fact]
    public void The_package_s_unit_is_taken_as_it_is()
    {
        Directory.CreateDirectory(At("lib"));
        File.WriteAllText(At("lib/conductor.service"), "[Service]\nExecStart=/usr/bin/conductor\n");
        var change = New().Install(NewProgram());
        Assert.False(File.Exists(Unit));
        Assert.Contains($"took the package's unit {At("lib/conductor.service")}", change.Done);
        Assert.Contains("starts /usr/bin/conductor, not", Assert.Single(change.Left));
        Assert.True(Commands.WasAsked("systemctl --user --no-ask-password enable conductor.service"));
    }

    [Fact]
    public void A_unit_that_somebody_changed_is_kept_beside_the_new_one_and_told_of()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Unit)!);
        File.WriteAllText(Unit, "mine");
        var change = New().Install(NewProgram());
        Assert.Equal("mine", File.ReadAllText(Unit + ".bak"));
        Assert.Contains(Unit + ".bak", change.Done[0]);
        Assert.Equal([$"{Unit} is as it should be"], New().Install(NewProgram()).Done.Take(1));
    }

    [Fact]
    public void Wish_6_root_installs_and_starts_nothing()
    {
        var program = NewProgram();
        var refused = Assert.Throws<NativeException>(() => New(user: 0).Install(program));
        Assert.Contains("without sudo", refused.Remedy);
        Assert.Throws<NativeException>(() => New(user: 0).Start());
        Assert.Throws<NativeException>(() => New(user: 0).Restart());
        Assert.False(File.Exists(Unit));
        Assert.Empty(Commands.Asked);
    }

    [Fact]
    public void Uninstalling_stops_disables_and_removes_and_tells_what_stays()
    {
        New().Install(NewProgram());
        File.WriteAllText(Unit + ".bak", "mine");
        Shows(Running);
        var change = New().Uninstall();
        Assert.False(File.Exists(Unit));
        Assert.Equal(["stopped it", "it starts at login no more", $"removed {Unit}"], change.Done);
        Assert.Equal([$"{Unit}.bak: what was there before"], change.Left);
        Assert.True(Commands.WasAsked("systemctl --user --no-ask-password stop conductor.service"));
        Assert.True(Commands.WasAsked("systemctl --user --no-ask-password disable conductor.service"));
    }

    [Fact]
    public void Uninstalling_what_is_not_installed_is_no_error()
    {
        Shows(NotFound);
        Assert.Empty(New().Uninstall().Done);
        Assert.DoesNotContain(Commands.Asked, line => line.Contains(" stop ") || line.Contains(" disable "));
    }

    [Fact]
    public void Wish_6_starting_waits_until_it_runs()
    {
        Shows(Stopped, Starting, Starting, Running);
        var status = New().Start();
        Assert.Equal((ServiceState.Running, 4711), (status.State, status.ProcessId));
        Assert.Equal(2, Pauses);
    }

    [Fact]
    public void Wish_6_starting_what_ends_at_once_is_never_called_started()
    {
        Shows(Stopped, Starting, Dead);
        Commands.On("systemctl --user --no-ask-password start", (1, "Job for conductor.service failed.\n")).On("journalctl", (0, "2026-11-25T22:00:00+0000 host conductor[9]: The configuration was refused\n"));
        var status = New().Start();
        Assert.Equal(ServiceState.Failed, status.State);
        Assert.Contains("ended with exit status 1", status.Text);
        Assert.Equal(["2026-11-25T22:00:00+0000 host conductor[9]: The configuration was refused"], status.LastLines);
    }

    [Fact]
    public void A_start_that_systemctl_refuses_is_no_stopped_service_but_a_failure_with_its_words()
    {
        Shows(Stopped);
        Commands.On("systemctl --user --no-ask-password start", (1, "Failed to start conductor.service: Unit is bad\n"));
        var status = New().Start();
        Assert.Equal((ServiceState.Failed, "Failed to start conductor.service: Unit is bad"), (status.State, status.Text));
    }

    [Fact]
    public void What_is_not_installed_is_not_started()
    {
        Shows(NotFound);
        Assert.Equal("conductorctl service install", Assert.Throws<NativeException>(() => New().Start()).Remedy);
        Assert.DoesNotContain(Commands.Asked, line => line.Contains(" start "));
    }

    [Theory]
    [InlineData(NotFound, ServiceState.NotInstalled, "the service is not installed")]
    [InlineData("LoadState=masked\nActiveState=inactive\n", ServiceState.NotInstalled, "masked")]
    [InlineData("", ServiceState.NotInstalled, "not installed")]
    [InlineData(Running, ServiceState.Running, "the service runs (PID 4711)")]
    [InlineData(Stopped, ServiceState.Stopped, "the service is stopped")]
    [InlineData(Starting, ServiceState.Stopped, "the service is activating")]
    [InlineData(Dead, ServiceState.Failed, "the service ended with exit status 1")]
    [InlineData(Again, ServiceState.Failed, "the service ended with exit status 5 and is started anew after a moment (3 times so far)")]
    [InlineData("LoadState=loaded\nActiveState=failed\nSubState=failed\nExecMainCode=2\nExecMainStatus=11\nResult=signal\n", ServiceState.Failed, "was ended by signal 11")]
    [InlineData("LoadState=loaded\nActiveState=failed\nSubState=failed\nExecMainCode=1\nExecMainStatus=1\nResult=start-limit-hit\n", ServiceState.Failed, "ended again and again")]
    [InlineData("LoadState=bad-setting\nActiveState=inactive\nSubState=dead\n", ServiceState.Failed, "can't be read")]
    [InlineData("LoadState=loaded\nActiveState=active\nSubState=exited\n", ServiceState.Stopped, "stopped")]
    [InlineData("LoadState=loaded\nActiveState=active\nSubState=running\nMainPID=3\nNRestarts=2\n", ServiceState.Running, "started anew 2 times so far")]
    public void Status_is_what_systemd_says(string shown, ServiceState state, string text)
    {
        Shows(shown);
        var status = New().Status();
        Assert.Equal(state, status.State);
        Assert.Contains(text, status.Text);
        Assert.Equal(state == ServiceState.Running, status.ProcessId is not null);
    }

    [Fact]
    public void Without_a_user_manager_it_says_how_to_get_one()
    {
        Commands.On("systemctl", (1, "Failed to connect to bus: No medium found\n"));
        var refused = Assert.Throws<NativeException>(() => New().Status());
        Assert.Equal("Failed to connect to bus: No medium found", refused.Symbol);
        Assert.Contains("enable-linger", refused.Remedy);
    }

    [Fact]
    public void Without_systemd_it_says_so()
    {
        Commands = new ScriptedCommands { IsMissing = true };
        Assert.Contains("without systemd", Assert.Throws<NativeException>(() => New().Status()).Remedy);
    }
}
