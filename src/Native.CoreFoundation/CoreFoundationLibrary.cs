using System.Runtime.CompilerServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>CoreFoundation itself. https://developer.apple.com/documentation/corefoundation</summary>
public static partial class CoreFoundationLibrary
{
    public const string Name = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation";

    public static Framework Framework { get; } = new(Name);

    internal static nint Value(ref nint cache, [CallerMemberName] string symbol = "") => Framework.Value(ref cache, symbol);

    internal static nint Address(ref nint cache, [CallerMemberName] string symbol = "") => Framework.Address(ref cache, symbol);
}
