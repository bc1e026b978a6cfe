using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>Bytes. CFData.h, https://developer.apple.com/documentation/corefoundation/cfdata. Immutable, safe on any thread.</summary>
public static unsafe partial class CFData
{
    /// <summary>Invalid where memory has run out.</summary>
    public static CFHandle Create(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
            return CFHandle.Owned(CFDataCreate(CFBase.kCFAllocatorDefault, first, bytes.Length));
    }

    /// <summary>The bytes of a borrowed <paramref name="data"/>, which must outlive the span; empty for 0.</summary>
    public static ReadOnlySpan<byte> Bytes(nint data) => data == 0 ? default : new(CFDataGetBytePtr(data), (int)CFDataGetLength(data));

    /// <summary>Copies the bytes; +1.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFDataCreate(nint allocator, byte* bytes, nint length);

    /// <summary>Points into the object.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial byte* CFDataGetBytePtr(nint theData);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFDataGetLength(nint theData);
}
