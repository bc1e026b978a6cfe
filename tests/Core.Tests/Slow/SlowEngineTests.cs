using Conductor.Core.Triggers;
using CsCheck;

namespace Conductor.Core.Tests.Slow;

/// <summary>Whatever is played, the engine does what its description says, as another reading of the same description has it.</summary>
public class SlowEngineTests
{
    /// <summary>Another number makes other scenarios: <c>GENERATED_SEED=5000</c>.</summary>
    private static readonly int First = int.Parse(Environment.GetEnvironmentVariable("GENERATED_SEED") ?? "0");

    [Fact]
    public void Any_sequence_means_the_same() => CompareAll(20_000);

    [Fact]
    [Trait("tier", "slow")]
    public void Any_sequence_of_very_many_means_the_same() => CompareAll(1_000_000);

    /// <summary>Else the tests above could be green for want of something to compare.</summary>
    [Fact]
    public void Every_trigger_fires_in_the_scenarios() =>
        Assert.Empty(Enum.GetValues<TriggerKind>().Except(Enumerable.Range(0, 500).SelectMany(seed => ScenarioPlay.Fired(Of(seed)))));

    [Fact]
    public void Every_scenario_can_be_played() => Assert.All(Enumerable.Range(First, 500), seed => Assert.NotNull(ScenarioPlay.Of(Of(seed))));

    private static void CompareAll(int count)
    {
        var failed = Parallel.For(First, First + count, (seed, state) =>
        {
            if (Differs(Of(seed))) state.Break();
        }).LowestBreakIteration;
        if (failed is { } number) Assert.Fail(Told((int)number));
    }

    private static Scenario Of(int seed) => ScenarioGen.Any.Generate(new PCG((uint)seed & 0xFFFF, (ulong)(uint)seed * 0x9E3779B97F4A7C15), null, out _);

    private static bool Differs(Scenario scenario) => ScenarioPlay.Of(scenario) is { Count: > 0 } steps && steps[^1].Differs;

    private static string Told(int seed)
    {
        var smallest = ScenarioShrink.Of(Of(seed), Differs);
        return $"seed {seed}\n{ScenarioText.Of(smallest, ScenarioPlay.Of(smallest)!)}";
    }
}
