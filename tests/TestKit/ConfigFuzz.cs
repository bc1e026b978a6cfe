using System.Collections.Concurrent;
using System.Text;

namespace Conductor.TestKit;

/// <summary>Examines very many mutated files, on every core there is, and shows the first that fails: small, and with what makes it again.</summary>
public static class ConfigFuzz
{
    /// <summary>Null where every file keeps the reader's promises; else what to tell.</summary>
    /// <param name="seeds">What the mutations begin with.</param>
    /// <param name="seed">Which files are made.</param>
    /// <param name="first">Number of the first.</param>
    /// <param name="count">How many.</param>
    public static string? Run(IReadOnlyList<string> seeds, int seed, int first, int count)
    {
        var mutator = new ConfigMutator(seeds, seed);
        var failures = new ConcurrentDictionary<int, Exception>();
        Parallel.For(first, first + count, (number, state) =>
        {
            if (Failure(mutator.File(number)) is not { } failure) return;
            failures[number] = failure;
            state.Break();
        });
        if (failures.IsEmpty) return null;
        var lowest = failures.Keys.Min();
        var smallest = Least(mutator.File(lowest), failures[lowest]);
        return $"FUZZ_SEED={seed} FUZZ_FIRST={lowest} makes it again: {failures[lowest]}\n---- the least that fails so:\n{Encoding.UTF8.GetString(smallest)}";
    }

    private static Exception? Failure(byte[] utf8)
    {
        try
        {
            ConfigExamination.Examine(utf8);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static byte[] Least(byte[] utf8, Exception failure) => Smallest.Of(utf8, shorter => IsSame(failure, Failure(shorter)));

    /// <summary>The same exception, thrown at the same place.</summary>
    private static bool IsSame(Exception one, Exception? other) => other?.GetType() == one.GetType() && other.StackTrace?.Split('\n')[0] == one.StackTrace?.Split('\n')[0];
}
