using Conductor.Published.Tests.Kit;
using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class ReplugTests(TestMachine machine) : AlsaTest(machine)
{
    private static string Holding(string device) => $$"""
        [device]
        name = "{{device}}"
        [[global_mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "a", hold = true }
        [[global_mappings]]
        trigger = { type = "Note", note = 37 }
        action = { type = "SendMidi", port = "Synth", create = true, note = 60, velocity = 1 }
        """;

    [Fact]
    public void A_program_that_goes_releases_what_it_held_and_is_heard_when_it_is_back()
    {
        StartConductor(Holding("Keys"));
        var keys = ReadKeys("Conductor Keyboard");
        var synth = ListenTo("Conductor:Synth");
        for (var round = 0; round < 2; round++)
        {
            var player = StartPlayer().Heard();
            player.Play("note-on 36", "note-on 37");
            keys.Expect("30 KEY_A down");
            synth.Expect("note-on 60 1 ch=1");
            player.Leave();
            keys.Expect("30 KEY_A up");
            synth.Expect("note-off 60 0 ch=1");
            UntilStatus("Keys (not connected)");
        }

        Assert.Contains("State: Degraded", Ctl("status"));
        StartPlayer().Heard();
        UntilStatus("State: Running");
    }

    [Fact]
    public void A_card_that_is_pulled_out_releases_what_it_held_and_is_heard_when_another_comes()
    {
        RequireVirtual();
        var port = VirMidi();
        StartConductor(Holding(port.Name));
        try
        {
            ExpectRounds(port.Name, port.Write, PullCard, put: "modprobe snd-virmidi midi_devs=2 id=Foo");
        }
        finally
        {
            Run($"{PullCard}; modprobe snd-virmidi midi_devs=4");
        }
    }

    [Fact]
    public void A_usb_controller_that_is_pulled_out_releases_what_it_held_and_is_heard_when_it_is_back()
    {
        RequireVirtual();
        Run(MakeGadget);
        StartConductor(Holding("Pads"));
        Run(PlugIn);
        ExpectRounds("Pads", PlayUsb, pull: PullOut, put: PlugIn);
        Run(PullOut);
    }

    [SlowFact]
    public void A_usb_controller_that_comes_and_goes_twenty_times_leaves_nothing_down()
    {
        RequireVirtual();
        Run(MakeGadget);
        StartConductor(Holding("Pads"));
        Run(PlugIn);
        ExpectRounds("Pads", PlayUsb, pull: PullOut, put: PlugIn, rounds: 20);
        Run(PullOut);
    }

    private const string Gadget = "/sys/kernel/config/usb_gadget/midi";

    /// <summary>A driver that somebody listens to can't be unloaded; its device can be taken away.</summary>
    private const string PullCard = "echo snd_virmidi.0 >/sys/bus/platform/drivers/snd_virmidi/unbind; modprobe -r snd-virmidi";

    /// <summary>A USB controller of the kernel's own making: what is written to its raw device comes in by USB.</summary>
    private const string MakeGadget = $"""
        modprobe -a configfs dummy_hcd libcomposite usb_f_midi snd-usb-audio
        mountpoint -q /sys/kernel/config || mount -t configfs configfs /sys/kernel/config
        gadget={Gadget}
        [ ! -e $gadget ] || exit 0
        mkdir -p $gadget/strings/0x409 $gadget/functions/midi.usb0 $gadget/configs/c.1
        echo 0x1d6b >$gadget/idVendor; echo 0x0104 >$gadget/idProduct; echo Pads >$gadget/strings/0x409/product
        ln -s $gadget/functions/midi.usb0 $gadget/configs/c.1
        """;

    private const string PullOut = $"echo >{Gadget}/UDC";

    private const string PlugIn = $"echo dummy_udc.0 >{Gadget}/UDC";

    private void PlayUsb(string hex)
    {
        var card = Run("until_true test -e /proc/asound/fmidi && readlink /proc/asound/fmidi");   // "card1"
        new VirtualPort(this, $"{card.Trim()["card".Length..]}-0").Write(hex);
    }

    private void ExpectRounds(string device, Action<string> play, string pull, string put, int rounds = 2)
    {
        var keys = ReadKeys("Conductor Keyboard");
        var synth = ListenTo("Conductor:Synth");
        for (var round = 0; round < rounds; round++)
        {
            UntilStatus($"{device} (connected)");
            play("90 24 64 90 25 64");
            keys.Expect("30 KEY_A down");
            synth.Expect("note-on 60 1 ch=1");
            Run(pull);
            keys.Expect("30 KEY_A up");
            synth.Expect("note-off 60 0 ch=1");
            UntilStatus($"{device} (not connected)");
            Run(put);
        }

        UntilStatus("State: Running");
    }

    [Fact]
    public void Without_device_tables_what_goes_is_forgotten_and_what_comes_is_heard()
    {
        StartConductor("""
            [[global_mappings]]
            trigger = { type = "Note", note = 36 }
            action = { type = "SendMidi", port = "Synth", create = true, note = 60, velocity = 1 }
            """);
        var synth = ListenTo("Conductor:Synth");
        var first = StartPlayer("First").Heard();
        first.Play("note-on 36");
        synth.Expect("note-on 60 1 ch=1");
        first.Leave();
        synth.Expect("note-off 60 0 ch=1");
        StartPlayer("Second").Heard().Play("note-on 36");
        synth.Expect("note-on 60 1 ch=1");
        Assert.DoesNotContain("First", Ctl("status --json"));
    }
}
