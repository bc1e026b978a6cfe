using System.Runtime.InteropServices;
using Conductor.Core.Actions;
using Conductor.Core.Ports;

namespace Conductor.MacOS.Tests;

/// <summary>A Mac without CoreMIDI's first call: run with CONDUCTOR_STANDIN leading to a stand-in that was built --without it.</summary>
public sealed class NoMidiTests : Mac
{
    private const string Missing = "MIDIClientCreate";

    protected override void BeforeStart() => Assert.SkipWhen(
        NativeLibrary.TryGetExport(NativeLibrary.Load(StandIn.File!), Missing, out _), $"the stand-in has every symbol: build.sh artifacts/standin-mute --without {Missing}");

    [Fact]
    public void MIDI_is_refused_as_often_as_it_is_asked_for_and_keys_work()
    {
        Assert.Throws<NativeException>(Open);
        Assert.Throws<NativeException>(Open);
        using var keyboard = Platform.OpenKeyboard();
        keyboard.Down(Key.A);
        keyboard.Up(Key.A);
        Assert.Equal(2, StandIn.standin_events());
    }
}
