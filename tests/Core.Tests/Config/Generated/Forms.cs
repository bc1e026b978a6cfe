using CsCheck;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Midi;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>Values whose form its owner reads, by the form's name; in each way in which they may be written.</summary>
internal static class Forms
{
    private static readonly string[] Buttons = ["South", "East", "West", "North", "DPadUp", "DPadDown", "DPadLeft", "DPadRight", "L1", "R1", "L3", "R3", "Start", "Select", "Guide", "L2", "R2"];
    private static readonly string[] Axes = ["LeftX", "LeftY", "RightX", "RightY", "LeftTrigger", "RightTrigger"];
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] Colors = ["blue", "green", "purple", "red", "yellow", "cyan", "white", "orange", "pink", "magenta", "violet", "off"];
    private static readonly Key[] Modifiers = [.. Enum.GetValues<Key>().Where(KeyNames.IsModifier)];

    public static Gen<Spelled> Of(ValueForm form) => form.Name switch
    {
        "anything" or "led" or "usbId" => Values.Anything,
        "triggerTable" => TriggerGen.Any,
        "actionTable" => ActionGen.OfDepth(2),
        "conditionTable" => ConditionGen.OfDepth(2),
        "conditions" => Values.ListOf(ConditionGen.OfDepth(1)),
        "actions" => Values.ListOf(ActionGen.OfDepth(1), 1),
        "noteSet" => NoteSet,
        "note" => Values.Number(0, 127).Select(note => (Spelled)(style => Note(style, note))),
        "notes" => Gen.Shuffle(Enumerable.Range(0, 134).ToArray(), 2, 5).Select(notes => (Spelled)(style => new TomlList([.. notes.Select(note => Note(style, note))]))),
        "gamepadButton" => Values.Number(128, 255).Select(button => (Spelled)(style => Named(style, button, 128, Buttons))),
        "gamepadButtons" => Gen.Shuffle(Enumerable.Range(128, 30).ToArray(), 2, 4).Select(buttons => (Spelled)(style => new TomlList([.. buttons.Select(button => Named(style, button, 128, Buttons))]))),
        "gamepadAxis" => Gen.Int[128, 133].Select(axis => (Spelled)(style => Named(style, axis, 128, Axes))),
        "gamepadTrigger" => Gen.Int[132, 133].Select(side => (Spelled)(style => Named(style, side, 132, "Left", "Right"))),
        "gamepadThreshold" => Values.Number(0, 127).Select(threshold => (Spelled)(style => Threshold(style, threshold))),
        "sysExPattern" => SysEx(-2),
        "sysExData" => SysEx(0),
        "textList" => Values.ListOf(Values.Text),
        "modeName" => Gen.Int[0, 99].Select(mode => (Spelled)(style => ModeName(style, mode))),
        "modifier" => Gen.OneOf(Modifiers).Select(key => (Spelled)(style => style.Text(KeyName(style, key)))),
        "velocityMapping" => VelocityMappings.Any,
        "timeOfDay" => Values.Number(0, 1439).Select(minute => (Spelled)(style => Time(style, minute / 60, minute % 60))),
        "days" => Gen.Int[0, 127].Select(days => (Spelled)(style => DaysOf(style, days))),
        "color" => Gen.OneOf(Gen.OneOf(Colors).Select(color => (Spelled)(style => style.Text(style.Pick(color, color.ToUpperInvariant())))), Rgb),
        _ => throw new ArgumentException($"No values are known for the form '{form.Name}'"),
    };

    private static Gen<Spelled> NoteSet => Gen.Frequency((6, Values.Number(0, 127).Select(note => (note, note))), (2, Gen.Select(Gen.Int[0, 127], Gen.Int[0, 127])), (1, Gen.Const((0, 127))))
        .Select((one, other) => (Spelled)(style => NotesFrom(style, Math.Min(one, other), Math.Max(one, other))));

    private static Toml NotesFrom(Style style, int first, int last) =>
        first == last && !style.Chance(5) ? Note(style, first)
        : (first, last) == (0, 127) && !style.Chance(30) ? style.Text(style.Free("any"))
        : style.Text($"{NoteName(style, first)}-{NoteName(style, last)}");

    /// <summary>128–255 are buttons, which have no name here.</summary>
    public static Toml Note(Style style, int note) => note > 127 || style.Chance(40) ? style.Int(note) : style.Text(NoteName(style, note));

    private static string NoteName(Style style, int note)
    {
        List<string> names = [NoteNames.Name(note), $"{note}"];
        foreach (var (letter, step) in new[] { ('C', 0), ('D', 2), ('E', 4), ('F', 5), ('G', 7), ('A', 9), ('B', 11) })
        {
            for (var shift = -1; shift <= 1; shift++)
            {
                if ((note - step - shift + 12) % 12 == 0) names.Add($"{style.Pick(letter, char.ToLowerInvariant(letter))}{(shift == 0 ? "" : shift > 0 ? style.Pick("#", "♯") : style.Pick("b", "♭"))}{((note - step - shift + 12) / 12) - 2}");
            }
        }

        return style.Pick(names);
    }

    private static Toml Named(Style style, int number, int first, params string[] names) =>
        number - first >= names.Length || style.Chance(30) ? style.Int(number) : style.Text(style.Free(names[number - first]));

    /// <summary>0–127, also as a fraction, and on the scale to 255 of older files.</summary>
    public static Toml Threshold(Style style, int threshold, int sign = 1) => style.OneOf(
        () => style.Int(sign * threshold),
        () => new TomlValue(threshold > 1 ? $"{sign * threshold}.0" : $"{sign * threshold}"),
        () => threshold > 63 ? style.Int(sign * (threshold == 127 ? style.Pick(254, 255) : threshold * 2)) : style.Int(sign * threshold));

    private static Gen<Spelled> SysEx(int least) => Gen.Int[least, 127].Array[0, 8].Select(items => (Spelled)(style =>
    {
        int[] bytes = [0xF0, .. items, 0xF7];
        if (items.All(item => item >= 0) && style.Chance(40)) return new TomlList([.. bytes.Select(one => style.Int(one))]);
        var words = bytes.Select(one => one == -1 ? "??" : one == -2 ? ".." : style.Pick($"{one:X2}", $"{one:x2}", $"0x{one:X2}"));
        return style.Text(string.Join(style.Pick(" ", ", ", ","), words));
    }));

    public static Toml ModeName(Style style, int mode)
    {
        var modes = style.Names.Modes;
        return style.Chance(30) ? style.Int(mode % modes.Count) : style.Text(modes[mode % modes.Count]);
    }

    public static string KeyName(Style style, Key key)
    {
        var names = KeyNames.NamesOf(key).Where(name => name.Length > 1 || char.IsAsciiLetterOrDigit(name[0])).ToList();
        var name = style.Chance(30) ? style.Pick(names) : names[0];
        return style.Free(name);
    }

    private static Toml Time(Style style, int hour, int minute) => style.OneOf(
        () => style.Text($"{hour:00}:{minute:00}"), () => style.Text($"{hour}:{minute:00}"), () => style.Text($"{hour:00}:{minute:00}:00"), () => new TomlValue($"{hour:00}:{minute:00}:00"));

    private static Toml DaysOf(Style style, int days)
    {
        var listed = Enumerable.Range(0, 7).Where(day => (days & (1 << day)) != 0).ToList();
        style.Shuffle(listed);
        var written = listed.Select(day => style.OneOf(() => style.Text(Days[day][..3]), () => style.Text(Days[day].ToLowerInvariant()), () => style.Int(day + 1))).ToList();
        return written.Count == 1 && style.Chance(40) ? written[0] : new TomlList(written);
    }

    private static Gen<Spelled> Rgb => Gen.Select(Gen.Int[0, 255], Gen.Int[0, 255], Gen.Int[0, 255]).Select((r, g, b) => (Spelled)(style => style.OneOf(
        () => style.Text(style.Pick($"#{r:X2}{g:X2}{b:X2}", $"#{r:x2}{g:x2}{b:x2}")),
        () => new TomlList([style.Int(r), style.Int(g), style.Int(b)]),
        () => new TomlTable([("r", style.Int(r)), ("g", style.Int(g)), ("b", style.Int(b))]))));
}
