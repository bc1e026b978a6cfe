using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Conductor.Core.Config;

/// <summary>Bytes that are no text of ours: too many, not UTF-8, or with a NUL among them. Told before anything is read, with line, column and what can be shown.</summary>
internal static class FileRefusal
{
    private const int Shown = 1_000;   // bytes of a line

    /// <param name="file">As it was named.</param>
    /// <param name="utf8">Its content without a byte order mark.</param>
    public static Problem? Of(string file, ReadOnlySpan<byte> utf8)
    {
        const int Max = ConfigReader.MaxFileBytes;
        if (utf8.Length > Max) return Whole(file, "file-too-large", $"The file has {utf8.Length} bytes; at most {Max} (4 MiB) are read. Split it with 'include'");
        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return At(file, utf8, 0, "not-utf8", "The file is UTF-16: save it as UTF-8");
        if (!Utf8.IsValid(utf8)) return At(file, utf8, FirstInvalid(utf8), "not-utf8", "The file is not UTF-8 here: save it as UTF-8");
        return utf8.IndexOf((byte)0) is >= 0 and var zero ? At(file, utf8, zero, "nul-byte", "There is a NUL byte here: save the file as plain text, in UTF-8") : null;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(utf8[at..], out _, out var length) == OperationStatus.Done) at += length;
        return at;
    }

    private static Problem Whole(string file, string code, string message) =>
        new() { Severity = Severity.Error, Code = code, Message = message, File = file, Line = 1, Column = 1, Length = 1 };

    private static Problem At(string file, ReadOnlySpan<byte> utf8, int at, string code, string message)
    {
        var start = utf8[..at].LastIndexOf((byte)'\n') + 1;
        var length = utf8[start..].IndexOfAny((byte)'\r', (byte)'\n');
        var end = length < 0 ? utf8.Length : Math.Max(start + length, at);
        var from = end - start <= Shown ? start : ScalarStart(utf8, Math.Max(start, at - (Shown / 2)));
        var to = ScalarStart(utf8, Math.Min(end, from + Shown));
        return Whole(file, code, message) with
        {
            Line = utf8[..at].Count((byte)'\n') + 1,
            Column = Scalars(utf8[start..at]) + 1,
            Excerpt = Encoding.UTF8.GetString(utf8[from..to]).Replace('\0', '\uFFFD'),
            ExcerptOffset = Scalars(utf8[start..from]),
        };
    }

    /// <summary>Back to where the scalar begins that a place lies in.</summary>
    private static int ScalarStart(ReadOnlySpan<byte> utf8, int at)
    {
        while (at > 0 && at < utf8.Length && IsContinuation(utf8[at])) at--;
        return at;
    }

    /// <summary>Of valid text.</summary>
    private static int Scalars(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8)
        {
            if (!IsContinuation(b)) count++;
        }

        return count;
    }

    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;
}
