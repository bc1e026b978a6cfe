using Conductor.Core.Config;

namespace Conductor.Core.Triggers;

/// <summary>How far an axis must move: 0–127, a fraction up to 1, or the 0–255 of older files (halved).</summary>
/// <param name="Value">0–127.</param>
/// <param name="IsNegative">It was written below zero: the other direction is meant.</param>
internal readonly record struct GamepadThreshold(int Value, bool IsNegative)
{
    private const int Default = 64;

    private static readonly ValueForm Form = new("gamepadThreshold", "0-127, or a fraction up to 1", """{"type":"number","minimum":-255,"maximum":255}""");

    public static readonly FormParameter Parameter = new("threshold", Form, "how far it must move") { Default = "64" };

    public static GamepadThreshold Read(ConfigTable table)
    {
        if (table.Find(Parameter) is not { } value) return new GamepadThreshold(Default, false);
        if (value.Double is not { } number || double.IsNaN(number) || Math.Abs(number) > 255)
        {
            value.Error("threshold-out-of-range", $"Invalid threshold: {value.Source} (must be {Form.Takes})");
            return new GamepadThreshold(Default, false);
        }

        var amount = Math.Abs(number);
        var isFraction = !value.IsNumber && amount <= 1;
        var scaled = isFraction ? amount * 127 : amount > 127 ? amount / 2 : amount;
        var rounded = Math.Min(127, (int)Math.Round(scaled, MidpointRounding.AwayFromZero));
        if (amount > 127) value.Rewrite($"{(number < 0 ? -rounded : rounded)}");
        return new GamepadThreshold(rounded, number < 0);
    }
}
