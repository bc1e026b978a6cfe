using System.CommandLine;
using System.CommandLine.Parsing;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>Measures the round trip of a request and its answer on an open connection, not how long this program takes to start.</summary>
internal sealed class PingVerb : VerbCommand
{
    private readonly Option<int> _count = new("--count", "-n")
    {
        Description = "How often", HelpName = "COUNT", DefaultValueFactory = _ => 1, CustomParser = ReadCount,
    };

    public PingVerb() : base("ping", "Ask the daemon for a sign of life, and measure how long it takes") => Options.Add(_count);

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var times = new List<double>();
        for (var left = parsed.GetValue(_count); left > 0; left--)
        {
            var code = PingOnce(session, times);
            if (code != ExitCode.Done) return code;
        }

        if (times.Count > 1 && !session.Globals.Json) session.Output.Print(Summary(times));
        return ExitCode.Done;
    }

    internal static string Text(double ms) => $"Pong! Round-trip: {Words.Milliseconds(ms, "0.00")}";

    internal static string Summary(IReadOnlyCollection<double> times) =>
        $"{times.Count} round trips: min {Words.Milliseconds(times.Min(), "0.00")}, avg {Words.Milliseconds(times.Average(), "0.00")}, "
        + $"max {Words.Milliseconds(times.Max(), "0.00")}";

    private static ExitCode PingOnce(Session session, List<double> times)
    {
        var request = new Request { Command = CommandNames.NameOf(Ipc.Command.Ping) };
        var result = session.Client.Measure(request, session.Globals.Timeout, out var reply, out var roundTrip);
        var answer = session.Checked(result, reply);
        if (answer.Error is { } error) return session.Fail(answer, RenderError.Text(error.Error));
        times.Add(roundTrip.TotalMilliseconds);
        Tell(session, answer, roundTrip.TotalMilliseconds);
        return ExitCode.Done;
    }

    private static void Tell(Session session, Answer answer, double ms)
    {
        var message = Session.Understood(answer, IpcJson.Default.SuccessReply).Message;
        var report = new PingReport { Message = message, RoundTripMs = Math.Round(ms, 3) };
        if (session.Globals.Json) session.PrintJson(report, CtlJson.Default.PingReport);
        else session.Output.Print(Text(ms));
    }

    private static int ReadCount(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, out var count) && count > 0) return count;
        result.AddError($"--count must be a whole number from 1, not '{result.Tokens[0].Value}'");
        return 0;
    }
}
