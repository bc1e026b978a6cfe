using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

// ALSA exists on Linux alone.
[assembly: SupportedOSPlatform("linux")]
[assembly: DisableRuntimeMarshalling]
