using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Conductor.Published.Tests.Kit;

/// <summary>How much is asked of this run: everything, where TESTS_ALL or CI says so.</summary>
public static class Tier
{
    /// <summary>Set by scripts/test.sh --all: slow tests run, too.</summary>
    public static bool IsAll => Environment.GetEnvironmentVariable("TESTS_ALL") == "1";

    /// <summary>What cannot run here is a failure, not a skip.</summary>
    public static bool MustRunAll => IsAll || Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Skips the test, or fails it where everything must run.</summary>
    public static void Skip(string reason)
    {
        if (MustRunAll) Assert.Fail($"This test must run here and can't: {reason}");
        Assert.Skip(reason);
    }

    public static void SkipUnless(bool possible, string reason)
    {
        if (!possible) Skip(reason);
    }
}

/// <summary>A test that takes more than 15 s: has the trait tier=slow, and runs only with scripts/test.sh --all.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlowFactAttribute : FactAttribute, ITraitAttribute
{
    public SlowFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = "slow: runs with scripts/test.sh --all";
        SkipType = typeof(Tier);
        SkipUnless = nameof(Tier.IsAll);
    }

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("tier", "slow")];
}
