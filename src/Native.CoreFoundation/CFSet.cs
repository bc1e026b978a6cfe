using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>Sets. CFSet.h, https://developer.apple.com/documentation/corefoundation/cfset. Immutable, safe on any thread.</summary>
public static unsafe partial class CFSet
{
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFSetGetCount(nint theSet);

    /// <summary>Borrowed, each of them. <paramref name="values"/> has room for as many as <see cref="CFSetGetCount"/> says.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFSetGetValues(nint theSet, nint* values);
}
