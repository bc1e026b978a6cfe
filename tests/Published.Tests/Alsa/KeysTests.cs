using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class KeysTests(TestMachine machine) : AlsaTest(machine)
{
    private const string Keyboard = "Conductor Keyboard";
    private const string Mouse = "Conductor Mouse";

    private const string Device = """
        [device]
        name = "Keys"

        """;

    private const string Shell = """
        [[global_mappings]]
        trigger = { type = "Note", note = 1 }
        action = { type = "Shell", command = "true" }

        """;

    private const string Keystrokes = """
        [[global_mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "cmd+shift+a" }
        [[global_mappings]]
        trigger = { type = "Note", note = 37 }
        action = { type = "Keystroke", keys = "b", modifiers = ["ctrl"], hold = true }
        [[global_mappings]]
        trigger = { type = "Note", note = 38 }
        action = { type = "Keystroke", keys = ["h", "i"] }

        """;

    private const string Clicks = """
        [[global_mappings]]
        trigger = { type = "Note", note = 40 }
        action = { type = "MouseClick" }
        [[global_mappings]]
        trigger = { type = "Note", note = 41 }
        action = { type = "MouseClick", button = "right" }
        [[global_mappings]]
        trigger = { type = "Note", note = 42 }
        action = { type = "MouseClick", button = "middle", count = 2 }

        """;

    [Fact]
    public void Modifiers_go_down_in_order_and_up_in_reverse()
    {
        StartConductor(Device + Keystrokes);
        var keys = ReadKeys(Keyboard);
        StartPlayer().Heard().Play("note-on 36");
        keys.Expect(
            "125 KEY_LEFTMETA down", "42 KEY_LEFTSHIFT down", "30 KEY_A down",
            "30 KEY_A up", "42 KEY_LEFTSHIFT up", "125 KEY_LEFTMETA up");
    }

    [Fact]
    public void Keys_of_a_list_are_typed_one_after_another()
    {
        StartConductor(Device + Keystrokes);
        var keys = ReadKeys(Keyboard);
        StartPlayer().Heard().Play("note-on 38");
        keys.Expect("35 KEY_H down", "35 KEY_H up", "23 KEY_I down", "23 KEY_I up");
    }

    [Fact]
    public void A_held_keystroke_is_down_as_long_as_the_note()
    {
        StartConductor(Device + Keystrokes);
        var keys = ReadKeys(Keyboard);
        var player = StartPlayer().Heard();
        player.Play("note-on 37");
        keys.Expect("29 KEY_LEFTCTRL down", "48 KEY_B down");

        // Not a click: the next keys come while it is down.
        player.Play("note-on 38", "note-off 38");
        keys.Expect("35 KEY_H down", "35 KEY_H up", "23 KEY_I down", "23 KEY_I up");
        player.Play("note-off 37");
        keys.Expect("48 KEY_B up", "29 KEY_LEFTCTRL up");
    }

    [Fact]
    public void Mouse_buttons_are_clicked_as_often_as_asked()
    {
        StartConductor(Device + Clicks);
        var buttons = ReadKeys(Mouse);
        StartPlayer().Heard().Play("note-on 40", "note-on 41", "note-on 42");
        buttons.Expect(
            "272 BTN_LEFT down", "272 BTN_LEFT up",
            "273 BTN_RIGHT down", "273 BTN_RIGHT up",
            "274 BTN_MIDDLE down", "274 BTN_MIDDLE up", "274 BTN_MIDDLE down", "274 BTN_MIDDLE up");
    }

    [Fact]
    public void Devices_are_made_when_a_plan_needs_them()
    {
        StartConductor(Device + Shell);
        Assert.DoesNotContain("Conductor", Run("device_names"));
        Reload(Device + Shell + Keystrokes);
        Assert.Contains(Keyboard, Run("device_names"));
        Assert.DoesNotContain(Mouse, Run("device_names"));
        Reload(Device + Shell + Keystrokes + Clicks);
        Assert.Contains(Mouse, Run("device_names"));

        var keys = ReadKeys(Keyboard);
        StartPlayer().Heard().Play("note-on 38");
        keys.Expect("35 KEY_H down", "35 KEY_H up", "23 KEY_I down", "23 KEY_I up");
    }
}
