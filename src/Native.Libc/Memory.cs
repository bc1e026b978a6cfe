using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Libc;

/// <summary>Advice about memory. &lt;sys/mman.h&gt;, https://man7.org/linux/man-pages/man2/madvise.2.html</summary>
[SupportedOSPlatform("linux")]
public static unsafe partial class Memory
{
    /// <summary>The pages are not needed: of a file mapping that was never written, they are read again from the file (its cache) when touched.</summary>
    public const int MADV_DONTNEED = 4;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int madvise(void* addr, nuint length, int advice);
}
