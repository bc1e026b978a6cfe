using System.Runtime.Versioning;

namespace Conductor.Platform.Linux;

[SupportedOSPlatform("linux")]
internal sealed class Systemd : IServices
{
    public string Manager => "systemd";

    public bool IsSupervised => Environment.GetEnvironmentVariable("SYSTEMD_EXEC_PID") == Environment.ProcessId.ToString();

    public ServiceChange Install(string program) => throw new NotSupportedException();

    public ServiceChange Uninstall() => throw new NotSupportedException();

    public ServiceStatus Start() => throw new NotSupportedException();

    public ServiceStatus Stop() => throw new NotSupportedException();

    public ServiceStatus Restart() => throw new NotSupportedException();

    public ServiceStatus Status() => throw new NotSupportedException();
}
