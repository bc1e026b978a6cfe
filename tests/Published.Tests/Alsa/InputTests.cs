using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class InputTests(TestMachine machine) : AlsaTest(machine)
{
    private const string TellEnvironment = """
        [[modes]]
        name = "Stage"
        [[modes.mappings]]
        trigger = { type = "Note", note = "any" }
        action = { type = "Shell", command = "env | grep ^CONDUCTOR_ | grep -v SOCKET | sort >new && mv new environment" }

        """;

    [Fact]
    public void A_note_from_a_program_reaches_a_shell_with_its_numbers()
    {
        StartConductor(TellEnvironment + "[[devices]]\nid = 'keys'\nname = 'Keys'\n");
        StartPlayer().Heard().Play("note-on 36 100 ch=3");
        ExpectEnvironment(channel: 3, device: "keys", note: 36, velocity: 100);
    }

    [Fact]
    public void Raw_bytes_of_a_device_reach_a_shell_with_its_numbers()
    {
        var port = VirMidi();
        StartConductor(TellEnvironment + $"[[devices]]\nid = 'pads'\nname = '{port.Name}'\n");
        UntilStatus("(connected)");
        port.Write("9F 3C 01");
        ExpectEnvironment(channel: 16, device: "pads", note: 60, velocity: 1);
    }

    [Fact]
    public void Without_device_tables_every_input_is_heard()
    {
        var port = VirMidi(1);
        StartConductor(TellEnvironment);
        StartPlayer("Program").Heard().Play("note-on 1 2");
        Run("until_true has environment NOTE=1");
        port.Write("90 03 04");
        Run("until_true has environment NOTE=3");
    }

    private void ExpectEnvironment(int channel, string device, int note, int velocity) =>
        Assert.Equal(
            $"""
            CONDUCTOR_CHANNEL={channel}
            CONDUCTOR_DEVICE={device}
            CONDUCTOR_MODE=Stage
            CONDUCTOR_NOTE={note}
            CONDUCTOR_VALUE={velocity}
            CONDUCTOR_VELOCITY={velocity}

            """,
            Run("until_true test -e environment; cat environment"));
}
