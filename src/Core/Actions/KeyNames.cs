using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// The names of keys and modifiers: the canonical one first, then what people also write. Case, <c>-</c> and <c>_</c> are ignored.
/// </summary>
public static class KeyNames
{
    private static readonly (Key Key, string[] Names)[] Table =
    [
        .. Letters(),
        .. Digits(),
        (Key.Plus, ["plus", "+"]), (Key.Minus, ["minus", "-"]), (Key.Equal, ["equal", "=", "equals"]), (Key.Comma, ["comma", ","]),
        (Key.Period, ["period", ".", "dot"]), (Key.Slash, ["slash", "/"]), (Key.Backslash, ["backslash", "\\"]), (Key.Semicolon, ["semicolon", ";"]),
        (Key.Quote, ["quote", "'", "apostrophe"]), (Key.Grave, ["grave", "`", "backtick"]),
        (Key.LeftBracket, ["leftbracket", "["]), (Key.RightBracket, ["rightbracket", "]"]),
        (Key.Space, ["space", " ", "spacebar"]), (Key.Return, ["return", "enter"]), (Key.Tab, ["tab"]), (Key.Escape, ["escape", "esc"]),
        (Key.Backspace, ["backspace"]), (Key.Delete, ["delete", "del"]), (Key.Insert, ["insert", "ins"]), (Key.Home, ["home"]), (Key.End, ["end"]),
        (Key.PageUp, ["pageup", "pgup"]), (Key.PageDown, ["pagedown", "pgdn", "pgdown"]),
        (Key.Up, ["up", "uparrow", "arrowup"]), (Key.Down, ["down", "downarrow", "arrowdown"]),
        (Key.Left, ["left", "leftarrow", "arrowleft"]), (Key.Right, ["right", "rightarrow", "arrowright"]),
        .. FunctionKeys(),
        .. NumpadDigits(),
        (Key.NumpadPlus, ["numpadplus", "kpplus", "numpadadd"]), (Key.NumpadMinus, ["numpadminus", "kpminus", "numpadsubtract"]),
        (Key.NumpadMultiply, ["numpadmultiply", "kpmultiply", "numpadasterisk"]), (Key.NumpadDivide, ["numpaddivide", "kpdivide", "numpadslash"]),
        (Key.NumpadEnter, ["numpadenter", "kpenter"]), (Key.NumpadPeriod, ["numpadperiod", "kpperiod", "numpaddecimal", "kpdot"]),
        (Key.NumpadEqual, ["numpadequal", "kpequal", "numpadequals"]),
        (Key.CapsLock, ["capslock", "caps"]), (Key.NumLock, ["numlock", "numlk"]), (Key.ScrollLock, ["scrolllock", "scrlk"]),
        (Key.PrintScreen, ["printscreen", "prtsc"]), (Key.Pause, ["pause"]),
        (Key.Cmd, ["cmd", "command", "meta", "super", "win", "windows", "leftcmd", "leftcommand", "leftmeta", "leftsuper", "leftwin"]),
        (Key.Ctrl, ["ctrl", "control", "leftctrl", "leftcontrol"]),
        (Key.Alt, ["alt", "option", "opt", "leftalt", "leftoption"]),
        (Key.Shift, ["shift", "leftshift"]), (Key.Fn, ["fn"]),
        (Key.RightCmd, ["rightcmd", "rightcommand", "rightmeta", "rightsuper", "rightwin"]),
        (Key.RightCtrl, ["rightctrl", "rightcontrol"]), (Key.RightAlt, ["rightalt", "rightoption", "altgr"]), (Key.RightShift, ["rightshift"]),
        (Key.VolumeUp, ["volumeup", "volup"]), (Key.VolumeDown, ["volumedown", "voldown"]), (Key.Mute, ["mute"]),
        (Key.PlayPause, ["playpause", "play"]), (Key.NextTrack, ["nexttrack", "next"]),
        (Key.PreviousTrack, ["previoustrack", "previous", "prev"]), (Key.Stop, ["stop"]),
    ];

    private static readonly Dictionary<string, Key> ByName = Index();

    private static readonly string[] Canonical = CanonicalNames();

    /// <summary>Every canonical name, in the order of <see cref="Key"/>, for suggestions and completions.</summary>
    public static IReadOnlyList<string> All => Canonical;

    /// <summary>Every name of a key, the canonical one first.</summary>
    public static IReadOnlyList<string> NamesOf(Key key)
    {
        foreach (var (known, names) in Table)
        {
            if (known == key) return names;
        }

        return [];
    }

    public static string Name(Key key) => Canonical[(int)key];

    private static Dictionary<string, Key> Index()
    {
        var index = new Dictionary<string, Key>(Table.Length * 2);
        foreach (var (key, names) in Table)
        {
            foreach (var name in names) index.Add(name, key);
        }

        return index;
    }

    private static string[] CanonicalNames()
    {
        var canonical = new string[Table.Length];
        foreach (var (key, names) in Table) canonical[(int)key] = names[0];
        return canonical;
    }

    public static bool TryParse(string text, out Key key) =>
        ByName.TryGetValue(text, out key) || ByName.TryGetValue(Names.Fold(text), out key);

    public static bool IsModifier(Key key) => key is Key.Cmd or Key.Ctrl or Key.Alt or Key.Shift or Key.Fn
        or Key.RightCmd or Key.RightCtrl or Key.RightAlt or Key.RightShift;

    /// <summary>What people are told of; the sides (left, right) are understood, too.</summary>
    private static readonly string[] Modifiers = ["cmd", "ctrl", "alt", "shift", "fn"];

    public static readonly ValueForm ModifierForm = new("modifier", "cmd, ctrl, alt, shift or fn", """{"type":"string"}""")
    {
        Words = Modifiers,
        OnlyWords = Table.Where(row => IsModifier(row.Key)).SelectMany(row => row.Names),
    };

    public static readonly ValueForm ModifiersForm = new("modifiers", "a list of cmd, ctrl, alt, shift, fn", """{"type":["array","string"]}""")
    {
        OnlyWords = ModifierForm.OnlyWords,
        Each = ModifierForm,
    };

    /// <summary>One modifier; null, with an error, for anything else.</summary>
    internal static Key? ReadModifier(ConfigValue value, string name)
    {
        if (value.Text(name) is not { } text) return null;
        if (TryParse(text, out var key) && IsModifier(key))
        {
            if (text != Name(key)) value.Rewrite($"\"{Name(key)}\"");
            return key;
        }

        value.Error("unknown-modifier", $"Unknown modifier '{text}' (must be {ModifierForm.Takes})", Spelling.Nearest(text, Modifiers));
        return null;
    }

    private static IEnumerable<(Key, string[])> Letters() =>
        Enumerable.Range(0, 26).Select(i => (Key.A + i, new[] { ((char)('a' + i)).ToString() }));

    private static IEnumerable<(Key, string[])> Digits() =>
        Enumerable.Range(0, 10).Select(i => (Key.Digit0 + i, new[] { i.ToString(), $"digit{i}" }));

    private static IEnumerable<(Key, string[])> FunctionKeys() =>
        Enumerable.Range(0, 24).Select(i => (Key.F1 + i, new[] { $"f{i + 1}" }));

    private static IEnumerable<(Key, string[])> NumpadDigits() =>
        Enumerable.Range(0, 10).Select(i => (Key.Numpad0 + i, new[] { $"numpad{i}", $"kp{i}" }));
}
