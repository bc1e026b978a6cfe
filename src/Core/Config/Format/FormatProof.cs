namespace Conductor.Core.Config;

/// <summary>What must be so before a formatted text replaces the old one.</summary>
internal static class FormatProof
{
    /// <summary>A sentence's beginning where the new text isn't as good as the old one, or null.</summary>
    public static string? Refusal(Formatter.Reading.File before, Formatter.Reading.File after)
    {
        if (!after.Result.IsValid) return $"Formatted, it would have an error ({after.Result.Problems.First(problem => problem.IsError).Message})";
        if (!ConfigEquality.Same(before.Result.Config!, after.Result.Config!)) return "Formatted, it would mean something else";
        if (NewProblem(before.Result, after.Result) is { } problem) return $"Formatted, it would have a new problem ({problem.Message})";
        return Comments(before).SequenceEqual(Comments(after)) ? null : "Formatted, it would lose a comment";
    }

    /// <summary>Today's spelling of a thing may name another one that isn't built yet; anything else must have been there before.</summary>
    private static Problem? NewProblem(ConfigResult before, ConfigResult after)
    {
        var left = before.Problems.CountBy(problem => problem.Code).ToDictionary();
        foreach (var problem in after.Problems)
        {
            if (problem.Code == "not-built-yet") continue;
            var count = left.GetValueOrDefault(problem.Code);
            if (count == 0) return problem;
            left[problem.Code] = count - 1;
        }

        return null;
    }

    /// <summary>In no order: they move with what they belong to.</summary>
    private static IEnumerable<string> Comments(Formatter.Reading.File file) =>
        file.Map.Source.Comments.Select(comment => comment.In(file.Text).TrimEnd()).Order(StringComparer.Ordinal);
}
