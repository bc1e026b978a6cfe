using Conductor.Platform.Linux;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Diagnosis;

public sealed class SessionCheckTests : OnLinux
{
    private readonly Dictionary<string, string> _variables = [];

    private Finding Look(string id) => new SessionCheck(new SystemRoot(Scratch, _ => true), 1000, _variables.GetValueOrDefault).Look().Single(finding => finding.Id == id);

    private void Has(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    [Fact]
    public void A_desktop_s_session_has_a_seat()
    {
        _variables["XDG_SESSION_ID"] = "2";
        Has("run/systemd/sessions/2", "UID=1000\nTYPE=wayland\nSEAT=seat0\nREMOTE=0\n");
        Assert.Equal((FindingState.Good, "This is a session at seat0 (wayland)"), (Look("session.kind").State, Look("session.kind").Text));
    }

    [Fact]
    public void A_service_belongs_to_the_session_that_its_user_has_on_the_screen()
    {
        Has("run/systemd/users/1000", "NAME=you\nDISPLAY=7\n");
        Has("run/systemd/sessions/7", "TYPE=x11\nSEAT=seat0\n");
        Assert.Equal("This is a session at seat0 (x11)", Look("session.kind").Text);
    }

    [Fact]
    public void A_login_from_another_machine_is_told()
    {
        _variables["SSH_CONNECTION"] = "10.0.0.1 1 10.0.0.2 22";
        Assert.Equal(FindingState.Notice, Look("session.kind").State);
        Assert.Contains("ssh", Look("session.kind").Text);
        Assert.DoesNotContain("10.0.0", Look("session.kind").Text);
    }

    [Fact]
    public void A_session_without_a_seat_is_told()
    {
        _variables["XDG_SESSION_ID"] = "../../../etc/passwd";
        Assert.Contains("without a seat", Look("session.kind").Text);
    }

    [Fact]
    public void The_user_s_manager_is_there_or_not()
    {
        Assert.Equal(FindingState.Notice, Look("session.manager").State);
        Has("run/user/1000/systemd/private", "");
        Assert.Equal(FindingState.Good, Look("session.manager").State);
    }
}
