using System.Globalization;

namespace Conductor.Core.Midi;

/// <summary>A System Exclusive message with gaps: bytes, <c>??</c> for any byte, <c>..</c> for any number of them (MIDI 1.0, "System Exclusive Messages").</summary>
/// <param name="Items">0–255 a byte, <see cref="AnyByte"/>, <see cref="AnyBytes"/>.</param>
public readonly record struct SysExPattern(ValueList<short> Items)
{
    public const short AnyByte = -1;
    public const short AnyBytes = -2;

    /// <summary>Most bytes of a message that are looked at.</summary>
    public const int MaxBytes = 256;

    internal const byte Begin = 0xF0;
    internal const byte End = 0xF7;

    /// <summary>Bytes in hexadecimal, parted by spaces or commas; <c>0x</c> before them is allowed.</summary>
    public static bool TryParse(string text, out SysExPattern pattern, out string error)
    {
        pattern = default;
        var items = new List<short>();
        foreach (var word in text.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryItem(word, out var item))
            {
                error = $"'{word}' is no byte of a SysEx message: write two hexadecimal digits, ?? for any byte or .. for any number of bytes";
                return false;
            }

            items.Add(item);
        }

        return TryOf([.. items], out pattern, out error);
    }

    private static bool TryItem(string word, out short item)
    {
        item = word switch { "??" => AnyByte, ".." => AnyBytes, _ => 0 };
        return item < 0 || TryByte(word, out item);
    }

    internal static bool TryByte(string word, out short value)
    {
        value = 0;
        var digits = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? word.AsSpan(2) : word;
        return digits.Length is 1 or 2 && short.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Refuses what no message can be: it begins with F0, ends with F7, and has bytes below 80 between.</summary>
    public static bool TryOf(short[] items, out SysExPattern pattern, out string error)
    {
        pattern = new SysExPattern(new ValueList<short>(items));
        error = "";
        if (items.Length == 0) error = "The message is empty: write F0 … F7";
        else if (items.Length > MaxBytes) error = $"At most {MaxBytes} bytes are looked at, these are {items.Length}";
        else if (items[0] is not (Begin or AnyByte or AnyBytes)) error = $"A SysEx message begins with F0, not {items[0]:X2}";
        else if (items[^1] is not (End or AnyByte or AnyBytes)) error = $"A SysEx message ends with F7, not {items[^1]:X2}";
        else if (items.Length == 1 && items[0] != AnyBytes) error = "A SysEx message has at least F0 and F7";
        else if (items.AsSpan(1, Math.Max(0, items.Length - 2)) is var inner && inner.IndexOfAnyExceptInRange((short)AnyBytes, (short)0x7F) is >= 0 and var at) error = $"Between F0 and F7 bytes are below 80, not {inner[at]:X2}";
        return error.Length == 0;
    }

    /// <summary>Whether a whole message, F0 … F7, is one of those meant.</summary>
    /// <remarks>A gap takes as little as lets the rest fit. Only the last gap passed is ever made longer: what lies before it fits as it is. So at most every item meets every byte once.</remarks>
    public bool Fits(ReadOnlySpan<byte> message)
    {
        var items = Items.Span;
        var (item, at) = (0, 0);
        var (behindGap, gapEnd) = (-1, 0);
        while (at < message.Length)
        {
            if (item < items.Length && items[item] == AnyBytes) (behindGap, gapEnd) = (++item, at);
            else if (item < items.Length && (items[item] == AnyByte || items[item] == message[at])) (item, at) = (item + 1, at + 1);
            else if (behindGap >= 0) (item, at) = (behindGap, ++gapEnd);
            else return false;
        }

        return items[item..].IndexOfAnyExcept(AnyBytes) < 0;
    }

    public override string ToString() => string.Join(' ', Items.Select(item => item switch { AnyByte => "??", AnyBytes => "..", _ => $"{item:X2}" }));
}
