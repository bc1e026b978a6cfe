using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>
/// Started with stdin, stdout or stderr closed, the next files we open would take their numbers, and log lines would go into them: the empty places are filled with /dev/null first.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static class StandardDescriptors
{
    private const int Last = 2;

    public static void Fill()
    {
        // A new descriptor takes the lowest free number; the first beyond the three is one too many.
        int number;
        do number = Files.open("/dev/null", Files.O_RDWR, 0);
        while (number is >= 0 and <= Last);
        if (number > Last) new Descriptor(number).Dispose();
    }
}
