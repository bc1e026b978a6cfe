using Conductor.Core.Config;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal static class RenderReload
{
    private const string Failed = "Config reload failed: ";

    public static string Success(ReloadReply reply, bool color)
    {
        var ms = Math.Max(1, (long)Math.Round(reply.DurationMs, MidpointRounding.AwayFromZero));
        return $"Config reloaded successfully in {ms}ms\n"
            + $"Loaded {Words.Count(reply.Mappings, "mapping")} across {Words.Count(reply.Modes.Count, "mode")}\n"
            + RenderProblems.List(reply.Warnings, color);
    }

    public static string Failure(ErrorInfo error, bool color)
    {
        var check = RenderProblems.Check(error);
        var problems = check?.Problems ?? [];
        var parses = error.Code != (int)ErrorCode.ConfigParseFailed;
        var reason = error.Message.StartsWith(Failed, StringComparison.Ordinal) ? error.Message[Failed.Length..] : error.Message;
        return $"✗ {Failed}{(parses ? reason : ProblemText.ParseError)}\n"
            + (parses ? RenderProblems.List(problems, color) : SyntaxLines(problems, check?.ConfigPath) + RenderProblems.List([.. problems.Where(problem => !ProblemText.IsSyntax(problem))], color))
            + "Previous config still active (no changes applied)\n";
    }

    private static string SyntaxLines(IReadOnlyList<Problem> problems, string? mainFile) =>
        string.Concat(problems.Where(ProblemText.IsSyntax).Select(problem => ProblemText.SyntaxLine(problem, mainFile ?? problem.File) + "\n"));
}
