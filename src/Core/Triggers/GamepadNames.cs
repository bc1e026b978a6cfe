using System.Globalization;
using Conductor.Core.Config;

namespace Conductor.Core.Triggers;

/// <summary>A gamepad's buttons and axes: numbered behind the 128 notes, and named by where they lie.</summary>
public static class GamepadNames
{
    public const int First = 128;

    /// <summary>What every trigger of a gamepad says until there is input of one.</summary>
    internal const string NotTold = "Gamepad input is not built yet: until it is, only gesture scripts play this";

    /// <summary>From 128 on.</summary>
    private static readonly string[] Buttons =
    [
        "South", "East", "West", "North", "DPadUp", "DPadDown", "DPadLeft", "DPadRight", "L1", "R1", "L3", "R3", "Start", "Select", "Guide", "L2", "R2",
    ];

    /// <summary>From 128 on.</summary>
    private static readonly string[] Axes = ["LeftX", "LeftY", "RightX", "RightY", "LeftTrigger", "RightTrigger"];

    private static readonly string[] Triggers = ["Left", "Right"];

    private const int FirstTrigger = 132;

    internal const int AxisCount = 6;

    public static readonly ValueForm ButtonForm = Form("gamepadButton", "128-255, or a name: " + string.Join(", ", Buttons), 128, 255, Buttons);

    public static readonly ValueForm AxisForm = Form("gamepadAxis", "128-133, or a name: " + string.Join(", ", Axes), 128, 133, Axes);

    public static readonly ValueForm TriggerForm = Form("gamepadTrigger", "132, 133, Left or Right", 132, 133, Triggers);

    public static string Button(int number) => number - First < Buttons.Length ? Buttons[number - First] : $"button {number}";

    public static string Axis(int number) => Axes[number - First];

    /// <summary>The name, or the number where there is none: what <see cref="TryButton"/> reads.</summary>
    public static string ButtonWord(int number) => number - First < Buttons.Length ? Buttons[number - First] : $"{number}";

    /// <summary>By number or name, as people type it.</summary>
    public static bool TryButton(string text, out int button) => TryNumber(text, Buttons, 255, out button);

    /// <inheritdoc cref="TryButton"/>
    public static bool TryAxis(string text, out int axis) => TryNumber(text, Axes, First + Axes.Length - 1, out axis);

    internal static byte? ReadButton(ConfigValue value) => Read(value, "button", Buttons, First, 255, ButtonForm);

    internal static byte? ReadAxis(ConfigValue value) => Read(value, "axis", Axes, First, First + AxisCount - 1, AxisForm);

    internal static byte? ReadTrigger(ConfigValue value) => Read(value, "trigger", Triggers, FirstTrigger, FirstTrigger + 1, TriggerForm);

    private static byte? Read(ConfigValue value, string what, string[] names, int first, int last, ValueForm form)
    {
        if (value.IsNumber)
        {
            if (value.Integer >= first && value.Integer <= last) return (byte)value.Integer;
            value.Error($"{what}-out-of-range", $"Invalid gamepad {what}: {value.Integer} (must be {form.Takes})");
            return null;
        }

        if (value.TextOrNothing is not { } name)
        {
            value.Error("wrong-type", $"'{what}' must be {form.Takes}, not {value.InWords()}");
            return null;
        }

        if (IndexOf(name, names) is >= 0 and var i)
        {
            if (names[i] != name) value.Rewrite($"\"{names[i]}\"");
            return (byte)(first + i);
        }

        var near = Spelling.Nearest(name, names);
        value.Error($"unknown-{what}", near is null ? $"Unknown gamepad {what} '{name}' (must be {form.Takes})" : $"Unknown gamepad {what} '{name}': did you mean '{near}'?", near);
        return null;
    }

    private static bool TryNumber(string text, string[] names, int last, out int number)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return number >= First && number <= last;
        var index = IndexOf(text, names);
        number = First + index;
        return index >= 0;
    }

    private static int IndexOf(string name, string[] names)
    {
        var folded = Names.Fold(name);
        return Array.FindIndex(names, known => Names.Fold(known) == folded);
    }

    private static ValueForm Form(string name, string takes, int first, int last, string[] names) =>
        new(name, takes, $$"""{"type":["integer","string"],"minimum":{{first}},"maximum":{{last}}}""") { Words = names, OnlyWords = names };
}
