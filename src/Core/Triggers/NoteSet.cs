using Conductor.Core.Config;
using Conductor.Core.Midi;

namespace Conductor.Core.Triggers;

/// <summary>The notes a trigger listens to: one, a range, or any.</summary>
public readonly record struct NoteSet(byte First, byte Last)
{
    public static readonly NoteSet Any = new(0, 127);

    /// <summary>A number or a name, as <see cref="NoteNames.TryParse"/> reads it.</summary>
    private const string Name = """\\s*(?:[+-]?[0-9]+|[A-Ga-g][#♯b♭]*[+-]?[0-9]+)\\s*""";

    private const string Set = $"^(?:{Name}(?:-{Name})?|[-_]*[aA][-_]*[nN][-_]*[yY][-_]*)$";

    public static readonly ValueForm Form = new("noteSet", "0-127, a name such as \"C4\", a range such as \"C2-B2\", or \"any\"",
        $$"""{"type":["integer","string"],"minimum":0,"maximum":127,"pattern":"{{Set}}"}""");

    private static readonly ValueForm ButtonsForm = new("noteOrButton", Form.Takes, $$"""{"type":["integer","string"],"minimum":0,"maximum":255,"pattern":"{{Set}}"}""");

    public static readonly ValueForm OneForm = new("note", "0-127 or a name such as \"C4\"", $$"""{"type":["integer","string"],"minimum":0,"maximum":127,"pattern":"^{{Name}}$"}""");

    /// <summary>One note of several, or a gamepad's button.</summary>
    public static readonly ValueForm OneOrButtonForm = new("oneNoteOrButton", OneForm.Takes, $$"""{"type":["integer","string"],"minimum":0,"maximum":255,"pattern":"^{{Name}}$"}""");

    public static readonly FormParameter Parameter = new("note", Form, "the note to listen to") { Required = true, Older = ["number", "pad"] };

    /// <summary>As <see cref="Parameter"/>; 128-255 are a gamepad's buttons.</summary>
    public static readonly FormParameter OrButtonParameter = new("note", ButtonsForm, "the note to listen to; 128-255: a gamepad's button") { Required = true, Older = Parameter.Older };

    public override string ToString() =>
        this == Any ? "any note" : First == Last ? NameOf(First) : $"{NameOf(First)}-{NameOf(Last)}";

    internal static NoteSet Read(ConfigTable table) => table.Get(Parameter) is { } value ? Read(value) : default;

    /// <summary>As <see cref="Read(ConfigTable)"/>; 128–255 are a gamepad's buttons.</summary>
    internal static NoteSet ReadWithButtons(ConfigTable table) => table.Get(OrButtonParameter) is { } value ? ReadWithButtons(value) : default;

    internal static NoteSet ReadWithButtons(ConfigValue value)
    {
        if (!IsButtonNumber(value)) return Read(value);
        value.WarnOnce("not-built-yet", GamepadNames.NotTold);
        return new NoteSet((byte)value.Integer, (byte)value.Integer);
    }

    private static bool IsButtonNumber(ConfigValue value) => value.Integer is >= GamepadNames.First and <= 255;

    /// <summary>A note's name, or a button's.</summary>
    public static string NameOf(int number) => number < GamepadNames.First ? NoteNames.Name(number) : GamepadNames.Button(number);

    /// <summary>One note of a chord, or one button.</summary>
    internal static byte? OneOrButton(ConfigValue value)
    {
        if (!IsButtonNumber(value)) return One(value);
        value.WarnOnce("not-built-yet", GamepadNames.NotTold);
        return (byte)value.Integer;
    }

    internal static NoteSet Read(ConfigValue value)
    {
        if (value.TextOrNothing is { } text) return ReadText(value, text);
        return One(value, mayBeButton: true) is { } note ? new NoteSet(note, note) : default;
    }

    private static NoteSet ReadText(ConfigValue value, string text)
    {
        if (Names.Fold(text) == "any") return Any;

        // The dash of a range is the first one that parts two readable notes: "C-1-C2" has three.
        for (var dash = text.IndexOf('-', Math.Min(1, text.Length)); dash > 0; dash = text.IndexOf('-', dash + 1))
        {
            if (!NoteNames.TryParse(text.AsSpan(0, dash), out var first) || !NoteNames.TryParse(text.AsSpan(dash + 1), out var last)) continue;
            if (!InRange(value, first) || !InRange(value, last)) return default;
            if (first <= last) return new NoteSet((byte)first, (byte)last);
            value.Error("note-range-reversed", $"The range '{text}' goes down; write '{text[(dash + 1)..]}-{text[..dash]}'");
            return default;
        }

        return One(value) is { } note ? new NoteSet(note, note) : default;
    }

    /// <summary>One note by number or name.</summary>
    /// <param name="value">The note.</param>
    /// <param name="mayBeButton">It is a trigger's: a number from 128 on may mean a gamepad's button.</param>
    internal static byte? One(ConfigValue value, bool mayBeButton = false)
    {
        if (value.TextOrNothing is { } text)
        {
            if (NoteNames.TryParse(text, out var named)) return InRange(value, named) ? (byte)named : null;
            value.Error("not-a-note", $"'{text}' is no note (must be {Parameter.Takes})");
            return null;
        }

        if (value.IsNumber) return InRange(value, value.Integer, mayBeButton) ? (byte)value.Integer : null;
        value.Error("wrong-type", $"'note' must be {Parameter.Takes}, not {value.InWords()}");
        return null;
    }

    private static bool InRange(ConfigValue value, long note, bool mayBeButton = false)
    {
        if (note is >= 0 and <= 127) return true;
        var isButton = mayBeButton && note is >= GamepadNames.First and <= 255;
        value.Error("note-out-of-range", $"Invalid note number: {note} (must be 0-127)", isButton ? "GamepadButton" : null);
        return false;
    }
}
