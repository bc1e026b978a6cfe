using Conductor.MacOS.Tests;
using Conductor.Native.Libc;
using static Conductor.MacOS.Tests.StandIn;

namespace Conductor.MacHost;

/// <summary>The commands of the world that the stand-in plays: what happens to it, and what the daemon did in it. What waits does so for at most half a minute, and answers with what there is then.</summary>
internal static class World
{
    private const int Patience = 30_000;   // ms
    private const ulong Now = ulong.MaxValue;

    public static string Answer(string[] words) => words switch
    {
        // Things that are plugged in
        ["plug", var name, var unique] => Said(AddSource(name, int.Parse(unique))),
        ["synth", var name, var unique] => Said(AddDestination(name, int.Parse(unique))),
        ["unplug", var name] => Said(standin_remove(Endpoint(name))),
        ["rename", var name, var other] => Said(standin_rename(Endpoint(name), other, other)),
        ["storm", var name, var unique, var times] => Do(() => standin_storm(name, "Maker", int.Parse(unique), int.Parse(times), 0, 1)),
        ["storm-over"] => Do(standin_storm_join),
        ["connections", var name, var count] => Said(standin_wait_connections(Endpoint(name), int.Parse(count), Patience)),

        // What is played
        ["fire", var name, var hex] => Fired(name, hex),
        ["pieces", var name, var size, var hex] => Do(() => FirePieces(Endpoint(name), Convert.FromHexString(hex), int.Parse(size), perList: 2)),
        ["traffic", var name] => Do(() => Traffic.Begin(Endpoint(name))),
        ["traffic-over"] => Said(Traffic.End()),
        ["late", "on"] => Do(() => standin_set_late_callbacks(1)),
        ["reads"] => Said(standin_reads()),

        // What came out
        ["events", var count] => After(standin_wait_events(int.Parse(count), Patience), Events),
        ["forget-events"] => Do(standin_events_clear),
        ["sent", var name, var count] => After(standin_wait_sent(Endpoint(name), int.Parse(count), Patience), Packets(Endpoint(name))),

        // The server, the machine, the user
        ["server", "dies"] => Do(standin_server_dies),
        ["server", "returns"] => Do(() => standin_server_returns(0)),
        ["server", "returns-knowing-us"] => Do(() => standin_server_returns(1)),
        ["wake"] => Do(Wake),
        ["permission", var given] => Do(() => Permit(given == "on")),
        ["notify"] => Do(() => standin_post_distributed("com.apple.accessibility.api")),
        ["session", var there] => Do(() => standin_set_session(there == "on" ? 1 : 0, 1, 0)),
        ["prompts"] => Said(standin_post_prompts()),

        // What was wrong
        ["violations"] => Violations,
        ["wrong-threads"] => WrongThreads,
        ["pools"] => Said(standin_open_pools()),
        ["leaks"] => Leaks,
        ["calls", var function] => Said(standin_calls(function)),
        ["calls", var function, var count] => Said(standin_wait_calls(function, long.Parse(count), Patience)),
        ["drain"] => Do(standin_drain),

        ["pid"] => Said(Environment.ProcessId),
        ["parent"] => Said(Credentials.getppid()),
        _ => throw new FormatException("unknown"),
    };

    private static string Said(long number) => $"{number}";

    /// <summary>The text is asked for after the wait: arguments are evaluated in order.</summary>
    private static string After(int waited, string text) => text;

    private static string Do(Action action)
    {
        action();
        return "ok";
    }

    /// <summary>A source, else a destination; the program's own count, too.</summary>
    private static uint Endpoint(string name) => standin_find_source(name) is not 0 and var source ? source : standin_find_destination(name);

    private static string Fired(string name, string hex)
    {
        Fire(Endpoint(name), Now, Convert.FromHexString(hex));
        return "ok";
    }

    /// <summary>As IOKit tells it: asleep, and back.</summary>
    private static void Wake()
    {
        standin_power(0xE0000280);   // will sleep
        standin_wait_power_allowed(1, Patience);
        standin_sleep_machine(3_600_000_000_000);
        standin_power(0xE0000320);   // will power on
        standin_power(0xE0000300);   // has powered on
    }

    private static void Permit(bool given)
    {
        standin_set_post_access(given ? 1 : 0);
        standin_set_trusted(given ? 1 : 0);
    }

    private static unsafe string Packets(uint endpoint)
    {
        var lines = new List<string>();
        standin_sent about;
        var bytes = stackalloc byte[1024];
        for (var i = 0; standin_sent(endpoint, i, &about, bytes, 1024) is >= 0 and var length; i++)
        {
            lines.Add($"{Convert.ToHexString(new ReadOnlySpan<byte>(bytes, length))} {(about.stamp == 0 ? "now" : about.stamp <= about.at ? "stamped" : "ahead")}");
        }

        return string.Join('\n', lines);
    }
}
