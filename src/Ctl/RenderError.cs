using Conductor.Core;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal static class RenderError
{
    /// <summary>An error that has no words of its own.</summary>
    public static string Text(ErrorInfo error) => $"✗ {Printable.Whole(error.Message)}";
}
