using CsCheck;

namespace Conductor.Core.Tests.Slow;

/// <summary>Conditions as inline tables.</summary>
internal static class ConditionGen
{
    private static readonly Gen<string> Hidden = Gen.OneOf("{ AppRunning = \"x\" }", "{ AppFrontmost = \"x\" }");

    private static Gen<string> Plain(ScenarioStyle style) => Gen.Frequency(
        (1, Gen.OneOf("\"Always\"", "\"Never\"")),
        (3, style.Modes == 0 ? Gen.Const("\"Always\"") : Gen.Int[0, style.Modes - 1].Select(mode => $"{{ ModeIs = \"{ScenarioConfig.ModeName(mode)}\" }}")),
        (2, Gen.OneOf("Soft", "Medium", "Hard").Select(level => $"{{ VelocityLevel = \"{level}\" }}")),
        (1, Hidden));

    public static Gen<string> Of(ScenarioStyle style) => Gen.Frequency(
        (4, Plain(style)),
        (1, Plain(style).Select(condition => $"{{ Not = {condition} }}")),
        (1, Gen.Select(Gen.OneOf("And", "Or"), Plain(style).Array[0, 3], (kind, all) => $"{{ {kind} = [{string.Join(", ", all)}] }}")));
}
