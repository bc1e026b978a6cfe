using System.Runtime.InteropServices;

namespace Conductor.Native.Tests.Mac;

/// <summary>
/// Bytes with forbidden pages on both sides: whoever reads a byte outside of them ends the process.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int PROT_NONE = 0;
    private const int PROT_READ_WRITE = 3;
    private const int MAP_PRIVATE = 2;

    private static readonly int MAP_ANONYMOUS = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;

    private readonly byte* _pages;
    private readonly byte* _start;
    private readonly byte* _end;
    private readonly nuint _size;

    public GuardedMemory(int size)
    {
        var page = (nuint)Environment.SystemPageSize;
        var inner = ((nuint)size + page - 1) / page * page;
        _size = inner + 2 * page;
        _pages = (byte*)mmap(0, _size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        Assert.NotEqual(-1, (nint)_pages);
        _start = _pages + page;
        _end = _start + inner;
        Assert.Equal(0, mprotect((nint)_start, inner, PROT_READ_WRITE));
    }

    /// <summary>The bytes, the last of them before the page behind.</summary>
    public byte* AtEnd(ReadOnlySpan<byte> bytes)
    {
        Assert.True(bytes.Length <= _end - _start);
        bytes.CopyTo(new(_end - bytes.Length, bytes.Length));
        return _end - bytes.Length;
    }

    public void Dispose() => _ = munmap((nint)_pages, _size);

    [LibraryImport("libc")]
    private static partial nint mmap(nint addr, nuint length, int prot, int flags, int fd, nint offset);

    [LibraryImport("libc")]
    private static partial int mprotect(nint addr, nuint len, int prot);

    [LibraryImport("libc")]
    private static partial int munmap(nint addr, nuint length);
}
