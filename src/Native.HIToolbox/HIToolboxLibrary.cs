using System.Runtime.CompilerServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.HIToolbox;

/// <summary>Carbon, which hands on what HIToolbox inside of it exports. https://developer.apple.com/documentation/carbon</summary>
public static partial class HIToolboxLibrary
{
    public const string Name = "/System/Library/Frameworks/Carbon.framework/Carbon";

    public static Framework Framework { get; } = new(Name);

    internal static nint Value(ref nint cache, [CallerMemberName] string symbol = "") => Framework.Value(ref cache, symbol);
}
