using System.Text;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

public class MemoryTests : HostTest
{
    /// <summary>The collector's own rhythm shows in every figure, so the highest of some rounds stands for them.</summary>
    [Fact]
    public void Many_pings_and_reloads_leave_no_trace()
    {
        var home = NewHome();
        var daemon = Start(home);
        var before = HighestOf(rounds: 4, home, daemon);
        var after = HighestOf(rounds: 4, home, daemon);
        Assert.True(after < before * 1.25, $"{before} bytes before, {after} after");
    }

    [Fact]
    public void Connections_that_are_gone_leave_no_descriptor()
    {
        var daemon = Start(NewHome());
        var before = Descriptors();
        for (var i = 0; i < 500; i++) daemon.ExpectAlive();
        daemon.ExpectAlive();
        Until.True(() => Descriptors() <= before + 1, "no more descriptors than before");

        int Descriptors() => Directory.GetFiles($"/proc/{daemon.Pid}/fd").Length;
    }

    private static long HighestOf(int rounds, Home home, Daemon daemon)
    {
        var highest = 0L;
        for (var round = 0; round < rounds; round++)
        {
            Work(home, daemon, pings: 5000, reloads: 5);
            highest = Math.Max(highest, ProcessFacts.AnonymousBytes(daemon.Pid));
        }

        return highest;
    }

    private static void Work(Home home, Daemon daemon, int pings, int reloads)
    {
        const int Batch = 100;
        var requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"command\":\"ping\"}\n", Batch)));
        using var wire = daemon.Connect();
        for (var i = 0; i < pings; i += Batch)
        {
            wire.Send(requests);
            for (var j = 0; j < Batch; j++) Assert.NotNull(wire.ReadLine());
        }

        for (var i = 0; i < reloads; i++)
        {
            home.WriteConfig(Config + (i % 2 == 0 ? Another : ""));
            Assert.Equal("success", (string?)wire.Ask("""{"command":"reload"}""")["status"]);
        }
    }
}
