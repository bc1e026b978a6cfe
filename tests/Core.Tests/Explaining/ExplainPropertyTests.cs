using Conductor.Core.Explaining;
using Conductor.Core.Gestures;
using Conductor.TestKit;
using CsCheck;

namespace Conductor.Core.Tests.Explaining;

/// <summary>What is explained is what happens: whatever the mappings, and whatever was played before.</summary>
public class ExplainPropertyTests
{
    private static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("EXPLAIN_CASES") ?? "3000");

    private static IEnumerable<string> SaidToRun(Explanation explanation) => explanation.Gestures.Where(gesture => gesture.IsNow && gesture.Fires is not null).SelectMany(gesture => Enumerable.Repeat(gesture.Action!, gesture.Times));

    /// <summary>False where it is a message.</summary>
    private static bool Does(EngineRig rig, int now, string step)
    {
        if (step == ExplainGen.Pause) rig.Pause(now);
        else if (step == ExplainGen.Resume) rig.Resume(now);
        else if (SomePlan.Modes.Contains(step)) rig.SetMode(now, step);
        else return false;
        return true;
    }

    private static string[] Ran(EngineRig rig)
    {
        var ran = rig.Listener.Actions.Select(action => action.Text).ToArray();
        rig.Listener.Actions.Clear();
        return ran;
    }

    [Fact]
    public void What_is_said_to_fire_at_once_is_what_runs() => Gen.Select(ExplainGen.PlanThatResumes, ExplainGen.Steps).Sample((plan, steps) => Play(plan, steps, _ => { }), iter: Cases);

    private static void Play(SomePlan plan, SomeStep[] steps, Action<Explanation> look)
    {
        var rig = new EngineRig(plan.Whole);
        var now = 0;
        foreach (var (gap, words) in steps)
        {
            now += gap;
            if (Does(rig, now, words)) continue;

            rig.Wake(now);
            var explanation = ExplainTests.Explain(rig, now, words);
            Ran(rig);
            rig.Play(now, words);
            Assert.Equal(SaidToRun(explanation), Ran(rig));
            look(explanation);
        }
    }

    [Fact]
    public void Asking_changes_nothing() => Gen.Select(ExplainGen.Plan, ExplainGen.Steps).Sample((plan, steps) =>
    {
        var (asked, left) = (new EngineRig(plan.Whole), new EngineRig(plan.Whole));
        var now = 0;
        foreach (var (gap, words) in steps)
        {
            now += gap;
            if (Does(asked, now, words) && Does(left, now, words)) continue;
            foreach (var mode in SomePlan.Modes) ExplainTests.Explain(asked, now, words, mode);
            asked.Play(now, words);
            left.Play(now, words);
        }

        Assert.Equal(left.Wait(now + 1000).TakeRan(), asked.Wait(now + 1000).TakeRan());
    }, iter: Cases / 4);

    [Fact]
    public void Each_mapping_that_is_passed_over_is_so_for_the_reason_told() => Gen.Select(ExplainGen.Plan, ExplainGen.Words, Gen.OneOf(SomePlan.Modes)).Sample((plan, words, mode) =>
    {
        foreach (var gesture in ExplainTests.Explain(new EngineRig(plan.Whole), 0, words, mode).Gestures)
        {
            Explanation Without(Func<string, bool> leaves) => ExplainTests.Explain(new EngineRig(plan.Toml(i => !leaves($"MouseScroll 0 {i + 1}"))), 0, words, mode);
            Passed? first = null;
            foreach (var other in gesture.Others.OrderBy(other => other.Mapping.Mode is null))
            {
                // Alone it takes the gesture where only another one keeps it from it, and else neither.
                if (other.Reason is not (Reason.Window or Reason.Division)) Assert.Equal(other.Reason == Reason.Shadowed, Takes(Without(action => action != other.Action), gesture, other.Action));
                if (other.Reason == Reason.Shadowed) first ??= other;
                if (other.Reason == Reason.Off) Assert.False(other.Mapping.Source.IsOn);
                if (other.Reason == Reason.OtherMode) Assert.NotEqual(mode, other.Mapping.Mode ?? mode);
            }

            if (first?.Winner is not { } winner) continue;
            var wins = gesture.Fires == winner ? gesture.Action! : gesture.Others.Single(other => other.Mapping == winner).Action;
            Assert.True(Takes(Without(action => action == wins), gesture, first.Action));
        }
    }, iter: Cases / 4);

    /// <summary>Whether the mapping wins its look-up there: it fires, or would with some more detents.</summary>
    private static bool Takes(Explanation explanation, ExplainedGesture gesture, string action) => explanation.Gestures.Any(each =>
        each.Gesture.Kind == gesture.Gesture.Kind && (each.Action == action || each.Others.Any(other => other.Action == action && other.Reason == Reason.Division)));

    [Fact]
    public void Every_reason_and_every_gesture_is_met()
    {
        var reasons = new HashSet<Reason>();
        var gestures = new HashSet<GestureKind>();
        for (var seed = 0u; seed < 1000; seed++)
        {
            var (plan, steps) = Gen.Select(ExplainGen.PlanThatResumes, ExplainGen.Steps).Generate(new PCG(seed, seed), null, out _);
            Play(plan, steps, explanation =>
            {
                foreach (var gesture in explanation.Gestures)
                {
                    if (gesture.IsNow && gesture.Fires is not null) gestures.Add(gesture.Gesture.Kind);
                    reasons.UnionWith(gesture.Others.Select(other => other.Reason));
                }
            });
        }

        Assert.Empty(Enum.GetValues<Reason>().Except(reasons).Except([Reason.Running, Reason.HeldBack]));   // no action here takes time, or sends
        Assert.Empty(Enum.GetValues<GestureKind>().Except(gestures).Except([GestureKind.LongPress, GestureKind.Hook]));   // the one always waits, the other is no message's
    }

    [Fact]
    public void What_is_said_of_a_press_that_stays_down_comes_true() => Gen.Select(ExplainGen.Plan, Gen.OneOf(1, 60, 61, 100)).Sample((plan, velocity) =>
    {
        var rig = new EngineRig(plan.Whole);
        var said = ExplainTests.Explain(rig, 0, $"note-on 36 {velocity}").Gestures;
        rig.Play(0, $"note-on 36 {velocity}");
        Ran(rig);
        var held = Said(said, GestureKind.LongPress);
        Assert.Equal(held, Ran(rig.Wait(1000)));
        Assert.Equal([.. Said(said, GestureKind.Release), .. held.Length == 0 ? Said(said, GestureKind.Tap) : []], Ran(rig.Play(1000, "note-off 36")));
    }, iter: Cases / 4);

    [Fact]
    public void What_is_said_of_a_press_that_is_let_go_comes_true() => Gen.Select(ExplainGen.Plan, Gen.OneOf(1, 60, 61, 100)).Sample((plan, velocity) =>
    {
        var rig = new EngineRig(plan.Whole);
        var said = ExplainTests.Explain(rig, 0, $"note-on 36 {velocity}").Gestures;
        rig.Play(0, $"note-on 36 {velocity}");
        Ran(rig);
        Assert.Equal([.. Said(said, GestureKind.Release), .. Said(said, GestureKind.Tap)], Ran(rig.Play(5, "note-off 36").Wait(1000)));
    }, iter: Cases / 4);

    private static string[] Said(IEnumerable<ExplainedGesture> gestures, GestureKind kind) => [.. gestures.Where(gesture => gesture.Gesture.Kind == kind && gesture.Fires is not null).Select(gesture => gesture.Action!)];
}
