using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

// The layouts and flags below are glibc's on Linux, x86-64 and arm64. Each differing number says so where it stands.
[assembly: SupportedOSPlatform("linux")]
[assembly: DisableRuntimeMarshalling]
