namespace Conductor.MacOS.Tests.Daemon;

public sealed class IdleTests : DaemonTest
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <summary>Nothing is polled: what the daemon does by and by after a start ends, and then no thread of the process is woken.</summary>
    [Theory, MemberData(nameof(Builds))]
    public void With_a_device_connected_and_nothing_played_no_thread_wakes_up(Build build)
    {
        // Every directory on the way to the file is watched, and everybody writes to the one for temporary files.
        var folder = Directory.CreateDirectory(Path.Combine(HostProcess.Artifacts(), $"quiet-{Guid.NewGuid():n}"));
        File.WriteAllText(Path.Combine(folder.FullName, "config.toml"), Config);
        Prepare(build, config: null, arguments: ["--config", Path.Combine(folder.FullName, "config.toml")]);
        Host.Tell("plug Pads 1");
        Begin();
        UntilState("Running");
        Host.Tell("fire Pads 902464802400");
        ExpectEvents([.. CmdADown, .. CmdAUp]);
        var process = Host.Id;
        string before = "", after = Switches(process);
        for (var round = 0; before != after && round < 5; round++)
        {
            before = after;
            Thread.Sleep(Quiet);   // the time in which nothing may happen is what is measured
            after = Switches(process);
        }

        Assert.Equal(before, after);
        Stop();
        folder.Delete(recursive: true);
    }

    /// <summary>Each thread and how often it has gone to sleep.</summary>
    private static string Switches(int process)
    {
        var lines = new List<string>();
        foreach (var task in Directory.GetDirectories($"/proc/{process}/task").Order())
        {
            var status = File.ReadAllLines($"{task}/status");
            lines.Add($"{Path.GetFileName(task)} {status[0]} {status.Single(line => line.StartsWith("voluntary", StringComparison.Ordinal))}");
        }

        return string.Join('\n', lines);
    }
}
