using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>A null-terminated array of C strings, as argv and envp are, in one piece of native memory.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed unsafe class CStrings : IDisposable
{
    public CStrings(IReadOnlyList<string> strings)
    {
        var pointerBytes = (strings.Count + 1) * sizeof(byte*);
        var textBytes = strings.Sum(text => Encoding.UTF8.GetByteCount(text) + 1);
        if (strings.Any(text => text.Contains('\0')))
            throw Libc.Refusal("posix_spawn", null, Errno.EINVAL, "an argument or variable contains a NUL");

        Pointers = (byte**)NativeMemory.Alloc((nuint)(pointerBytes + textBytes));
        var rest = new Span<byte>((byte*)Pointers + pointerBytes, textBytes);
        for (var i = 0; i < strings.Count; i++)
        {
            Pointers[i] = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(rest));
            var length = Encoding.UTF8.GetBytes(strings[i], rest);
            rest[length] = 0;
            rest = rest[(length + 1)..];
        }

        Pointers[strings.Count] = null;
    }

    public byte** Pointers { get; private set; }

    public void Dispose()
    {
        NativeMemory.Free(Pointers);
        Pointers = null;
    }
}
