using System.Text;

namespace Conductor.Core.Config;

/// <summary>What <see cref="Names.Fold"/> takes for the same word, as a regular expression (ECMA 262, without flags), for the schema.</summary>
internal static class SpellingPattern
{
    private const string Ignored = "[-_]*";

    /// <summary>Any of the words, in any case, with <c>-</c> and <c>_</c> anywhere; or what fits <paramref name="other"/>.</summary>
    public static string Of(IEnumerable<string> words, string? other = null) =>
        $"^(?:{string.Join('|', words.Select(Names.Fold).Distinct().Select(Of).Concat(other is null ? [] : [other]))})$";

    private static string Of(string folded)
    {
        var pattern = new StringBuilder(Ignored);
        foreach (var c in folded) pattern.Append(char.IsAsciiLetterLower(c) ? $"[{c}{char.ToUpperInvariant(c)}]" : $"{c}").Append(Ignored);
        return pattern.ToString();
    }
}
