using Conductor.Platform.Linux;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Diagnosis;

/// <summary>Wish 17: rule, static node and module are looked at each by itself.</summary>
public sealed class UinputCheckTests : OnLinux
{
    private const string PackagesRule = "# ours\n" + UinputCheck.Rule + "\n";

    private bool _canWrite = true;

    private void Has(string path, string text = "")
    {
        var inside = At(path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(inside)!);
        File.WriteAllText(inside, text);
    }

    private void HasAll()
    {
        Has("/dev/uinput");
        Has("/sys/devices/virtual/misc/uinput/dev");
        Has("/usr/lib/udev/rules.d/60-conductor.rules", PackagesRule);
        Has("/usr/lib/modules-load.d/conductor.conf", "uinput\n");
    }

    private Dictionary<string, Finding> Look() =>
        new UinputCheck(new SystemRoot(Scratch, _ => _canWrite), 1000).Look().ToDictionary(finding => finding.Id);

    [Fact]
    public void All_that_it_takes_is_good()
    {
        HasAll();
        Assert.All(Look().Values, finding => Assert.Equal((FindingState.Good, null), (finding.State, finding.Remedy)));
        Assert.Equal(["keys.permission", "keys.rule", "keys.static_node", "keys.module"], Look().Keys);
    }

    [Fact]
    public void Nothing_at_all_is_told_with_the_rule_and_the_commands()
    {
        var found = Look();
        Assert.All(found.Values, finding => Assert.Equal(FindingState.Bad, finding.State));
        Assert.Equal("load its module: sudo modprobe uinput", found["keys.permission"].Remedy);
        Assert.Contains(UinputCheck.Rule, found["keys.rule"].Remedy);
        Assert.Contains("sudo udevadm control --reload", found["keys.rule"].Remedy);
        Assert.Contains("modules-load.d", found["keys.module"].Remedy);
    }

    [Fact]
    public void A_rule_without_the_static_node_is_the_classic_half()
    {
        HasAll();
        _canWrite = false;
        Directory.Delete(At("sys"), recursive: true);
        File.Delete(At("usr/lib/modules-load.d/conductor.conf"));
        Has("/usr/lib/udev/rules.d/60-conductor.rules", "KERNEL==\"uinput\", TAG+=\"uaccess\"\n");
        var found = Look();
        Assert.Equal(
            [FindingState.Bad, FindingState.Good, FindingState.Bad, FindingState.Bad],
            [found["keys.permission"].State, found["keys.rule"].State, found["keys.static_node"].State, found["keys.module"].State]);
        Assert.Contains("static_node=uinput", found["keys.static_node"].Remedy);
    }

    [Fact]
    public void A_rule_that_has_no_effect_yet_is_told_how_to_get_one()
    {
        HasAll();
        _canWrite = false;
        var found = Look();
        Assert.Equal(FindingState.Bad, found["keys.permission"].State);
        Assert.Contains("the rule has no effect yet: sudo udevadm control --reload", found["keys.permission"].Remedy);
        Assert.Equal(FindingState.Good, found["keys.rule"].State);
    }

    [Fact]
    public void Uaccess_in_a_file_that_comes_after_the_seat_s_rules_comes_too_late()
    {
        HasAll();
        File.Move(At("usr/lib/udev/rules.d/60-conductor.rules"), At("usr/lib/udev/rules.d/99-conductor.rules"));
        Assert.Contains("too late", Look()["keys.rule"].Text);
        Has("/usr/lib/udev/rules.d/99-conductor.rules", "KERNEL==\"uinput\", GROUP=\"input\", OPTIONS+=\"static_node=uinput\"\n");
        Assert.Equal(FindingState.Good, Look()["keys.rule"].State);
    }

    [Fact]
    public void A_rule_that_is_a_comment_or_overridden_by_an_empty_file_is_none()
    {
        HasAll();
        Has("/usr/lib/udev/rules.d/60-conductor.rules", "#" + UinputCheck.Rule);
        Assert.Equal(FindingState.Notice, Look()["keys.rule"].State);
        Has("/usr/lib/udev/rules.d/60-conductor.rules", PackagesRule);
        Assert.Equal(FindingState.Good, Look()["keys.rule"].State);
        Has("/etc/udev/rules.d/60-conductor.rules");
        Assert.Equal(FindingState.Notice, Look()["keys.rule"].State);
    }

    [Fact]
    public void Where_keys_can_be_pressed_what_is_missing_is_only_a_notice()
    {
        HasAll();
        Directory.Delete(At("usr"), recursive: true);
        var found = Look();
        Assert.Equal([FindingState.Good, FindingState.Notice, FindingState.Notice, FindingState.Good], found.Values.Select(finding => finding.State));
    }
}
