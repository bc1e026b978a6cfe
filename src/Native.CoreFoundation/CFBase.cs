using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>CFIndex, twice.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CFRange
{
    public nint location;
    public nint length;
}

/// <summary>
/// What every object has. CFBase.h, https://developer.apple.com/documentation/corefoundation/cftype.
/// What a function with Create or Copy in its name returns is the caller's (+1) and must be released; what one with Get returns is borrowed
/// and lives as long as its owner. Retaining and releasing is safe on any thread.
/// </summary>
public static partial class CFBase
{
    /// <summary>The default allocator; the variable of this name holds NULL.</summary>
    public const nint kCFAllocatorDefault = 0;

    // CFComparisonResult
    public const nint kCFCompareLessThan = -1;
    public const nint kCFCompareEqualTo = 0;
    public const nint kCFCompareGreaterThan = 1;

    /// <summary>Gives <paramref name="cf"/> back, which is now also the caller's. Never with 0.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFRetain(nint cf);

    /// <summary>Never with 0: CoreFoundation ends the process.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRelease(nint cf);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nuint CFGetTypeID(nint cf);

    /// <summary>For tests and diagnosis alone; a huge number for objects that are never freed.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFGetRetainCount(nint cf);

    /// <summary>Boolean: compare with 0.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial byte CFEqual(nint cf1, nint cf2);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nuint CFHash(nint cf);

    /// <summary>A CFString for people who debug, +1; 0 where there is none.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFCopyDescription(nint cf);
}
