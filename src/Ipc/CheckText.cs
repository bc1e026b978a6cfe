using Conductor.Core.Config;

namespace Conductor.Ipc;

/// <summary>A file's check in words: the same from <c>conductorctl validate</c> and from <c>conductor --check</c>.</summary>
public static class CheckText
{
    public static string Success(ValidateReply reply, bool color = false) =>
        "✓ Config is valid\n"
        + $"Found {Count(reply.Modes.Count, "mode")} with {Count(reply.Mappings, "total mapping")}\n"
        + $"Found {Count(reply.GlobalMappings, "global mapping")}\n"
        + "No errors detected\n"
        + List(reply, color);

    public static string Failure(ValidateReply reply, bool color = false) => "✗ Config validation failed:\n" + List(reply, color);

    /// <summary>A valid file that is refused for its warnings: what <c>--strict</c> is for.</summary>
    public static string Strict(ValidateReply reply, bool color = false) => "✗ Config has warnings, and --strict lets none pass:\n" + List(reply, color);

    private static string List(ValidateReply reply, bool color) => reply.Problems.Count == 0 ? "" : ProblemText.List(reply.Problems, color) + "\n";

    private static string Count(int count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";
}
