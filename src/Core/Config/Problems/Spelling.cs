namespace Conductor.Core.Config;

/// <summary>"Did you mean …?": the nearest of the names that are legal at a place.</summary>
public static class Spelling
{
    /// <summary>The nearest name within a third of the word's length (at least 2 changes, but never more than half of the longer word), or null.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var folded = Names.Fold(word);
        var limit = Math.Max(2, folded.Length / 3);
        string? best = null;
        foreach (var candidate in known)
        {
            var other = Names.Fold(candidate);
            var distance = Distance(folded, other, limit);
            if (distance > limit || distance * 2 > Math.Max(folded.Length, other.Length)) continue;
            limit = distance - 1;
            best = candidate;
            if (limit < 0) break;
        }

        return best;
    }

    /// <summary>Changes, insertions, removals and swaps of neighbours (optimal string alignment); anything beyond the limit is limit + 1.</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || a.Length > 64 || b.Length > 64) return limit + 1;
        Span<int> beforeLast = stackalloc int[b.Length + 1], last = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (swapped) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            last.CopyTo(beforeLast);
            row.CopyTo(last);
        }

        return last[b.Length];
    }
}
