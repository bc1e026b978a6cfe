using System.Runtime.CompilerServices;

// The layouts and flags below are glibc's on Linux, x86-64 and arm64, and Darwin's where they differ (apple-oss-distributions/xnu, bsd/sys). What only Linux has is marked so.
[assembly: DisableRuntimeMarshalling]
[assembly: InternalsVisibleTo("Conductor.Native.Tests")]
