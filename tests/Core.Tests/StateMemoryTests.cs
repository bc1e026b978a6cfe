using Conductor.Core.Midi;
using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>What is remembered of devices and channels: made when first used, and small when all are.</summary>
public class StateMemoryTests
{
    private const int Devices = 64;

    private static Engine NewEngine()
    {
        var engine = new Engine(EngineRig.Plan("global_mappings = [{ trigger = { Note = 1 }, action = { Keystroke = \"a\" } }]"), new CountingListener());
        engine.UseDevices(new FakeKeyboard(), new FakeMouse(), null);
        Play(engine, 0, 0);
        return engine;
    }

    /// <summary>Everything a keyboard controller sends: notes, knobs, pressure, a bend.</summary>
    private static void Play(Engine engine, int device, int channel)
    {
        for (var number = 0; number < 120; number += 7)
        {
            engine.Process(new MidiMessage(MidiStatus.NoteOn, channel, number, 100, (ushort)device));
            engine.Process(new MidiMessage(MidiStatus.ControlChange, channel, number, 100, (ushort)device));
            engine.Process(new MidiMessage(MidiStatus.PolyPressure, channel, number, 100, (ushort)device));
            engine.Process(new MidiMessage(MidiStatus.PitchBend, channel, 0, 100, (ushort)device));
            engine.Process(new MidiMessage(MidiStatus.NoteOff, channel, number, 0, (ushort)device));
        }
    }

    private static long BytesOf(Engine engine, Action<Engine> play)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        play(engine);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void Sixty_four_devices_on_all_channels_take_four_megabytes_at_most()
    {
        var bytes = BytesOf(NewEngine(), engine =>
        {
            for (var i = 0; i < Devices * 16; i++) Play(engine, 1 + (i / 16), i % 16);
        });
        Assert.InRange(bytes, 1, 4 << 20);
    }

    [Fact]
    public void A_channel_that_is_not_used_takes_nothing()
    {
        var engine = NewEngine();
        Assert.Equal(0, BytesOf(engine, known => Play(known, 0, 0)));
        Assert.InRange(BytesOf(engine, known => Play(known, 0, 1)), 1, 4096);
    }
}
