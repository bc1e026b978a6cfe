namespace Conductor.MacOS.Tests.Daemon;

public sealed class PermissionTests : DaemonTest
{
    private const string WithShell = Config + """
        [[global_mappings]]
        trigger = { type = "Note", note = 50 }
        action = { type = "Shell", command = "touch ran" }

        """;

    private string? Keys => (string?)Status()["permissions"]!["keys"];

    [Theory, MemberData(nameof(Builds))]
    public void Without_the_permission_the_rest_works_and_keys_work_once_it_is_given(Build build)
    {
        PrepareWithout(build);
        Begin();
        UntilState("Running");
        Assert.Equal("missing", Keys);
        Assert.Contains("Accessibility", (string?)Status()["permissions"]!["remedy"]);
        Host.UntilLogged("the mappings that need it can't act");
        Host.Tell("fire Pads 902464");
        Host.Tell("fire Pads 903264");
        Until(() => File.Exists(At("ran")), "the other action");
        Assert.Empty(Host.TellLines("events 0"));
        Assert.Equal("1", Host.Tell("prompts"));   // asked once, and not again at each key
        Host.Tell("permission on");
        Host.Tell("notify");
        Host.UntilLogged("keyboard and mouse are made anew");
        Assert.Equal("granted", Keys);
        Host.Tell("fire Pads 802400");
        Host.Tell("fire Pads 902464");
        ExpectEvents(CmdADown);
        Stop();
    }

    /// <summary>Under launchd it ends, and is started anew: a grant may count only from the start of a process.</summary>
    [Theory, MemberData(nameof(Builds))]
    public void Under_launchd_a_new_permission_ends_it_to_be_started_anew(Build build)
    {
        Prepare(build, WithShell, change: start =>
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.ArgumentList.Insert(0, "--fork");
            start.FileName = "setsid";
            start.Environment["XPC_SERVICE_NAME"] = "com.amiable.conductor";
        });
        Host.WaitForBeginner();
        Assert.SkipUnless(Host.Tell("parent") == "1", "who loses its parent is adopted by another than the first process here");
        Host.Tell("permission off");
        Host.Tell("plug Pads 1");
        Begin();
        UntilState("Running");
        Host.Tell("permission on");
        Host.Tell("notify");
        End(expected: 5);
        Assert.Contains("so that launchd starts it anew", Host.Log);
    }

    [Theory, MemberData(nameof(Builds))]
    public void Without_a_desktop_session_MIDI_works_and_it_says_why_keys_do_not(Build build)
    {
        PrepareWithout(build);
        Host.Tell("session off");
        Begin();
        UntilState("Running");
        Assert.Equal("no_session", Keys);
        Assert.Contains("conductorctl service install", (string?)Status()["permissions"]!["remedy"]);
        Host.UntilLogged("no desktop session");
        Host.Tell("fire Pads 902464");
        Host.Tell("fire Pads 903264");
        Until(() => File.Exists(At("ran")), "the other action");
        Assert.Equal("0", Host.Tell("prompts"));   // there is nobody to ask
        Stop();
    }

    private void PrepareWithout(Build build)
    {
        Prepare(build, WithShell);
        Host.Tell("permission off");
        Host.Tell("plug Pads 1");
    }
}
