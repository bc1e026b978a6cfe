using System.Text;
using Conductor.Core;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal static class RenderExplain
{
    /// <summary>Each gesture, below it what fires (✓), and what doesn't (·) with the reason.</summary>
    /// <param name="reply">What is explained.</param>
    /// <param name="file">The file that was read where no daemon was asked.</param>
    public static string Text(ExplainReply reply, string? file = null)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(Printable.Whole(line)).Append('\n');
        Line($"{reply.Message} in mode {reply.Mode}{(file is null ? "" : $", as {file} has it")}:");
        foreach (var gesture in reply.Gestures)
        {
            Line($"{gesture.Gesture} ({gesture.When})");
            Line(gesture.Fires is { } fires ? $"  ✓ {fires.Action}  {Place(fires.Mapping, fires.File, fires.Line)}" : "  nothing fires");
            foreach (var other in gesture.Others) Line($"  · {other.Action}  {Place(other.Mapping, other.File, other.Line)}: {other.Why}");
        }

        return text.ToString();
    }

    private static string Place(string mapping, string file, int line) => $"({mapping}, {Path.GetFileName(file)}:{line})";
}
