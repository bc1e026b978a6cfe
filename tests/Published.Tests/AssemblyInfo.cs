using System.Runtime.Versioning;
using Conductor.Published.Tests.Kit;
using Xunit.Sdk;
using Xunit.v3;

// Most of these tests wait for a debounce or for the virtual machine, which comes first because it takes longest.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(MachineFirst))]
[assembly: SupportedOSPlatform("linux")]
