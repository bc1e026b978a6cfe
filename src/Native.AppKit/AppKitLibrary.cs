using System.Runtime.CompilerServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.AppKit;

/// <summary>AppKit itself, whose classes are there once it is loaded. https://developer.apple.com/documentation/appkit</summary>
public static partial class AppKitLibrary
{
    public const string Name = "/System/Library/Frameworks/AppKit.framework/AppKit";

    public static Framework Framework { get; } = new(Name);

    internal static nint Value(ref nint cache, [CallerMemberName] string symbol = "") => Framework.Value(ref cache, symbol);
}
