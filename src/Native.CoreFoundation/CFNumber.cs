using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>
/// Numbers and truth. CFNumber.h, https://developer.apple.com/documentation/corefoundation/cfnumber. Immutable, safe on any thread.
/// </summary>
public static unsafe partial class CFNumber
{
    // CFNumberType, a CFIndex
    public const nint kCFNumberSInt32Type = 3;
    public const nint kCFNumberSInt64Type = 4;
    public const nint kCFNumberIntType = 9;
    public const nint kCFNumberDoubleType = 13;

    /// <summary>Borrowed, for ever.</summary>
    public static nint kCFBooleanTrue => CoreFoundationLibrary.Value(ref field);

    /// <summary>Borrowed, for ever.</summary>
    public static nint kCFBooleanFalse => CoreFoundationLibrary.Value(ref field);

    public static CFHandle Create(int number) =>
        CFHandle.Owned(CFNumberCreate(CFBase.kCFAllocatorDefault, kCFNumberSInt32Type, &number));

    /// <summary>
    /// The value of a borrowed <paramref name="cf"/>; null for 0, for what is no number and for one that is no whole one of 64 bits.
    /// </summary>
    public static long? Read(nint cf)
    {
        long value;
        return cf != 0 && CFBase.CFGetTypeID(cf) == CFNumberGetTypeID() && CFNumberGetValue(cf, kCFNumberSInt64Type, &value) != 0
            ? value
            : null;
    }

    /// <summary>The value of a borrowed <paramref name="cf"/>; null for 0 and for what is neither true nor false.</summary>
    public static bool? ReadBoolean(nint cf) =>
        cf != 0 && CFBase.CFGetTypeID(cf) == CFBooleanGetTypeID() ? CFBooleanGetValue(cf) != 0 : null;

    /// <summary>+1. <paramref name="valuePtr"/> points at as many bytes as the type says.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFNumberCreate(nint allocator, nint theType, void* valuePtr);

    /// <summary>Boolean: 0 where the conversion lost something.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial byte CFNumberGetValue(nint number, nint theType, void* valuePtr);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nuint CFNumberGetTypeID();

    /// <summary>Boolean: compare with 0.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial byte CFBooleanGetValue(nint boolean);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nuint CFBooleanGetTypeID();
}
