using CsCheck;

namespace Conductor.Core.Tests.Slow;

/// <summary>Actions as inline tables. Those without a name of their own are told apart by a number.</summary>
internal static class ActionGen
{
    private static readonly Gen<string> Shell = Gen.Int[0, 99].Select(number => $"{{ Shell = \"s{number}\" }}");
    private static readonly Gen<string> Key = Gen.OneOf("a", "b", "shift+a").Select(keys => $"{{ Keystroke = \"{keys}\" }}");
    private static readonly Gen<string> HeldKey = Gen.OneOf("a", "b", "shift+a").Select(keys => $"{{ type = \"Keystroke\", keys = \"{keys}\", hold = true }}");
    private static readonly Gen<string> Delay = Gen.OneOf(1, 2, 5, 5, 10, 10, 20).Select(ms => $"{{ Delay = {ms} }}");
    private static readonly Gen<string> Mouse = Gen.OneOf("{ type = \"MouseClick\" }", "{ type = \"MouseScroll\", y = 1 }");

    private static readonly Gen<string> SendGiven = Gen.OneOf("message_type = \"NoteOn\", note = 61, velocity = 3, duration_ms = 5", "message_type = \"CC\", controller = 7, value = 9", "message_type = \"PitchBend\", pitch = -5").Select(Sent);

    private static readonly Gen<string> Send = Gen.OneOf(
        "message_type = \"NoteOn\", duration_ms = 5", "note = 60", "message_type = \"NoteOff\"", "message_type = \"CC\", controller = 7", "message_type = \"CC\", controller = 7, value = 9", "message_type = \"ProgramChange\", program = 3",
        "message_type = \"PitchBend\"", "message_type = \"PitchBend\", pitch = -5", "message_type = \"Aftertouch\"", "message_type = \"PolyAftertouch\"", "message_type = \"NoteOn\", channel = 15, velocity = 5").Select(Sent);

    private static string Sent(string message) => $"{{ type = \"SendMidi\", {message} }}";

    private static Gen<string> Mode(ScenarioStyle style) => style.Modes == 0 ? Shell : Gen.Select(
        Gen.Frequency((4, Gen.Int[0, style.Modes - 1].Select(ScenarioConfig.ModeName)), (1, Gen.OneOf("next", "previous"))), Gen.Bool, (mode, isHeld) => $"{{ type = \"ModeChange\", mode = \"{mode}\"{(isHeld ? ", hold = true" : "")} }}");

    private static Gen<string> Plain(ScenarioStyle style) => Gen.Frequency((5, Shell), (1, Key), (2, HeldKey), (3, Mode(style)), (1, style.HasValue ? Send : SendGiven), (1, Mouse));

    private static Gen<string> ListOf(Gen<string> item, int least, int most) => item.Array[least, most].Select(items => $"[{string.Join(", ", items)}]");

    /// <param name="style">Of the scenario.</param>
    /// <param name="depth">How deep it may nest.</param>
    public static Gen<string> Of(ScenarioStyle style, int depth) => depth == 0 ? Gen.Frequency((4, Plain(style)), (1, Delay)) : Gen.Frequency(
        (6, Plain(style)),
        (3, Gen.Select(ListOf(Of(style, depth - 1), 1, 4), Gen.Bool, (actions, stops) => $"{{ type = \"Sequence\", actions = {actions}{(stops ? ", stop_on_error = true" : "")} }}")),
        (1, Gen.Select(Of(style, depth - 1), Gen.Int[1, 3], Gen.OneOf(0, 1, 5, 10), (action, count, ms) => $"{{ type = \"Repeat\", action = {action}, count = {count}, delay_ms = {ms} }}")),
        (style.HasValue ? 1 : 0, Gen.Select(Of(style, depth - 1), Of(style, depth - 1), (soft, hard) => $"{{ type = \"VelocityRange\", soft_action = {soft}, hard_action = {hard} }}")),
        (1, Gen.Select(ListOf(Of(style, depth - 1), 1, 3), Gen.OneOf("", ", reset_ms = 5"), (actions, reset) => $"{{ type = \"Cycle\", actions = {actions}{reset} }}")),
        (1, Gen.Select(ConditionGen.Of(style), Of(style, depth - 1), Of(style, depth - 1), (condition, then, otherwise) => $"{{ type = \"Conditional\", condition = {condition}, then_action = {then}, else_action = {otherwise} }}")));
}
