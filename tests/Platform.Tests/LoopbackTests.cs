using Conductor.Core.Ports;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests;

public sealed class LoopbackTests : OnLinux
{
    [Fact]
    public void It_has_no_ports_and_nothing_to_read_and_takes_everything()
    {
        using var midi = Platform.OpenMidi(MidiBackend.Loopback, "conductor");
        Assert.True(midi.IsLoopback);
        Assert.Empty(midi.Sources());
        Assert.Empty(midi.Destinations());
        Assert.Equal(MidiInput.None, midi.TryRead(out _));
        using var output = midi.CreateOutput("Conductor");
        Assert.Equal("Conductor", output.Name);
        output.Send(default);
    }

    [Fact]
    public async Task It_sleeps_until_woken()
    {
        using var midi = Platform.OpenMidi(MidiBackend.Loopback, "conductor");
        var sleeper = Task.Run(() => midi.Wait(long.MaxValue), TestContext.Current.CancellationToken);
        midi.Wake();
        await sleeper;

        var deadline = midi.Now + 1000;
        midi.Wait(deadline);
        Assert.True(midi.Now >= deadline);
    }

    [Fact]
    public void CoreMidi_is_not_here() =>
        Assert.Contains("macOS", Assert.Throws<NativeException>(() => Platform.OpenMidi(MidiBackend.CoreMidi, "conductor")).Remedy);
}
