using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

// Apple's frameworks exist on macOS alone.
[assembly: SupportedOSPlatform("macos")]
[assembly: DisableRuntimeMarshalling]
