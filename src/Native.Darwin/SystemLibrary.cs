namespace Conductor.Native.Darwin;

/// <summary>libSystem: C library, threads, Mach. No file lies at this path since macOS 11; dlopen(3) knows it.</summary>
public static partial class SystemLibrary
{
    public const string Name = "/usr/lib/libSystem.B.dylib";
}
