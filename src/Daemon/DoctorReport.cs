using System.Text;
using Conductor.Doctor;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary><c>conductor --doctor</c>: what a daemon started from here would find. Needs no daemon and no configuration.</summary>
internal static class DoctorReport
{
    private const int StandardOutput = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The exit status: 0 where nothing is wrong.</summary>
    public static int Print(IPlatform platform, DaemonOptions options, bool isJson)
    {
        var path = options.ConfigPath(platform.Paths);
        var report = new Examination(platform, StatusReport.Version, path).Whole(Places(platform, options, path), Patience, asksDaemon: false);
        platform.Processes.IgnoreBrokenPipes();
        platform.Files.WriteDescriptor(StandardOutput, isJson ? Line(report.ForStrangers()) : Encoding.UTF8.GetBytes(Text(report.AtHome())));
        return report.IsWell ? 0 : 1;
    }

    private static SocketPlaces Places(IPlatform platform, DaemonOptions options, ConfigPath path)
    {
        var named = options.NamedSocket(new ConfigLoader(platform).Load(path.Path).Plan?.Config.Socket);
        return named is null
            ? new SocketPlaces([platform.Paths.DefaultSocket, platform.Paths.UserSocket], IsNamed: false)
            : new SocketPlaces([Path.GetFullPath(named)], IsNamed: true);
    }

    private static string Text(DoctorReply report)
    {
        var color = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 };
        return new DoctorText(color, DoctorText.LocaleIsPlain(Environment.GetEnvironmentVariable)).Of(report);
    }

    private static byte[] Line(DoctorReply report)
    {
        using var writer = new LineWriter();
        return writer.Line(report, IpcJson.Default.DoctorReply).ToArray();
    }
}
