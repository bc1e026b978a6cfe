using System.Text;

namespace Conductor.TestKit;

/// <summary>Makes files that nobody wrote of files that somebody did: by the file's number, so that each can be made again.</summary>
/// <param name="seeds">What it begins with.</param>
/// <param name="seed">Which of all possible files it makes.</param>
public sealed class ConfigMutator(IReadOnlyList<string> seeds, int seed)
{
    private static readonly string[] Pieces =
    [
        "[", "]", "[[", "]]", "{", "}", "\"", "'", "\"\"\"", "'''", "=", ".", ",", "#", "\n", "\r\n", "\r", "\t", " ", "\\", "\\u0041", "\\UFFFFFFFF", "\\x7f", "-", "+", "_", "0x", "1e9", "nan", "-inf", "true",
        "12:00", "2026-01-01", "\u0001", "\0", "\u007F", "\u0085", "\u2028", "\uFEFF", "🎹", "e\u0301", "\u202E", "9223372036854775808", "128", "-1", "0.5", "1_0", "[]", "{}", "\"\"",
        "note = 128\n", "[modes]\n", "[[modes]]\n", "[[modes.mappings]]\n", "modes = 5\n", "a.b.c = 1\n", "type = \"Note\"", "{ Note = 1 }", "[modes.mappings]\n", "[daemon.x]\n", "\"modes\"", "[\"a\\\"b\"]\n",
        "include = [\"config.toml\"]\n", "velocity_range = [1, 2]", "ranges = [{ min = 1, max = 0 }]", "message = { }", "condition = \"ActiveApp\"\nvalue = \"x\"\n", "relative = true", "actions = []",
    ];

    /// <summary>What may stand in the place of any value.</summary>
    public static readonly string[] OddValues =
    [
        "\"\"", "\" \"", "\"-\"", "\"+\"", "\"\\u0000\"", "\"🎹\"", "\"next\"", "\"any\"", "\"C4-\"", "\"-1\"", "\"F0\"", "\"12:00\"", "0", "-1", "1", "127", "128", "255", "9223372036854775807", "-9223372036854775808",
        "0.0", "-0.5", "1e308", "nan", "-inf", "true", "false", "[]", "[[]]", "[0]", "[1, 1]", "[2, 1]", "[\"\"]", "[{}]", "[-1, 300, 0.5]", "{}", "{ type = \"\" }", "{ type = 1 }", "{ x = 1 }", "{ \"\" = {} }", "1979-05-27", "07:32:00",
    ];

    /// <summary>The file of that number; each takes its own way through the mutations.</summary>
    public byte[] File(int number)
    {
        var random = new Random(HashOf(number));
        var text = new StringBuilder(Seed(random));
        for (var changes = random.Next(1, 6); changes > 0; changes--) Change(random, text);
        var utf8 = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(8) == 0) FlipBits(random, utf8);
        return utf8;
    }

    /// <summary>Numbers in a row begin far from each other.</summary>
    private int HashOf(int number)
    {
        var bits = ((ulong)(uint)seed << 32) | (uint)number;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return (int)(bits ^ (bits >> 31));
    }

    /// <summary>Of two, the shorter: great files show nothing that small ones don't, and cost more.</summary>
    private string Seed(Random random)
    {
        var (one, other) = (seeds[random.Next(seeds.Count)], seeds[random.Next(seeds.Count)]);
        return one.Length < other.Length ? one : other;
    }

    private void Change(Random random, StringBuilder text)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(16))
        {
            case 0 or 1: text.Insert(at, Pieces[random.Next(Pieces.Length)]); break;
            case 2: text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)); break;
            case 3 when at < text.Length: text[at] = (char)random.Next(32, 127); break;
            case 4: text.Insert(at, Part(random, text.ToString(), 60)); break;
            case 5: text.Insert(at, Part(random, Seed(random), 200)); break;
            case 6 when random.Next(3) == 0: text.Length = at; break;
            case 7: MoveLine(random, text); break;
            case 8: RepeatTable(random, text); break;
            case 9: Splice(random, text, at); break;
            case 10 or 11: ReplaceValue(random, text); break;
            case 12 or 13: SwapTokens(random, text); break;
            default: ReplaceToken(random, text); break;
        }
    }

    private static string Part(Random random, string text, int most)
    {
        var start = random.Next(text.Length + 1);
        return text.Substring(start, Math.Min(random.Next(most), text.Length - start));
    }

    private static void MoveLine(Random random, StringBuilder text)
    {
        var lines = text.ToString().Split('\n').ToList();
        var line = lines[random.Next(lines.Count)];
        if (random.Next(2) == 0) lines.Remove(line);
        for (var copies = random.Next(8) == 0 ? 20 : 1; copies > 0; copies--) lines.Insert(random.Next(lines.Count + 1), line);
        text.Clear().AppendJoin('\n', lines);
    }

    /// <summary>From one header to the next, put before any other.</summary>
    private static void RepeatTable(Random random, StringBuilder text)
    {
        var whole = text.ToString();
        List<int> headers = [0, .. Enumerable.Range(0, whole.Length).Where(i => whole[i] == '[' && (i == 0 || whole[i - 1] == '\n')), whole.Length];
        var table = random.Next(headers.Count - 1);
        text.Insert(headers[random.Next(headers.Count)], whole[headers[table]..headers[table + 1]]);
    }

    /// <summary>This file's beginning and another's end.</summary>
    private void Splice(Random random, StringBuilder text, int at)
    {
        var other = Seed(random);
        text.Length = at;
        text.Append(other.AsSpan(random.Next(other.Length + 1)));
    }

    /// <summary>From an equals sign to the next comma, bracket or line.</summary>
    private static void ReplaceValue(Random random, StringBuilder text)
    {
        var whole = text.ToString();
        var start = whole.IndexOf('=', random.Next(whole.Length + 1)) + 1;
        var length = whole.AsSpan(start).IndexOfAny(",}]\n");
        if (start > 0 && length >= 0) text.Remove(start, length).Insert(start, OddValues[random.Next(OddValues.Length)]);
    }

    private static void SwapTokens(Random random, StringBuilder text)
    {
        var whole = text.ToString();
        var (first, second) = (TokenAt(whole, random.Next(whole.Length + 1)), TokenAt(whole, random.Next(whole.Length + 1)));
        if (first.Start.Value > second.Start.Value) (first, second) = (second, first);
        if (first.End.Value > second.Start.Value) return;
        text.Clear().Append(whole[..first.Start.Value]).Append(whole[second]).Append(whole[first.End.Value..second.Start.Value]).Append(whole[first]).Append(whole[second.End.Value..]);
    }

    /// <summary>By one of the same file or of another: a word that is known, at a place that is not its own.</summary>
    private void ReplaceToken(Random random, StringBuilder text)
    {
        var whole = text.ToString();
        var other = random.Next(2) == 0 ? whole : Seed(random);
        var (place, word) = (TokenAt(whole, random.Next(whole.Length + 1)), TokenAt(other, random.Next(other.Length + 1)));
        text.Clear().Append(whole[..place.Start.Value]).Append(other[word]).Append(whole[place.End.Value..]);
    }

    /// <summary>A word or a text in quotes, or the sign there.</summary>
    private static Range TokenAt(string text, int at)
    {
        if (at >= text.Length) return text.Length..text.Length;
        var (start, end) = (at, at + 1);
        if (!IsOfWord(text[at])) return start..end;
        while (start > 0 && IsOfWord(text[start - 1])) start--;
        while (end < text.Length && IsOfWord(text[end])) end++;
        return start..end;
    }

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '"';

    private static void FlipBits(Random random, byte[] utf8)
    {
        for (var flips = random.Next(1, 4); flips > 0 && utf8.Length > 0; flips--) utf8[random.Next(utf8.Length)] ^= (byte)(1 << random.Next(8));
    }
}
