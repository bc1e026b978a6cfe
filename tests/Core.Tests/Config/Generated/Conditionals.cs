using CsCheck;
using Conductor.Core.Actions;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>One way or another: by one condition, by several joined, or by cases.</summary>
internal static class Conditionals
{
    public static Gen<Spelled> OfDepth(int depth)
    {
        var action = ActionGen.OfDepth(depth - 1);
        var otherwise = Values.Sometimes(action.Select(one => (Part?)new Part(style => [(style.Pick("else_action", "else"), one(style))])));
        return Gen.OneOf(Simple(action, otherwise), Joined(action, otherwise), Cases(action, otherwise));
    }

    private static Toml Write(Style style, IEnumerable<(string, Toml)> entries, Part? otherwise) =>
        Kinds.Write(style, ConditionalAction.Spec, [new Part(_ => entries), .. otherwise is null ? Array.Empty<Part>() : [otherwise]], "Conditional");

    private static (string, Toml) Then(Style style, Spelled action) => (style.Pick("then_action", "then"), action(style));

    private static Gen<Spelled> Simple(Gen<Spelled> action, Gen<Part?> otherwise) => Gen.Select(ConditionGen.Entry(2), action, otherwise).Select((condition, then, other) =>
        (Spelled)(style => Write(style, [.. condition!.Write(style), Then(style, then)], other)));

    private static Gen<Spelled> Joined(Gen<Spelled> action, Gen<Part?> otherwise) => Gen.Select(Values.ListOf(ConditionGen.OfDepth(1)), Gen.Bool, action, otherwise).Select((list, isAnd, then, other) => (Spelled)(style =>
    {
        var word = isAnd ? "And" : "Or";
        if (style.Chance(50)) return Write(style, [("condition", new TomlTable([("type", style.Text(word)), ("conditions", list(style))])), Then(style, then)], other);
        return Write(style, [("conditions", list(style)), .. isAnd && style.Chance(50) ? Array.Empty<(string, Toml)>() : [("operator", style.Word(word))], Then(style, then)], other);
    }));

    private static Gen<Spelled> Cases(Gen<Spelled> action, Gen<Part?> otherwise) => Gen.Select(Gen.Select(ConditionGen.OfDepth(1), action).Array[1, 3], otherwise).Select((cases, other) => (Spelled)(style =>
        Write(style, [("conditions", new TomlList([.. cases.Select(one => Case(style, one.Item1(style), one.Item2(style)))]))], other)));

    /// <summary>The condition in its own table, or together with the action.</summary>
    private static TomlTable Case(Style style, Toml condition, Toml action) =>
        condition is TomlTable table && style.Chance(50) ? new TomlTable([.. table.Entries, ("action", action)]) : new TomlTable([("condition", condition), ("action", action)]);
}
