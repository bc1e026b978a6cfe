using System.Runtime.CompilerServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// CoreMIDI itself. https://developer.apple.com/documentation/coremidi. Objects are 32-bit numbers, 0 is none, and a number may come again
/// for another object. A CF reference that is passed in stays the caller's.
/// </summary>
public static partial class CoreMidiLibrary
{
    public const string Name = "/System/Library/Frameworks/CoreMIDI.framework/CoreMIDI";

    public static Framework Framework { get; } = new(Name);

    internal static nint Value(ref nint cache, [CallerMemberName] string symbol = "") => Framework.Value(ref cache, symbol);
}
