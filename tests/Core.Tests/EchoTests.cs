using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>Feedback (engine.md, "Actions"): a mapping that hears what it sends is held back; rate alone holds nothing back.</summary>
public class EchoTests
{
    private const string Loop = """
        [[global_mappings]]
        description = "loop"
        trigger = { CC = 1 }
        action = { SendMidi = { port = "Synth", create = true, message_type = "CC", controller = 1 } }

        """;

    private const string OneWay = """
        [[global_mappings]]
        description = "one way"
        trigger = { CC = 1 }
        action = { SendMidi = { port = "Synth", create = true, message_type = "CC", controller = 2 } }

        """;

    /// <summary>A cable from the port back to the input: what was sent comes in a millisecond later. Answers how often it went round.</summary>
    private static int GoRound(EngineRig rig, double ms, int atMost = 10_000)
    {
        var rounds = 0;
        for (var sent = 0; rounds < atMost && rig.Output("Synth").Sent != sent; rounds++)
        {
            sent = rig.Output("Synth").Sent;
            rig.Play(ms += 1, rig.Output("Synth").Last);
        }

        return rounds;
    }

    [Fact]
    public void A_loop_ends_by_itself_and_is_told_once()
    {
        var rig = new EngineRig(Loop).Play(0, "cc 1 64");
        Assert.Equal(101, GoRound(rig, 0));
        Assert.Equal((101, 101L), (rig.Output("Synth").Sent, rig.Engine.EchoCount));
        Assert.Equal("loop", Assert.Single(rig.Listener.Cuts).Name);
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    [Fact]
    public void A_loop_of_notes_ends_too()
    {
        var rig = new EngineRig(Loop.Replace("CC = 1", "Note = 60").Replace("message_type = \"CC\", controller = 1", "note = 60")).Play(0, "note-on 60 100");
        Assert.InRange(GoRound(rig, 0), 50, 300);
        Assert.Single(rig.Listener.Cuts);
    }

    [Fact]
    public void It_still_wins_its_look_up_and_starts_again_after_a_second()
    {
        var rig = new EngineRig(Loop + "[[global_mappings]]\ntrigger = { CC = \"any\" }\naction = { Keystroke = \"a\" }\n".Replace("CC = \"any\"", "CC = { cc = 1, value_min = 1 }")).Play(0, "cc 1 64");
        GoRound(rig, 0);
        rig.TakeRan();
        rig.Play(500, "cc 1 3").Play(1100.999, "cc 1 4");
        Assert.Empty(rig.TakeRan());
        rig.Play(1101, "cc 1 5");
        Assert.Equal(["1101 SendMidi CC 1 5 ch=1"], rig.TakeRan());
    }

    [Fact]
    public void It_is_told_each_time()
    {
        var rig = new EngineRig(Loop).Play(0, "cc 1 64");
        GoRound(rig, 0);
        rig.Play(5000, "cc 1 64");
        Assert.Equal(101, GoRound(rig, 5000));
        Assert.Equal(2, rig.Listener.Cuts.Count);
    }

    [Fact]
    public void A_thousand_messages_a_second_alone_hold_nothing_back()
    {
        var rig = new EngineRig(OneWay);
        for (var i = 0; i < 3000; i++) rig.Play(i, $"cc 1 {i % 128}");
        Assert.Equal((3000, 0L), (rig.Output("Synth").Sent, rig.Engine.EchoCount));
        Assert.Empty(rig.Listener.Cuts);
    }

    [Fact]
    public void A_hundred_echoes_in_a_second_are_borne_and_the_next_is_too_many()
    {
        var rig = new EngineRig(OneWay);
        for (var i = 0; i <= 100; i++) rig.Play(i * 10, $"cc 1 {i}").Play((i * 10) + 1, $"cc 2 {i}");   // the first is over a second old when the last comes
        Assert.Equal(101, rig.Engine.EchoCount);
        Assert.Empty(rig.Listener.Cuts);
        rig.Play(1002, "cc 2 100");
        Assert.Single(rig.Listener.Cuts);
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(50.001, 0)]
    public void What_comes_back_within_fifty_milliseconds_is_an_echo(double after, int echoes)
    {
        var rig = new EngineRig(OneWay).Play(0, "cc 1 5").Play(after, "cc 2 5");
        Assert.Equal(echoes, rig.Engine.EchoCount);
    }

    [Theory]
    [InlineData("cc 2 6")]
    [InlineData("cc 3 5")]
    [InlineData("cc 2 5 ch=2")]
    [InlineData("note-on 2 5")]
    public void Only_an_equal_message_is_one(string words) => Assert.Equal(0, new EngineRig(OneWay).Play(0, "cc 1 5").Play(1, words).Engine.EchoCount);

    [Fact]
    public void It_is_one_whatever_device_it_comes_from()
    {
        var rig = new EngineRig(OneWay + "[[devices]]\nid = \"a\"\n[[devices]]\nid = \"b\"\n").Play(0, "cc 1 5 device=a").Play(1, "cc 2 5 device=b");
        Assert.Equal(1, rig.Engine.EchoCount);
    }

    [Fact]
    public void Many_other_messages_in_between_do_not_hide_it()
    {
        var rig = new EngineRig(OneWay).Play(0, "cc 1 5");
        for (var i = 0; i < 1000; i++) rig.Play(i * 0.04, $"cc 1 {6 + (i % 100)}");
        rig.Play(45, "cc 2 5");
        Assert.Equal(1, rig.Engine.EchoCount);
    }

    [Fact]
    public void A_reload_that_keeps_the_mapping_keeps_its_count_and_its_second()
    {
        var rig = new EngineRig(Loop).Play(0, "cc 1 64");
        Assert.Equal(60, GoRound(rig, 0, atMost: 60));
        rig.Reload(60, Loop);
        Assert.Equal(41, GoRound(rig, 60));
        rig.Reload(200, Loop).Play(300, "cc 1 1");
        Assert.Equal(101, rig.Output("Synth").Sent);
        Assert.Single(rig.Listener.Cuts);
    }
}
