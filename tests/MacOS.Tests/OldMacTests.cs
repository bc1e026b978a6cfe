using System.Runtime.InteropServices;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.MacOS.Tests;

/// <summary>
/// A Mac that lacks what later ones have: run with CONDUCTOR_STANDIN leading to a stand-in without some symbols, as scripts/test.sh does. What needs them is off, and the rest works.
/// </summary>
public sealed class OldMacTests : Mac
{
    /// <summary>What the stand-in is built without.</summary>
    private static readonly string[] Missing = ["CGPreflightPostEventAccess", "CGRequestPostEventAccess", "IORegisterForSystemPower", "CFNotificationCenterAddObserver"];

    protected override void BeforeStart() => Assert.SkipUnless(IsOld, $"the stand-in has every symbol: build.sh artifacts/standin-old --without {string.Join(',', Missing)}");

    private static bool IsOld => !NativeLibrary.TryGetExport(NativeLibrary.Load(StandIn.File!), Missing[0], out _);

    [Fact]
    public void MIDI_works()
    {
        var pads = StandIn.AddSource("Pads", 1);
        var midi = Open();
        Await(midi, () => midi.Sources().Count == 1, "the source");
        midi.Connect(midi.Sources()[0], 1);
        StandIn.Fire(pads, 0x90, 36, 100);
        Await(midi, () => midi.TryRead(out _) == MidiInput.Message, "a note");
    }

    [Fact]
    public void The_permission_is_asked_for_by_the_older_call()
    {
        StandIn.standin_set_trusted(1);
        Assert.Equal(PermissionState.Granted, Platform.Permissions.Keys);
        Platform.OpenKeyboard().Dispose();
        StandIn.standin_set_trusted(0);
        Assert.Equal(PermissionState.Missing, Platform.Permissions.Keys);
        Assert.Throws<NativeException>(Platform.OpenKeyboard);
    }

    [Fact]
    public void The_doctor_names_what_is_missing()
    {
        var findings = Platform.Diagnose();
        foreach (var missing in Missing) Assert.Contains(findings, finding => finding.State == FindingState.Bad && finding.Text.Contains(missing, StringComparison.Ordinal));
        Assert.Equal(FindingState.Notice, findings.Single(finding => finding.Id == "system.power").State);
        Assert.Equal(FindingState.Good, findings.Single(finding => finding.Id == "midi.loopback").State);
    }
}
