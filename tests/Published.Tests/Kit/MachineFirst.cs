using Conductor.Published.Tests.Machine;
using Xunit.Sdk;
using Xunit.v3;

namespace Conductor.Published.Tests.Kit;

/// <summary>The tests that share the machine run one after another, so they begin before all others.</summary>
public sealed class MachineFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName == MachineCollection.Name ? 0 : 1)];
}
