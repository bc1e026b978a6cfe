using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

// What only Darwin's C library has, or has in another layout; what both systems share is Native.Libc.
[assembly: SupportedOSPlatform("macos")]
[assembly: DisableRuntimeMarshalling]
