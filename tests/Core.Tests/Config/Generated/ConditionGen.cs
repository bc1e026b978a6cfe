using CsCheck;
using Conductor.Core.Conditions;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>Conditions of every kind, in each other up to a depth.</summary>
internal static class ConditionGen
{
    private static readonly Dictionary<int, Gen<Spelled>> ByDepth = [];

    public static Gen<Spelled> OfDepth(int depth)
    {
        lock (ByDepth)
        {
            if (!ByDepth.TryGetValue(depth, out var known)) ByDepth.Add(depth, known = Gen.OneOf(Enum.GetValues<ConditionKind>().Where(kind => depth > 0 || !IsNested(kind)).Select(kind => Of(kind, depth)).ToArray()));
            return known;
        }
    }

    private static bool IsNested(ConditionKind kind) => kind is ConditionKind.And or ConditionKind.Or or ConditionKind.Not;

    private static Gen<Spelled> Of(ConditionKind kind, int depth)
    {
        var spec = ConditionCatalog.Spec(kind);
        return kind switch
        {
            ConditionKind.And or ConditionKind.Or => Kinds.But(spec, "conditions", Values.ListOf(OfDepth(depth - 1)).Select(list => (Part?)Part.Of(spec.Parameter("conditions"), list))),
            ConditionKind.Not => Kinds.But(spec, "condition", OfDepth(depth - 1).Select(one => (Part?)Part.Of(spec.Parameter("condition"), one))),
            ConditionKind.AppFrontmost or ConditionKind.AppNotRunning or ConditionKind.AppRunning => Gen.OneOf(
                Kinds.But(spec, "app_name", Values.Part(spec.Parameter("app_name"))), Kinds.But(spec, "bundle_id", Values.Part(spec.Parameter("bundle_id")))),
            ConditionKind.ModeIs => Kinds.Of(spec).Select(value => (Spelled)(style => style.Names.Modes.Count == 0 ? style.Text("Never") : value(style))),
            ConditionKind.Always or ConditionKind.DayOfWeek or ConditionKind.ModifierPressed or ConditionKind.Never or ConditionKind.TimeRange or ConditionKind.VelocityLevel => Kinds.Of(spec),
        };
    }

    /// <summary>An entry <c>condition</c>; an application's name may stand beside it, as in older files.</summary>
    public static Gen<Part?> Entry(int depth) => Gen.Frequency((5, OfDepth(depth).Select(value => (Part?)new Part(style => [("condition", value(style))]))), (1, Application));

    private static Gen<Part?> Application => Gen.Select(Gen.OneOf<string[]>(["AppFrontmost", "ActiveApp", "AppActive"], ["AppRunning"], ["AppNotRunning"]), Values.Text, (names, app) => (Part?)new Part(style =>
    {
        var name = style.Free(style.Pick(names));
        return style.Chance(50)
            ? [("condition", style.Text(name)), ("value", app(style))]
            : [("condition", new TomlTable([(name, new TomlTable([("app_name", app(style))]))]))];
    }));
}
