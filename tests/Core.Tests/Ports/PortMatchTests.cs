using Conductor.Core.Ports;

namespace Conductor.Core.Tests.Ports;

public class PortMatchTests
{
    private static MidiPort Port(int id, string client, string name, string address) => new(id, client, name, address, false, false);

    private static readonly MidiPort[] Studio =
    [
        Port(0, "Midi Through", "Midi Through Port-0", "14:0"),
        Port(1, "Interface", "Port 10", "20:9"),
        Port(2, "Interface", "Port 1", "20:0"),
        Port(3, "Launchpad Mini", "Launchpad Mini MIDI 1", "24:0"),
        Port(4, "Launchpad Mini", "Launchpad Mini MIDI 1", "28:0"),
        Port(5, "Launchpad Mini MK3", "LPMiniMK3 MIDI", "120:0"),
    ];

    private static int? Find(string name, int nth = 1) => PortMatch.Nth(Studio, name, nth)?.Id;

    /// <summary>SendMIDI#44.</summary>
    [Fact]
    public void Port_1_does_not_take_Port_10_that_stands_before_it() => Assert.Equal(2, Find("Port 1"));

    [Fact]
    public void Port_10_is_still_found() => Assert.Equal(1, Find("Port 10"));

    [Theory]
    [InlineData("launchpad mini midi 1", 3)]
    [InlineData("LAUNCHPAD MINI", 3)]
    [InlineData("mini", 3)]
    [InlineData("LPMini", 5)]
    [InlineData("Through", 0)]
    [InlineData("20:0", 2)]
    [InlineData("120:0", 5)]
    [InlineData("Interface:Port 1", 2)]
    public void A_name_is_the_clients_the_ports_or_the_address_case_ignored(string name, int expected) => Assert.Equal(expected, Find(name));

    /// <summary>mido#39, alsa-lib#212.</summary>
    [Fact]
    public void The_second_of_equal_names_can_be_asked_for()
    {
        Assert.Equal(3, Find("Launchpad Mini MIDI 1", 1));
        Assert.Equal(4, Find("Launchpad Mini MIDI 1", 2));
        Assert.Null(Find("Launchpad Mini MIDI 1", 3));
    }

    [Fact]
    public void Behind_the_exact_ones_come_parts_of_names_in_system_order() =>
        Assert.Equal([3, 4, 5], PortMatch.All(Studio, "Launchpad Mini").Select(port => port.Id));

    /// <summary>Never "the first port" where none matches.</summary>
    [Theory]
    [InlineData("Keystation")]
    [InlineData("20:1")]
    [InlineData("0:0")]
    public void No_match_is_no_port(string name) => Assert.Null(Find(name));

    [Fact]
    public void Part_of_an_address_is_none() => Assert.Equal([2], PortMatch.All(Studio, "20:0").Select(port => port.Id));

    [Fact]
    public void With_no_ports_there_is_no_match() => Assert.Null(PortMatch.Nth([], "any", 1));
}
