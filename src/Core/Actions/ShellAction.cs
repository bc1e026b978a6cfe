using Conductor.Core.Config;
using Conductor.Core.Gestures;

namespace Conductor.Core.Actions;

/// <summary>
/// Runs a command by <c>/bin/sh -c</c> in the home directory; done when the shell exits.
/// <code>{ type = "Shell", command = "playerctl play-pause" }</code>
/// What the controller sent is in CONDUCTOR_NOTE, _VELOCITY, _VALUE, _CHANNEL, _MODE and _DEVICE, never in the command's text. Up to 16 of one mapping run at once.
/// </summary>
public sealed record ShellAction(string Command, int? TimeoutMs) : WorkerAction
{
    private static readonly TextParameter CommandParameter = new("command", "the command, for /bin/sh -c") { Required = true };
    private static readonly IntParameter TimeoutParameter = new("timeout_ms", 1, 86_400_000, "end it, with all it started, after this time") { Called = "timeout" };

    public static readonly KindSpec<GestureAction> Spec = new("Shell", "runs a shell command",
        """{ type = "Shell", command = "playerctl play-pause" }""", [CommandParameter, TimeoutParameter],
        table => new ShellAction(table.Text(CommandParameter), table.IntOrNull(TimeoutParameter)))
    {
        Main = CommandParameter,
        ReadMain = value => value.Text("command") is { } command ? new ShellAction(command, null) : null,
    };

    public override ActionKind Kind => ActionKind.Shell;

    internal override bool RunsBesideItself => true;

    public override void Work(IWorker worker, Job job) =>
        worker.RunShell(job, Command, Environment(job), TimeoutMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null);

    private static List<string> Environment(Job job)
    {
        var gesture = job.Request.Gesture;
        var environment = new List<string>
        {
            $"CONDUCTOR_CHANNEL={gesture.Channel + 1}",
            $"CONDUCTOR_MODE={job.Request.Mode}",
            $"CONDUCTOR_DEVICE={job.DeviceName}",
            $"CONDUCTOR_VALUE={gesture.Value}",
        };
        if (gesture.HasNote) environment.Add($"CONDUCTOR_NOTE={gesture.Number}");
        if (gesture.HasVelocity) environment.Add($"CONDUCTOR_VELOCITY={job.Request.Mapping.VelocityOf(gesture)}");
        return environment;
    }

    public override string Describe(in ActionTrace trace) => $"Shell {Command}";
}
