namespace Conductor.MacOS.Tests.Daemon;

public sealed class ReportTests : DaemonTest
{
    [Theory, MemberData(nameof(Builds))]
    public void The_doctor_looks_at_this_Mac_and_leaves_it_as_it_was(Build build)
    {
        Prepare(build, arguments: ["--doctor"]);
        Host.Tell("plug Pads 1");
        Host.Tell("permission off");
        Host.Tell("start");
        var report = string.Join('\n', Host.ReadReport(out var code));
        Assert.Equal(1, code);
        Assert.Contains("Pads", report);
        Assert.Contains("Accessibility", report);
        Assert.Equal("0", Host.Tell("prompts"));
        End(expected: 1);
    }
}
