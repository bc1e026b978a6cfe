using CsCheck;
using Conductor.Core.Actions;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>Actions of every kind, in each other up to a depth.</summary>
internal static class ActionGen
{
    private static readonly Dictionary<int, Gen<Spelled>> ByDepth = [];

    /// <summary>Without others in it.</summary>
    public static Gen<Spelled> Plain => OfDepth(0);

    public static Gen<Spelled> OfDepth(int depth)
    {
        lock (ByDepth)
        {
            if (!ByDepth.TryGetValue(depth, out var known)) ByDepth.Add(depth, known = Build(depth));
            return known;
        }
    }

    private static Gen<Spelled> Build(int depth)
    {
        var kinds = Enum.GetValues<ActionKind>().ToLookup(IsContainer);
        var plain = Gen.OneOf(kinds[false].Select(kind => Of(kind, depth)).ToArray());
        return depth == 0 ? plain : Gen.Frequency((1, plain), (1, Gen.OneOf(kinds[true].Select(kind => Of(kind, depth)).ToArray())));
    }

    private static bool IsContainer(ActionKind kind) => kind is ActionKind.Conditional or ActionKind.Cycle or ActionKind.Repeat or ActionKind.Sequence or ActionKind.VelocityRange;

    private static Gen<Spelled> Of(ActionKind kind, int depth)
    {
        var spec = ActionCatalog.Spec(kind);
        return kind switch
        {
            ActionKind.Conditional => Conditionals.OfDepth(depth),
            ActionKind.Cycle => Kinds.But(spec, "actions", Some(spec, "actions", Values.ListOf(OfDepth(depth - 1), 1))),
            ActionKind.Sequence => Kinds.But(spec, "actions", Some(spec, "actions", Values.ListOf(OfDepth(depth - 1)))),
            ActionKind.Repeat => Kinds.But(spec, "action count", Some(spec, "action", OfDepth(depth - 1)), Values.Number(1, depth == 1 ? 100 : 4).Select(count => (Part?)Part.Of(spec.Parameter("count"), style => style.Int(count)))),
            ActionKind.VelocityRange => Kinds.But(spec, "soft_action medium_action hard_action soft_max medium_max", Levels(depth), Values.Sometimes(OwnLevels)),
            ActionKind.Keystroke => Keystrokes.Any,
            ActionKind.ModeChange => ModeChange,
            ActionKind.MouseClick => Kinds.But(spec, "count x y", Count, Values.Sometimes(Place)),
            ActionKind.Plugin => Values.JunkEntries.Select(junk => (Spelled)(style => Kinds.Write(style, spec, junk, style.Pick("Plugin", "WasmPlugin")))),
            ActionKind.SendMidi => SendMidis.Any,
            ActionKind.Control or ActionKind.Delay or ActionKind.Launch or ActionKind.MouseScroll or ActionKind.Notification or ActionKind.Shell or ActionKind.Text or ActionKind.VolumeControl => Kinds.Of(spec),
        };
    }

    private static Gen<Part?> Some(KindSpec<GestureAction> spec, string name, Gen<Spelled> value) => value.Select(one => (Part?)Part.Of(spec.Parameter(name), one));

    /// <summary>At least one of the three.</summary>
    private static Gen<Part?> Levels(int depth) => Gen.Select(Gen.Int[1, 7], OfDepth(depth - 1), OfDepth(depth - 1), OfDepth(depth - 1)).Select((which, soft, medium, hard) => (Part?)new Part(style =>
        new (string Name, Spelled Action)[] { ("soft", soft), ("medium", medium), ("hard", hard) }.Where((_, i) => (which & (1 << i)) != 0).Select(pair => (style.Pick($"{pair.Name}_action", pair.Name), pair.Action(style)))));

    private static Gen<Part?> OwnLevels => Gen.Select(Gen.Int[0, 127], Gen.Int[0, 127]).Select((a, b) => (Part?)new Part(style => [("soft_max", style.Int(Math.Min(a, b))), ("medium_max", style.Int(Math.Max(a, b)))]));

    private static Gen<Part?> Count => Gen.Int[0, 3].Select(count => count == 0 ? null : new Part(style =>
        count < 3 && style.Chance(30) ? [("click_type", style.Word(count == 1 ? "single" : "double"))] : [("count", style.Int(count))]));

    /// <summary>Older files may give a place and not mean it.</summary>
    private static Gen<Part?> Place => Gen.Select(Gen.Int[-32_768, 32_767], Gen.Int[-32_768, 32_767], Gen.Bool).Select((x, y, moves) => (Part?)new Part(style =>
    {
        List<(string, Toml)> place = [("x", style.Int(x)), ("y", style.Int(y))];
        if (moves) return style.Chance(20) ? [.. place, ("move_first", Style.Bool(true))] : place;
        return style.Chance(50) ? [.. place, ("move_first", Style.Bool(false))] : [];
    }));

    private static readonly Parameter Transition = ModeChangeAction.Spec.Parameter("transition_effect");

    private static Gen<Spelled> ModeChange => Gen.Select(Gen.Int[0, 99], Gen.OneOf(0, 0, 1, -1), Values.Given(Values.Sometimes(Values.Part(ModeChangeAction.Spec.Parameter("hold"))), Values.Sometimes(Values.Part(Transition))))
        .Select((mode, offset, more) => (Spelled)(style => Kinds.Write(style, ModeChangeAction.Spec, [Mode(style, mode, offset), .. more], "ModeChange")));

    private static Part Mode(Style style, int mode, int offset)
    {
        var parameter = ModeChangeAction.Spec.Parameter("mode");
        if (offset == 0 && style.Names.Modes.Count > 0) return Part.Of(parameter, of => Forms.ModeName(of, mode));
        var step = offset == 0 ? 1 : offset;
        var today = Part.Of(parameter, of => of.Text(of.Free(step > 0 ? "next" : of.Pick("previous", "prev"))));
        return !style.Chance(30) ? today : new Part(of => of.Chance(50) ? [("relative", of.Int(step))] : [("relative", Style.Bool(true)), (of.Pick("mode", "action"), of.Int(step))]);
    }

    /// <summary>An action as entries of a mapping: one, several, or by level, as older files have it.</summary>
    public static Gen<Part?> InMapping(int depth) => Gen.Frequency(
        (6, OfDepth(depth).Select(action => (Part?)new Part(style => [("action", action(style))]))),
        (1, Values.ListOf(OfDepth(depth - 1)).Select(list => (Part?)new Part(style => style.Chance(50) ? [("actions", list(style))] : [("action", new TomlTable([("Sequence", list(style))]))]))),
        (1, Levels(depth).Select(levels => (Part?)new Part(style => style.Chance(50)
            ? levels!.Write(style).Select(pair => (pair.Key.Replace("_action", ""), pair.Value))
            : [("action", new TomlTable([("type", style.Text("VelocityRange")), .. levels!.Write(style)]))]))));
}
