namespace Conductor.Published.Tests.Machine;

/// <summary>The tests that share the one machine.</summary>
[CollectionDefinition(Name)]
public sealed class MachineCollection : ICollectionFixture<TestMachine>
{
    public const string Name = "machine";
}
