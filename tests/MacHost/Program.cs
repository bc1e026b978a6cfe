using Conductor.MacOS.Tests;
using Conductor.Platform.MacOS;

namespace Conductor.MacHost;

/// <summary>
/// A test's tool: the real daemon on macOS's platform, whose libraries tests/StandIn plays. What happens to that world is said on stdin (<see cref="Remote"/>); the command line is the daemon's own.
/// </summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        StandIn.Load();
        StandIn.standin_set_main_thread();
        var remote = new Remote();
        remote.AwaitStart();
        var code = Daemon.Program.Run(arguments, () => new MacPlatform());
        remote.Ended(code);
        return code;
    }
}
