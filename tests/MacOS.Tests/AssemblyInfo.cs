using System.Runtime.CompilerServices;
using Xunit.Sdk;
using Xunit.v3;

// The stand-in is one world for the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: DisableRuntimeMarshalling]
