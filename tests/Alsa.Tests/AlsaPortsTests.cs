using Conductor.Core.Ports;
using Conductor.Native.Alsa;

namespace Conductor.Alsa.Tests;

public sealed class AlsaPortsTests : SequencerTest
{
    [Fact]
    public void A_port_bears_the_systems_numbers_and_names()
    {
        Other.CreatePort("Pads", RawClient.Readable);
        Other.CreatePort("Keys", RawClient.Readable);
        Assert.Equal(
            new MidiPort((Other.Id * 256) + 1, "Other", "Keys", $"{Other.Id}:1", IsOurs: false, IsSystem: false),
            Us.Sources().Single(port => port.Name == "Keys"));
    }

    [Fact]
    public void Ports_come_in_system_order()
    {
        Other.CreatePort("b", RawClient.Readable);
        Other.CreatePort("a", RawClient.Readable);
        var ids = Us.Sources().Select(port => port.Id).ToArray();
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(["b", "a"], Us.Sources().Where(port => port.Client == "Other").Select(port => port.Name));
    }

    [Fact]
    public void A_port_is_a_source_or_a_destination_by_what_others_may_do_with_it()
    {
        Other.CreatePort("source", RawClient.Readable);
        Other.CreatePort("destination", RawClient.Writable);
        Other.CreatePort("both", RawClient.Readable | RawClient.Writable);
        Other.CreatePort("private", RawClient.Readable | RawClient.Writable | SeqPort.SND_SEQ_PORT_CAP_NO_EXPORT);
        Other.CreatePort("unsubscribable", SeqPort.SND_SEQ_PORT_CAP_READ | SeqPort.SND_SEQ_PORT_CAP_WRITE);
        Assert.Equal(["source", "both"], Others(Us.Sources()));
        Assert.Equal(["destination", "both"], Others(Us.Destinations()));
    }

    [Fact]
    public void The_systems_own_ports_are_marked()
    {
        var system = Us.Sources().Where(port => port.IsSystem).Select(port => port.Address);
        Assert.Contains("0:1", system);
        var through = Us.Sources().FirstOrDefault(port => port.Client == "Midi Through");
        Assert.True(through is null or { IsSystem: true });
        Assert.DoesNotContain(Us.Sources(), port => port.Name.StartsWith("VirMIDI", StringComparison.Ordinal) && port.IsSystem);
    }

    [Fact]
    public void A_program_that_calls_itself_Midi_Through_is_not_the_systems()
    {
        using var pretender = new RawClient("Midi Through");
        var port = pretender.CreatePort("Keys", RawClient.Readable);
        Assert.False(Listed(port).IsSystem);
    }

    [Fact]
    public void Our_input_is_seen_by_others_and_our_private_port_is_not()
    {
        var visitor = Open("Visitor");
        Assert.Equal(["in"], visitor.Destinations().Where(port => port.Client == "Conductor").Select(port => port.Name));
        Assert.DoesNotContain(visitor.Sources(), port => port.Client == "Conductor");
        Assert.All(visitor.Destinations().Where(port => port.Client == "Conductor"), port => Assert.False(port.IsOurs));
        Assert.All(Us.Destinations().Where(port => port.Client == "Conductor"), port => Assert.True(port.IsOurs));
    }

    private static IEnumerable<string> Others(IEnumerable<MidiPort> ports) =>
        ports.Where(port => port.Client == "Other").Select(port => port.Name);
}
