using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Daemon.Tests;

/// <summary>A manager that says what a test says.</summary>
internal sealed class FakeServices : IServices
{
    public string Manager => "manager";

    public bool IsSupervised { get; set; }

    public ServiceStatus Answer { get; set; } = new(ServiceState.NotInstalled, "the service is not installed", null, false, []);

    public NativeException? Refusal { get; set; }

    public ServiceChange Install(string program) => throw new InvalidOperationException("nobody installs here");

    public ServiceChange Uninstall() => throw new InvalidOperationException("nobody uninstalls here");

    public ServiceStatus Start() => throw new InvalidOperationException("nobody starts here");

    public ServiceStatus Stop() => throw new InvalidOperationException("nobody stops here");

    public ServiceStatus Restart() => throw new InvalidOperationException("nobody restarts here");

    public ServiceStatus Status() => Refusal is { } refusal ? throw refusal : Answer;
}
