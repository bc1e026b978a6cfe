using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Native.Libc;

namespace Conductor.Alsa.Tests;

public sealed class AlsaOutputTests : SequencerTest
{
    private readonly MidiPort _lights;

    public AlsaOutputTests() => _lights = Other.CreatePort("Lights", RawClient.Writable);

    [Fact]
    public void A_port_of_ours_sends_every_kind_of_message_to_those_who_listen()
    {
        var listener = Open("Listener");
        using var output = Us.CreateOutput("Conductor Keys");
        listener.Connect(listener.Sources().Single(port => port.Name == output.Name), 3);
        foreach (var sent in Samples.OfEveryKind)
        {
            output.Send(sent);
            var read = NextMessage(listener);
            Assert.Equal(sent.From(3).At(read.Time), read);
        }
    }

    [Fact]
    public void A_port_of_ours_sends_to_nobody_where_nobody_listens()
    {
        using var output = Us.CreateOutput("Conductor Keys");
        output.Send(Samples.Note);
        Assert.Null(Other.Read());
    }

    [Fact]
    public void A_port_of_ours_exists_until_it_is_disposed()
    {
        var output = Us.CreateOutput("Conductor Keys");
        var listed = Us.Sources().Single(port => port.Name == "Conductor Keys");
        Assert.True(listed is { IsOurs: true, IsSystem: false, Client: "Conductor" });
        output.Dispose();
        Assert.DoesNotContain(Us.Sources(), port => port.Name == "Conductor Keys");
    }

    [Fact]
    public void An_opened_port_gets_every_kind_of_message()
    {
        using var output = Us.OpenOutput(Listed(_lights));
        Assert.Equal("Lights", output.Name);
        foreach (var sent in Samples.OfEveryKind)
        {
            output.Send(sent);
            Assert.Equal(sent, Other.Read());
        }
    }

    [Fact]
    public void Opened_ports_get_only_what_is_theirs()
    {
        using var another = new RawClient("Another");
        var pads = another.CreatePort("Pads", RawClient.Writable);
        using var toLights = Us.OpenOutput(_lights);
        using var toPads = Us.OpenOutput(pads);
        toPads.Send(Samples.Note);
        Assert.Null(Other.Read());
        Assert.Equal(Samples.Note, another.Read());
    }

    [Fact]
    public void A_device_stays_open_until_its_last_output_is_disposed()
    {
        var first = Us.OpenOutput(_lights);
        var second = Us.OpenOutput(_lights);
        Assert.True(IsConnected());
        first.Dispose();
        first.Dispose();
        Assert.True(IsConnected());
        second.Send(Samples.Note);
        Assert.Equal(Samples.Note, Other.Read());
        second.Dispose();
        Assert.False(IsConnected());
    }

    [Fact]
    public void A_destination_that_has_gone_is_an_error_that_names_it()
    {
        using var output = Us.OpenOutput(_lights);
        Other.DeletePort(_lights);
        var refusal = Assert.Throws<NativeException>(() => output.Send(Samples.Note));
        Assert.Equal($"snd_seq_event_output_direct {_lights.Address} \"Lights\"", refusal.Function);
        Assert.Equal("ENOENT (No such file or directory)", refusal.Symbol);
        Assert.Equal(2, refusal.Status);
    }

    [Fact]
    public void A_destination_that_came_back_can_be_opened_beside_its_stale_output()
    {
        using var stale = Us.OpenOutput(_lights);
        Other.DeletePort(_lights);
        Assert.Equal(_lights.Id, Other.CreatePort("Lights", RawClient.Writable).Id);
        using var output = Us.OpenOutput(_lights);
        stale.Dispose();
        Assert.True(IsConnected());
        output.Send(Samples.Note);
        Assert.Equal(Samples.Note, Other.Read());
    }

    [Fact]
    public void Opening_what_is_gone_names_it()
    {
        Other.DeletePort(_lights);
        var refusal = Assert.Throws<NativeException>(() => Us.OpenOutput(_lights));
        Assert.Equal($"snd_seq_connect_to {_lights.Address} \"Lights\"", refusal.Function);
    }

    [Fact]
    public void A_receiver_that_does_not_read_is_an_error_and_no_wait()
    {
        using var output = Us.OpenOutput(_lights);
        var refusal = Assert.Throws<NativeException>(() =>
        {
            for (var i = 0; i < 10_000; i++) output.Send(Samples.Note);
        });
        Assert.Equal(11, refusal.Status);
        Assert.Contains("\"Lights\": EAGAIN", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sending_allocates_nothing()
    {
        using var opened = Us.OpenOutput(_lights);
        using var created = Us.CreateOutput("Conductor Keys");
        Assert.Equal(0, Allocation.Of(() =>
        {
            opened.Send(Samples.Note);
            created.Send(Samples.Note);
            Other.Read();
        }));
    }

    [Fact]
    public void A_disposed_output_sends_nothing()
    {
        var opened = Us.OpenOutput(_lights);
        var created = Us.CreateOutput("Conductor Keys");
        opened.Dispose();
        created.Dispose();
        Assert.Throws<ObjectDisposedException>(() => opened.Send(Samples.Note));
        Assert.Throws<ObjectDisposedException>(() => created.Send(Samples.Note));
    }

    [Fact]
    public void Outputs_can_be_disposed_after_their_system()
    {
        var opened = Us.OpenOutput(_lights);
        var created = Us.CreateOutput("Conductor Keys");
        Us.Dispose();
        Assert.Throws<ObjectDisposedException>(() => opened.Send(Samples.Note));
        opened.Dispose();
        created.Dispose();
        Us.Dispose();
        Us.Wake();
    }

    [Fact]
    public void A_cards_port_gets_the_bytes()
    {
        const string Raw = "/dev/snd/midiC0D0";
        var card = Us.Destinations().FirstOrDefault(port => port.Name.StartsWith("VirMIDI", StringComparison.Ordinal));
        Assert.SkipWhen(card is null || !File.Exists(Raw), "there is no virtual MIDI card here (modprobe snd-virmidi); tests/vm has one");
        using var device = new FileStream(Raw, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        using var output = Us.OpenOutput(card);
        Assert.False(IsReadable(device, milliseconds: 0)); // the card listens from the first poll on
        output.Send(new MidiMessage(MidiStatus.ControlChange, 1, 7, 99));
        Assert.True(IsReadable(device, milliseconds: 60_000));
        var bytes = new byte[3];
        device.ReadExactly(bytes);
        Assert.Equal([0xB1, 7, 99], bytes);
    }

    private static unsafe bool IsReadable(FileStream file, int milliseconds)
    {
        var asked = new pollfd { fd = (int)file.SafeFileHandle.DangerousGetHandle(), events = Poll.POLLIN };
        return Poll.poll(&asked, 1, milliseconds) > 0;
    }

    private bool IsConnected() => Other.IsConnected(OutPortId(), _lights.Id);

    // Not listed, so told by its client: "in" is 0, "out" is 1.
    private int OutPortId() => InputOf(Us).Id + 1;
}
