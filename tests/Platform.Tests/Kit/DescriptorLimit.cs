using System.Runtime.InteropServices;

namespace Conductor.Platform.Tests.Kit;

/// <summary>Lowers the process's limit of open descriptors (RLIMIT_NOFILE) so that no new one can be had, and puts it back.</summary>
internal sealed partial class DescriptorLimit : IDisposable
{
    private const int RLIMIT_NOFILE = 7;

    private readonly Limit _before;

    private DescriptorLimit()
    {
        Assert.Equal(0, getrlimit(RLIMIT_NOFILE, out _before));
        var none = new Limit { Soft = (nuint)LowestFree(), Hard = _before.Hard };
        Assert.Equal(0, setrlimit(RLIMIT_NOFILE, in none));
    }

    public static DescriptorLimit NoneLeft() => new();

    public void Dispose() => Assert.Equal(0, setrlimit(RLIMIT_NOFILE, in _before));

    // The limit is on the number a new descriptor would get; poll takes it also as the most it may be given.
    private static nint LowestFree()
    {
        using var next = File.OpenHandle("/dev/null");
        return next.DangerousGetHandle();
    }

    [LibraryImport("libc")]
    private static partial int getrlimit(int resource, out Limit limit);

    [LibraryImport("libc")]
    private static partial int setrlimit(int resource, in Limit limit);

    private struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
