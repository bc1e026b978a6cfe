using Conductor.Core.Explaining;
using Conductor.Core.Mapping;

namespace Conductor.Ipc;

/// <summary>An explanation as it goes over the wire and as <c>--json</c> prints it, and what is said where there is none: the same from the daemon and without one.</summary>
public static class ExplainReplies
{
    public static ExplainReply Of(Explanation explanation) => new()
    {
        Message = explanation.Message,
        Mode = explanation.Mode,
        Gestures = [.. explanation.Gestures.Select(Of)],
    };

    private static GestureInfo Of(ExplainedGesture gesture) => new()
    {
        Gesture = gesture.Name,
        When = gesture.When,
        Fires = gesture.Fires is { } fires ? new ActionInfo { Mapping = fires.Name, File = fires.Source.File, Line = fires.Source.Line, Action = gesture.Action! } : null,
        Others = [.. gesture.Others.Select(Of)],
    };

    private static PassedInfo Of(Passed passed) => new()
    {
        Mapping = passed.Mapping.Name,
        File = passed.Mapping.Source.File,
        Line = passed.Mapping.Source.Line,
        Action = passed.Action,
        Why = passed.Why,
    };

    public static string NoMode(string mode, Plan plan) => $"There is no mode '{mode}' (known are {string.Join(", ", plan.ModeNames)})";

    public static string NoDevice(string id, IEnumerable<string> known) => $"There is no device '{id}'{(known.Any() ? $" (known are {string.Join(", ", known)})" : "")}";
}
