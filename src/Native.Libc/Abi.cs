namespace Conductor.Native.Libc;

/// <summary>Which system's numbers hold. Where a number differs, both stand side by side at its name; a native program keeps one of them.</summary>
internal static class Abi
{
#pragma warning disable RS0030 // numbers of the C library belong to the system that runs, whatever adapters CurrentPlatform chose
    public static bool IsDarwin => OperatingSystem.IsMacOS();
#pragma warning restore RS0030

    public static int Pick(int linux, int darwin) => IsDarwin ? darwin : linux;
}
