using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.CoreAudio;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreMidi;
using Conductor.Native.Darwin;

namespace Conductor.Platform.MacOS;

/// <summary>The clock, the structures that calls exchange, the session, sleep and wake, and watching files.</summary>
[SupportedOSPlatform("macos")]
internal static class SystemCheck
{
    private const long MostApart = 1_000_000;   // µs: two clocks that count the same seconds

    public static IEnumerable<Finding> Look(IPlatform platform, SystemPower power) =>
    [
        LookAtClock(),
        LookAtSizes(),
        LookAtSession(),
        LookAtPower(power),
        LookAtFiles(platform),
    ];

    private static Finding LookAtClock()
    {
        const string Id = "system.clock";
        var (ours, stopwatch) = (HostTime.Now, Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000));
        var step = SmallestStep();
        if (step <= 0) return new Finding(Id, FindingState.Bad, "mach_absolute_time stands still or goes back", "restart the Mac");
        var text = $"The clock of MIDI goes forward in steps of {step} ticks ({HostTime.Scale} ns each) and stands at {ours / 1e6:0.000} s";
        return Math.Abs(ours - stopwatch) <= MostApart
            ? new Finding(Id, FindingState.Good, text)
            : new Finding(Id, FindingState.Notice, $"{text}, .NET's at {stopwatch / 1e6:0.000} s", "report this with conductorctl doctor --json");
    }

    private static long SmallestStep()
    {
        var (last, step) = (HostTime.Ticks, long.MaxValue);
        for (var i = 0; i < 10_000; i++)
        {
            var now = HostTime.Ticks;
            if (now < last) return -1;
            if (now > last) step = Math.Min(step, (long)(now - last));
            last = now;
        }

        return step == long.MaxValue ? 0 : step;
    }

    private static unsafe Finding LookAtSizes()
    {
        (string Name, int Size, int Expected)[] sizes =
        [
            ("MIDIPacketList", sizeof(MIDIPacketList), 272), ("MIDIObjectAddRemoveNotification", sizeof(MIDIObjectAddRemoveNotification), 24), ("CFRange", sizeof(CFRange), 16),
            ("CFRunLoopSourceContext", sizeof(CFRunLoopSourceContext), 80), ("CGPoint", sizeof(CGPoint), 16), ("AudioObjectPropertyAddress", sizeof(AudioObjectPropertyAddress), 12),
            ("kevent", sizeof(kevent), 32), ("stat", sizeof(stat), 144), ("statfs", sizeof(statfs), 2168),
        ];
        var text = string.Join(", ", sizes.Select(size => $"{size.Name} {size.Size}"));
        var rule = PacketListReader.RoundsUpHere ? "packets begin at multiples of 4" : "packets follow each other without a gap";
        return sizes.All(size => size.Size == size.Expected)
            ? new Finding("system.sizes", FindingState.Good, $"Structures have the sizes of Apple's headers ({text}); {rule} ({RuntimeInformation.ProcessArchitecture})")
            : new Finding("system.sizes", FindingState.Bad, $"Structures have other sizes than Apple's headers say: {text}", "this is a mistake of Conductor's: report it with conductorctl doctor --json");
    }

    private static Finding LookAtSession() => MacSession.Exists
        ? new Finding("system.session", FindingState.Good, "This runs in a desktop session")
        : new Finding("system.session", FindingState.Bad, "This does not run in a desktop session (ssh, or a service outside one): keys can't be pressed", "run it in the desktop session: conductorctl service install");

    private static Finding LookAtPower(SystemPower power) => power.IsListening
        ? new Finding("system.power", FindingState.Good, "The system tells when it has woken up")
        : new Finding("system.power", FindingState.Notice, "The system does not tell when it has woken up: MIDI relies on CoreMIDI's own notifications then", "unplug a controller that is silent after sleep and plug it in again");

    private static Finding LookAtFiles(IPlatform platform)
    {
        try
        {
            using var watch = platform.CreateFileWatch();
            watch.Watch([platform.Paths.ConfigDirectory]);
            return new Finding("system.kqueue", FindingState.Good, "Files can be watched (kqueue)");
        }
        catch (NativeException e)
        {
            return new Finding("system.kqueue", FindingState.Bad, $"Files can't be watched: {e.Function}: {e.Symbol}", "close programs that hold many files open, then look again");
        }
    }
}
