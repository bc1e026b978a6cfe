using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>
/// Keys and values. CFDictionary.h, https://developer.apple.com/documentation/corefoundation/cfdictionary. With the two tables of callbacks
/// below a dictionary retains what is put in and releases it with itself; a mutable one belongs to one thread at a time.
/// </summary>
public static unsafe partial class CFDictionary
{
    /// <summary>A CFDictionaryKeyCallBacks, by address.</summary>
    public static nint kCFTypeDictionaryKeyCallBacks => CoreFoundationLibrary.Address(ref field);

    /// <summary>A CFDictionaryValueCallBacks, by address.</summary>
    public static nint kCFTypeDictionaryValueCallBacks => CoreFoundationLibrary.Address(ref field);

    /// <summary>An empty one for objects of CoreFoundation; grows as needed.</summary>
    public static CFHandle CreateMutable() => CFHandle.Owned(CFDictionaryCreateMutable(
        CFBase.kCFAllocatorDefault, capacity: 0, kCFTypeDictionaryKeyCallBacks, kCFTypeDictionaryValueCallBacks));

    /// <summary>The value under a string; borrowed from the dictionary, 0 where there is none.</summary>
    public static nint Get(nint theDict, string key)
    {
        using var name = CFString.Create(key);
        return CFDictionaryGetValue(theDict, name.Pointer);
    }

    /// <summary>+1.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFDictionaryCreate(
        nint allocator, nint* keys, nint* values, nint numValues, nint keyCallBacks, nint valueCallBacks);

    /// <summary>+1.</summary>
    /// <param name="capacity">A hint; 0: no idea.</param>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFDictionaryCreateMutable(nint allocator, nint capacity, nint keyCallBacks, nint valueCallBacks);

    /// <summary>Retains both, with the tables above.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFDictionarySetValue(nint theDict, nint key, nint value);

    /// <summary>Borrowed; 0 where there is none.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFDictionaryGetValue(nint theDict, nint key);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFDictionaryGetCount(nint theDict);
}
