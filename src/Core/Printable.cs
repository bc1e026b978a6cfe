namespace Conductor.Core;

/// <summary>Text from outside (the file, the wire, other programs), fit for a sentence, a log and a terminal: control characters become escapes, and it has an end.</summary>
public static class Printable
{
    private const int Longest = 400;

    /// <param name="text">What came.</param>
    /// <param name="longest">In UTF-16 units; what is cut ends in "…".</param>
    public static string Of(string text, int longest = Longest)
    {
        var isCut = text.Length > longest;
        if (isCut) text = text[..longest];
        if (text.Any(char.IsControl)) text = string.Concat(text.Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString()));
        return isCut ? text + "…" : text;
    }

    /// <summary>All of it.</summary>
    public static string Whole(string text) => Of(text, int.MaxValue);
}
