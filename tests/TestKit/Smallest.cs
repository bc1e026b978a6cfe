using System.Text;

namespace Conductor.TestKit;

/// <summary>The least of a text that still fails as the whole does: what a person wants to look at.</summary>
public static class Smallest
{
    private const int MaxTries = 4_000;

    /// <param name="text">Fails.</param>
    /// <param name="fails">Whether a text fails in the same way.</param>
    public static string Of(string text, Func<string, bool> fails)
    {
        var tries = 0;
        bool Still(string shorter) => tries++ < MaxTries && fails(shorter);
        text = Without(text, line => line.Split('\n').ToList(), lines => string.Join('\n', lines), Still);
        return Without(text, Signs, string.Concat, Still);
    }

    private static List<string> Signs(string text) => [.. text.EnumerateRunes().Select(rune => rune.ToString())];

    /// <summary>Takes away ever smaller stretches of the parts, as long as it fails without them.</summary>
    private static string Without(string text, Func<string, List<string>> split, Func<List<string>, string> join, Func<string, bool> fails)
    {
        var parts = split(text);
        for (var length = parts.Count / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= parts.Count;)
            {
                List<string> shorter = [.. parts.Take(start), .. parts.Skip(start + length)];
                if (fails(join(shorter))) parts = shorter;
                else start += length;
            }
        }

        return join(parts);
    }

    /// <summary>For bytes that are text; of others nothing is taken away.</summary>
    public static byte[] Of(byte[] utf8, Func<byte[], bool> fails) =>
        System.Text.Unicode.Utf8.IsValid(utf8) ? Encoding.UTF8.GetBytes(Of(Encoding.UTF8.GetString(utf8), text => fails(Encoding.UTF8.GetBytes(text)))) : utf8;
}
