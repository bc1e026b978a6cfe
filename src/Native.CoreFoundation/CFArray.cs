using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>Lists. CFArray.h, https://developer.apple.com/documentation/corefoundation/cfarray. Immutable, safe on any thread.</summary>
public static unsafe partial class CFArray
{
    /// <summary>A CFArrayCallBacks, by address: the array retains what it holds.</summary>
    public static nint kCFTypeArrayCallBacks => CoreFoundationLibrary.Address(ref field);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFArrayGetCount(nint theArray);

    /// <summary>Borrowed. An index beyond the count ends the process.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFArrayGetValueAtIndex(nint theArray, nint idx);

    /// <summary>+1.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFArrayCreate(nint allocator, nint* values, nint numValues, nint callBacks);
}
