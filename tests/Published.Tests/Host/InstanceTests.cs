using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>One daemon for a socket, and only for its user.</summary>
public class InstanceTests : HostTest
{
    [Fact]
    public void A_second_daemon_names_the_first()
    {
        var home = NewHome();
        var first = Start(home);
        using var second = Daemon.Begin(home);
        Assert.Equal(4, second.WaitForEnd());
        Assert.Contains($"{first.Pid}", second.Log);
        first.ExpectAlive();
    }

    [Fact]
    public void After_a_kill_the_next_one_takes_the_place()
    {
        var home = NewHome();
        var first = Start(home);
        first.Send(Signal.Kill);
        first.WaitForEnd();
        Assert.True(File.Exists(home.Socket));
        var second = Start(home);
        second.ExpectAlive();
        Assert.Equal($"{second.Pid}", home.LockHolder);
        second.Stop();
        Assert.False(File.Exists(home.Socket));
        Assert.False(File.Exists(home.Socket + ".lock"));
    }

    [Fact]
    public void What_is_no_socket_is_not_removed()
    {
        var home = NewHome();
        File.WriteAllText(home.Socket, "precious");
        using var daemon = Daemon.Begin(home);
        Assert.Equal(1, daemon.WaitForEnd());
        Assert.Contains(home.Socket, daemon.Log);
        Assert.Equal("precious", File.ReadAllText(home.Socket));
    }

    [Fact]
    public void A_daemon_on_another_socket_runs_without_saving_state_and_says_so()
    {
        var home = NewHome();
        var first = Start(home);
        home.Socket = home.At("other");
        var second = Start(home);
        second.UntilLogged("without saving");
        second.Inject("note-on 36 100");
        second.Stop();
        Assert.False(File.Exists(Path.Combine(home.ConfigDirectory, "state.json")));
        first.Inject("note-on 36 100");
        Until.True(() => File.Exists(Path.Combine(home.ConfigDirectory, "state.json")), "the first one's state");
    }

    [Fact]
    public void Only_the_user_may_touch_socket_and_lock()
    {
        var home = NewHome();
        Start(home);
        Assert.Equal("600", Tool.Get("stat", "-c", "%a", home.Socket).Trim());
        Assert.Equal("600", Tool.Get("stat", "-c", "%a", home.Socket + ".lock").Trim());
        Assert.Equal("700", Tool.Get("stat", "-c", "%a", NewStateDirectory()).Trim());

        string NewStateDirectory()
        {
            var fresh = NewHome(null);
            Start(fresh);
            return fresh.ConfigDirectory;
        }
    }

    [Fact]
    public void Another_user_cannot_connect()
    {
        RequireRoot("becoming another user");
        var home = NewHome();
        var daemon = Start(home);
        Tool.Get("chmod", "755", home.At());
        var run = PingAsNobody(home);
        Assert.Equal((3, ""), (run.Code, run.Output));
        daemon.ExpectAlive();
    }

    [Fact]
    public void Another_user_whom_the_files_let_in_is_turned_away()
    {
        RequireRoot("becoming another user");
        var home = NewHome();
        var daemon = Start(home);
        Tool.Get("chmod", "755", home.At());
        Tool.Get("chmod", "666", home.Socket);
        var run = PingAsNobody(home);
        Assert.Equal((3, ""), (run.Code, run.Output));
        Assert.Contains("closed the connection without an answer", run.Errors);
        daemon.UntilLogged("turned away");
        daemon.ExpectAlive();
    }

    [Fact]
    public void The_client_does_not_speak_to_a_socket_of_another_user()
    {
        RequireRoot("giving files away");
        var home = NewHome();
        var daemon = Start(home);
        Tool.Get("chown", "65534:65534", home.Socket);
        var run = home.Ctl("ping");
        Assert.Equal((3, ""), (run.Code, run.Output));
        Assert.Contains("another user", run.Errors);
        Tool.Get("chown", "0:0", home.Socket);
        daemon.ExpectAlive();
    }

    [Fact]
    public void A_path_that_the_system_cannot_take_is_an_error_that_says_so()
    {
        var home = NewHome();
        var path = home.At(new string('x', 120));
        var run = home.Conductor("--backend", "loopback", "--socket", path);
        Assert.Equal(1, run.Code);
        Assert.Contains("107", run.Errors);
        Assert.Contains("107", home.Ctl("--socket", path, "ping").Errors);
    }

    /// <summary>From a copy, because the folders above the program may be closed to others.</summary>
    private static Run PingAsNobody(Home home)
    {
        var program = home.At("conductorctl");
        File.Copy(Repository.Conductorctl, program);
        return Tool.Run(home.Start("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", program, "ping"));
    }
}
