using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>A time before the last counts as the last (engine.md, "Time"): what no script can say, whose lines go forward.</summary>
public class BackwardTimeTests
{
    private const string Pads = """
        [[global_mappings]]
        trigger = { Note = 36 }
        action = { Keystroke = "p" }
        [[global_mappings]]
        trigger = { LongPress = { note = 36, duration_ms = 500 } }
        action = { Keystroke = "l" }
        [[global_mappings]]
        trigger = { DoubleTap = { note = 37, timeout_ms = 0 } }
        action = { Keystroke = "d" }
        [[global_mappings]]
        trigger = { Note = 40 }
        actions = [{ Delay = 100 }, { Keystroke = "s" }]

        """;

    /// <summary>An engine that has heard of 100 ms.</summary>
    private static EngineRig AtHundred() => new EngineRig(Pads).Wake(100);

    [Fact]
    public void A_press_from_the_past_is_one_of_now()
    {
        var rig = AtHundred().Play(50, "note-on 36 100");
        Assert.Equal(["100 Keystroke p"], rig.TakeRan());
        Assert.Empty(rig.Wait(599).TakeRan());
        Assert.Equal(["600 Keystroke l"], rig.Wait(600).TakeRan());
    }

    [Fact]
    public void A_release_from_before_its_press_ends_it()
    {
        var rig = AtHundred().Play(100, "note-on 36 100").Play(0, "note-off 36");
        rig.TakeRan();
        Assert.Empty(rig.Wait(5_000).TakeRan());
    }

    [Fact]
    public void Two_taps_out_of_order_are_of_one_moment() => Assert.Equal(["100 Keystroke d"], AtHundred().Play(100, "note-on 37 100").Play(90, "note-off 37").Play(80, "note-on 37 100").TakeRan());

    [Fact]
    public void A_delay_begun_in_the_past_ends_as_one_begun_now()
    {
        var rig = AtHundred().Play(20, "note-on 40 100").Wait(199);
        Assert.Equal(["100 Delay 100"], rig.TakeRan());
        Assert.Equal(["200 Keystroke s"], rig.Wait(200).TakeRan());
    }

    [Fact]
    public void A_wake_up_from_the_past_changes_nothing()
    {
        var rig = AtHundred().Play(100, "note-on 36 100").Wake(50).Wake(0);
        Assert.Equal(["100 Keystroke p"], rig.TakeRan());
        Assert.Equal(["600 Keystroke l"], rig.Wait(600).TakeRan());
    }
}
