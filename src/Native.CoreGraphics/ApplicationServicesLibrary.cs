using System.Runtime.CompilerServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreGraphics;

/// <summary>
/// ApplicationServices, which hands on what HIServices inside of it exports.
/// https://developer.apple.com/documentation/applicationservices
/// </summary>
public static partial class ApplicationServicesLibrary
{
    public const string Name = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices";

    public static Framework Framework { get; } = new(Name);

    internal static nint Value(ref nint cache, [CallerMemberName] string symbol = "") => Framework.Value(ref cache, symbol);
}
