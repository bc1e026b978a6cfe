using System.Text.Json;
using Conductor.Core.Config;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>A file's problems among other text. Core words the problems themselves.</summary>
internal static class RenderProblems
{
    /// <summary>The outcome of the check in an error's details, or null where it has none.</summary>
    public static ValidateReply? Check(ErrorInfo error)
    {
        try
        {
            return error.Details?.Deserialize(IpcJson.Default.ValidateReply);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Nothing where there are none; else on lines of their own.</summary>
    public static string List(IReadOnlyList<Problem> problems, bool color) =>
        problems.Count == 0 ? "" : ProblemText.List(problems, color) + "\n";
}
