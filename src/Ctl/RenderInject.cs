using Conductor.Core;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal static class RenderInject
{
    /// <summary>A line for each action that ran, and whose it was.</summary>
    public static string Text(InjectReply reply) =>
        string.Concat(reply.Actions.Select(ran => Printable.Whole($"{ran.Action}  ({ran.Mapping}, {Path.GetFileName(ran.File)}:{ran.Line})") + "\n"));
}
