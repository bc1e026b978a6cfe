using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

// CFCGTypes.h, https://developer.apple.com/documentation/corefoundation/cgpoint. CGFloat is a double on both architectures.

/// <summary>In points; which way y grows is said by the function.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CGPoint
{
    public double x;
    public double y;
}

/// <summary>In points.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CGSize
{
    public double width;
    public double height;
}

[StructLayout(LayoutKind.Sequential)]
public struct CGRect
{
    public CGPoint origin;
    public CGSize size;
}
