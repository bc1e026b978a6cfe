using CsCheck;
using Conductor.Core.Actions;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>Keys with their modifiers, in a list, in one text or beside each other.</summary>
internal static class Keystrokes
{
    private static readonly Key[] All = Enum.GetValues<Key>();
    private static readonly Gen<Key[]> Modifiers = Gen.OneOf(All.Where(KeyNames.IsModifier).ToArray()).Array[0, 3];
    private static readonly Gen<(Key[] Held, Key Key)> Stroke = Gen.Select(Modifiers, Gen.OneOf(All.Where(key => !KeyNames.IsModifier(key)).ToArray()));

    public static readonly Gen<Spelled> Any = Gen.Select(Modifiers, Stroke.Array[1, 3], Gen.OneOf<bool?>(null, false, true)).Select((held, strokes, hold) => (Spelled)(style => Write(style, held, strokes, hold)));

    private static TomlTable Write(Style style, Key[] held, (Key[] Held, Key Key)[] strokes, bool? hold)
    {
        List<(string, Toml)> entries = hold is { } down ? [("hold", Style.Bool(down))] : [];
        var isListed = style.Chance(30);
        List<Toml> keys = [.. strokes.Select(stroke => OfStroke(style, stroke.Held, stroke.Key))];
        if (isListed) keys.InsertRange(0, held.Select(key => style.Text(Forms.KeyName(style, key))));
        else if (strokes.Length == 1 && style.Chance(40)) keys = [OfStroke(style, [.. held, .. strokes[0].Held], strokes[0].Key)];
        else if (held.Length > 0 || style.Chance(20)) entries.Add(("modifiers", held.Length == 1 && style.Chance(40) ? style.Text(Forms.KeyName(style, held[0])) : new TomlList([.. held.Select(key => style.Text(Forms.KeyName(style, key)))])));
        var value = keys.Count == 1 && keys[0] is TomlValue { Source: ['"' or '\'', ..] } && style.Chance(60) ? keys[0] : new TomlList(keys);
        if (entries.Count == 0 && style.Chance(40)) return new TomlTable([(style.Free("Keystroke"), value)]);
        return new TomlTable([("type", style.Text(style.Free("Keystroke"))), (style.Pick("keys", "key"), value), .. entries]);
    }

    private static Toml OfStroke(Style style, Key[] held, Key key)
    {
        if (held.Length == 0 && key is >= Key.Digit0 and <= Key.Digit9 && style.Chance(30)) return style.Int(key - Key.Digit0);
        if (held.Length == 0 && style.Chance(20)) return style.Texts(KeyNames.NamesOf(key));
        var last = key == Key.Plus && style.Chance(50) ? "+" : Forms.KeyName(style, key);
        return style.Text(string.Join(last == "+" ? "+" : style.Pick("+", "+", " + "), held.Select(one => Forms.KeyName(style, one)).Append(last)));
    }
}
