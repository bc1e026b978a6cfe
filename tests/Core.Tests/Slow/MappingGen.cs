using CsCheck;

namespace Conductor.Core.Tests.Slow;

internal static class MappingGen
{
    private const string WhenRunning = "queue parallel ignore restart stop";

    public static Gen<ScenarioMapping> Of(ScenarioStyle style) => Gen.OneOf(style.Kinds).SelectMany(kind => OfOne(style with { Kinds = [kind] }));

    private static Gen<ScenarioMapping> OfOne(ScenarioStyle style) =>
        Gen.Select(TriggerWords.Of(style), ActionGen.Of(style, 2), RestOf(style)).Select((trigger, action, rest) => new ScenarioMapping(trigger, action, rest));

    private static Gen<string[]> RestOf(ScenarioStyle style) => Gen.Select(
        Sometimes(ConditionGen.Of(style).Select(condition => $"condition = {condition}")),
        Sometimes(Gen.OneOf(WhenRunning.Split(' ')).Select(when => $"when_running = \"{when}\"")),
        Sometimes(Gen.OneOf(10, 10, 11, 20).Select(ms => $"repeat_ms = {ms}")),
        Sometimes(Gen.OneOf("{ type = \"Fixed\", velocity = 64 }", "{ type = \"Linear\", min = 20, max = 60 }", "{ type = \"Curve\", curve_type = \"SCurve\", intensity = 0.5 }").Select(mapping => $"velocity_mapping = {mapping}")),
        (condition, when, repeat, velocity) => (string[])[.. new[] { condition, when, repeat, velocity }.OfType<string>()]);

    private static Gen<string?> Sometimes(Gen<string> line) => Gen.Frequency((5, Gen.Const((string?)null)), (1, line.Select(text => (string?)text)));
}
