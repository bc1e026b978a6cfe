using Xunit.Sdk;
using Xunit.v3;

// umask, the environment, signal dispositions and the table of descriptors belong to the whole process.
[assembly: Parallelization(Mode = ParallelMode.None)]
