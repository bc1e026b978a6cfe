using System.Runtime.Versioning;
using Xunit.Sdk;
using Xunit.v3;

[assembly: SupportedOSPlatform("linux")]

// The sequencer is one for all: a test that counts announcements must not hear another one's ports.
[assembly: Parallelization(Mode = ParallelMode.None)]
