using System.Globalization;
using System.Text;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>What the parts of a generated file name each other by.</summary>
internal sealed record FileNames(IReadOnlyList<string> Modes, IReadOnlyList<string> Devices, bool HasVirtualPort);

/// <summary>One way of writing: every choice that changes no meaning.</summary>
internal sealed class Style(int seed, FileNames names)
{
    private readonly Random _random = new(seed);

    public FileNames Names { get; } = names;

    /// <summary>Only today's words, in one layout.</summary>
    public bool IsPlain { get; init; }

    public string NewLine { get; init; } = "\n";

    public bool Chance(int percent) => !IsPlain && _random.Next(100) < percent;

    /// <summary>From 0.</summary>
    public int Below(int count) => IsPlain ? 0 : _random.Next(count);

    public T Pick<T>(params IReadOnlyList<T> ways) => ways[Below(ways.Count)];

    public Toml OneOf(params Func<Toml>[] ways) => Pick(ways)();

    public void Shuffle<T>(List<T> items)
    {
        for (var i = items.Count - 1; i > 0 && !IsPlain; i--)
        {
            var j = _random.Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    public string NameOf(Parameter parameter) => Chance(30) && parameter.Older.Length > 0 ? Pick(parameter.Older) : parameter.Name;

    /// <summary>A name whose case, dashes and underscores don't count.</summary>
    public string Free(string word)
    {
        if (!Chance(25)) return word;
        var free = Pick(word, word.ToUpperInvariant(), word.ToLowerInvariant());
        return free.Length < 2 || Chance(50) ? free : free.Insert(1 + Below(free.Length - 1), Pick("_", "-"));
    }

    public Toml Word(params string[] words) => Text(Free(Chance(30) ? Pick(words) : words[0]));

    public static Toml Bool(bool value) => new TomlValue(value ? "true" : "false");

    public Toml Int(long value) => new TomlValue(value < 0 || !Chance(15) ? Decimal(value) : Pick($"+{value}", $"0x{value:x}", $"0x{value:X}", $"0o{Convert.ToString(value, 8)}", $"0b{Convert.ToString(value, 2)}"));

    private string Decimal(long value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        return Chance(15) && Math.Abs(value) >= 10 ? digits.Insert(digits.Length - 1, "_") : digits;
    }

    public Toml Thousandths(int value)
    {
        var plain = (value / 1000m).ToString("0.0##", CultureInfo.InvariantCulture);
        return new TomlValue(Chance(20) ? Pick($"{value}e-3", $"{value}.0E-3", $"+{plain}", $"{plain}000") : plain);
    }

    public Toml Texts(params IReadOnlyList<string> contents) => Text(Pick(contents));

    public Toml Text(string content)
    {
        var isPrintable = content.EnumerateRunes().All(rune => rune.Value is >= 32 and not 127 or '\t');
        if (Chance(20) && isPrintable && !content.Contains('\'')) return new TomlValue($"'{content}'");
        if (Chance(4)) return new TomlValue($"\"\"\"{(Chance(50) || content.StartsWith('\n') ? NewLine : "")}{Escaped(content, isLong: true)}\"\"\"");
        if (Chance(4) && isPrintable && !content.Contains("''", StringComparison.Ordinal) && !content.EndsWith('\'')) return new TomlValue($"'''{NewLine}{content}'''");
        return new TomlValue($"\"{Escaped(content, isLong: false)}\"");
    }

    /// <summary>Line feeds stand as such only in files that end their lines so.</summary>
    private string Escaped(string content, bool isLong)
    {
        var text = new StringBuilder();
        foreach (var rune in content.EnumerateRunes())
        {
            if (isLong && Chance(3) && Rune.IsLetter(rune)) text.Append('\\').Append(NewLine).Append("  ");
            text.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' when isLong && NewLine == "\n" => "\n",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' when Chance(50) => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < 32 and not '\t' or 127 => $"\\u{rune.Value:X4}",
                _ when Chance(2) => rune.IsBmp && Chance(50) ? $"\\u{rune.Value:x4}" : $"\\U{rune.Value:X8}",
                _ => rune.ToString(),
            });
        }

        return text.ToString();
    }

    public string Key(string key)
    {
        var isBare = key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        if (isBare && !Chance(6)) return key;
        var isLiteral = !key.Contains('\'') && key.EnumerateRunes().All(rune => rune.Value is >= 32 and not 127);
        return isLiteral && Chance(50) ? $"'{key}'" : $"\"{Escaped(key, isLong: false)}\"";
    }
}
