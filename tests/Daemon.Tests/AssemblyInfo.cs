using Xunit.Sdk;
using Xunit.v3;

// Signals, children and the Console's stderr belong to the whole process: one daemon at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]
