using Conductor.Platform.Linux;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Diagnosis;

/// <summary>The look at this very machine, whatever it has.</summary>
public sealed class DiagnosisTests : OnLinux
{
    [Fact]
    public void Every_finding_has_a_name_of_its_own_a_sentence_and_a_remedy_where_something_is_wrong()
    {
        var findings = Platform.Diagnose();
        Assert.Equal(findings.Count, findings.Select(finding => finding.Id).Distinct().Count());
        Assert.All(findings, finding =>
        {
            Assert.Matches("^[a-z]+(\\.[a-z_]+)+$", finding.Id);
            Assert.Matches("^[A-Z/].*[^.]$", finding.Text);
            Assert.Equal(finding.State != FindingState.Good, finding.Remedy is not null);
        });
    }

    [Fact]
    public void Looking_makes_no_device_and_leaves_no_descriptor()
    {
        Platform.Diagnose();   // what is loaded once stays
        var before = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        Platform.Diagnose();
        Assert.Equal(before, Directory.GetFileSystemEntries("/proc/self/fd").Length);
    }

    [Fact]
    public void A_device_of_the_system_s_is_looked_at_as_it_is()
    {
        var isThere = File.Exists("/dev/uinput");
        var finding = Platform.Diagnose().Single(finding => finding.Id == "keys.permission");
        Assert.Equal(isThere, !finding.Text.Contains("is missing"));
    }

    [Theory]
    [InlineData(new long[] { 0, 0, 10, 20 }, FindingState.Good, "steps of 10 ns")]
    [InlineData(new long[] { 0, 4_000_000 }, FindingState.Notice, "steps of 4000000 ns")]
    [InlineData(new long[] { 5, 4 }, FindingState.Bad, "goes back")]
    [InlineData(new long[] { 7 }, FindingState.Bad, "stands still")]
    public void A_clock_is_told_by_how_it_goes(long[] readings, FindingState state, string text)
    {
        var at = 0;
        var finding = KernelCheck.Clock("tsc", 1_000_000_000, () => readings[Math.Min(at++, readings.Length - 1)]);
        Assert.Equal(state, finding.State);
        Assert.Contains(text, finding.Text);
    }

    [Fact]
    public void A_structure_of_another_size_is_told()
    {
        var finding = KernelCheck.LookAtSizes([("statx", 256, 256), ("pollfd", 12, 8)]);
        Assert.Equal(FindingState.Bad, finding.State);
        Assert.EndsWith(": pollfd 12 instead of 8", finding.Text);
    }

    [Fact]
    public void The_permission_to_press_keys_is_what_the_device_says()
    {
        var state = Platform.Permissions.Keys;
        Assert.Equal(Platform.Files.CanWrite("/dev/uinput") ? PermissionState.Granted : PermissionState.Missing, state);
        Assert.Equal(state == PermissionState.Granted, Platform.Permissions.Remedy is null);
    }
}
