using System.Diagnostics;
using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;
using Conductor.Native.Libc;

namespace Conductor.Platform.Linux;

/// <summary>The clock, the priority, the structures that calls exchange, and what watching files takes.</summary>
[SupportedOSPlatform("linux")]
internal static class KernelCheck
{
    private const int Readings = 10_000;

    /// <summary>What the headers say, on x86-64 and arm64.</summary>
    private static readonly (string Name, int Size, int Expected)[] Sizes = SizesOf();

    public static IEnumerable<Finding> Look(SystemRoot root, IPlatform platform) =>
    [
        LookAtClock(root),
        LookAtPriority(platform.Processes),
        LookAtSizes(Sizes),
        LookAtInotify(root, platform),
    ];

    private static Finding LookAtClock(SystemRoot root)
    {
        var source = root.Read("/sys/devices/system/clocksource/clocksource0/current_clocksource") ?? "unknown";
        return Clock(source, Stopwatch.Frequency, Stopwatch.GetTimestamp);
    }

    /// <summary>The smallest step it makes, and whether it ever goes back.</summary>
    internal static Finding Clock(string source, long frequency, Func<long> read)
    {
        const string Id = "system.clock";
        var (last, step) = (read(), long.MaxValue);
        for (var i = 0; i < Readings; i++)
        {
            var now = read();
            if (now < last) return new Finding(Id, FindingState.Bad, $"The monotonic clock goes back (source {source})", "choose another clock source: see /sys/devices/system/clocksource/clocksource0/available_clocksource");
            if (now > last) step = Math.Min(step, now - last);
            last = now;
        }

        if (step == long.MaxValue) return new Finding(Id, FindingState.Bad, $"The monotonic clock stands still (source {source})", "restart the machine");
        var nanoseconds = (long)(step * 1e9 / frequency);
        var text = $"The monotonic clock goes forward in steps of {nanoseconds} ns (source {source})";
        return nanoseconds > 1_000_000
            ? new Finding(Id, FindingState.Notice, text + ": gestures are timed no better", "choose another clock source: see /sys/devices/system/clocksource/clocksource0/available_clocksource")
            : new Finding(Id, FindingState.Good, text);
    }

    /// <summary>On a thread that ends at once: ours keeps its priority.</summary>
    private static Finding LookAtPriority(IProcesses processes)
    {
        var isAllowed = false;
        var thread = new Thread(() => isAllowed = processes.PreferThisThread()) { IsBackground = true };
        thread.Start();
        thread.Join();
        return isAllowed
            ? new Finding("system.priority", FindingState.Good, "The engine may run before ordinary work (SCHED_RR)")
            : new Finding("system.priority", FindingState.Notice, "The engine may not run before ordinary work (SCHED_RR): under load a note may come later", "echo '@audio - rtprio 95' | sudo tee /etc/security/limits.d/95-conductor.conf, add your user to the group audio, then log in again");
    }

    internal static Finding LookAtSizes(IReadOnlyList<(string Name, int Size, int Expected)> sizes)
    {
        var wrong = sizes.Where(size => size.Size != size.Expected).ToList();
        return wrong.Count == 0
            ? new Finding("system.sizes", FindingState.Good, $"Structures have the sizes of this system's headers: {string.Join(", ", sizes.Select(size => $"{size.Name} {size.Size}"))}")
            : new Finding("system.sizes", FindingState.Bad, $"Structures have other sizes than this system's headers say: {string.Join(", ", wrong.Select(size => $"{size.Name} {size.Size} instead of {size.Expected}"))}", "this is a mistake of Conductor's: report it with conductorctl doctor --json");
    }

    private static unsafe (string, int, int)[] SizesOf() =>
    [
        ("statx", sizeof(statx), 256),
        ("input_event", sizeof(input_event), 24),
        ("uinput_setup", sizeof(uinput_setup), 92),
        ("snd_seq_event_t", sizeof(snd_seq_event_t), 28),
        ("pollfd", sizeof(pollfd), 8),
        ("timespec", sizeof(timespec), 16),
    ];

    private static Finding LookAtInotify(SystemRoot root, IPlatform platform)
    {
        const string Id = "system.inotify";
        var watches = root.Read("/proc/sys/fs/inotify/max_user_watches") ?? "?";
        var instances = root.Read("/proc/sys/fs/inotify/max_user_instances") ?? "?";
        try
        {
            using var watch = platform.CreateFileWatch();
            watch.Watch([platform.Paths.ConfigDirectory]);
            return new Finding(Id, FindingState.Good, $"Files can be watched (inotify: up to {watches} watches and {instances} instances a user)");
        }
        catch (NativeException e)
        {
            return new Finding(Id, FindingState.Bad, $"Files can't be watched: {e.Function}: {e.Symbol} (inotify: up to {watches} watches and {instances} instances a user)", "sudo sysctl fs.inotify.max_user_instances=1024 fs.inotify.max_user_watches=524288, and the same in /etc/sysctl.d");
        }
    }
}
