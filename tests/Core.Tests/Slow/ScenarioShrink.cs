namespace Conductor.Core.Tests.Slow;

/// <summary>The least of a scenario that still fails: what a person wants to look at.</summary>
internal static class ScenarioShrink
{
    private const int PlainLength = 46;   // an action that short is not replaced by one of the plainest

    private const int MaxTries = 20_000;

    public static Scenario Of(Scenario scenario, Func<Scenario, bool> fails)
    {
        for (var tries = 0; tries < MaxTries;)
        {
            Scenario? smaller = null;
            foreach (var candidate in Smaller(scenario))
            {
                tries++;
                if (!fails(candidate)) continue;
                smaller = candidate;
                break;
            }

            if (smaller is null) return scenario;
            scenario = smaller;
        }

        return scenario;
    }

    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        foreach (var timeline in Fewer(scenario.Timeline)) yield return scenario with { Timeline = timeline };
        for (var i = 0; i < scenario.Configs.Length; i++)
        {
            foreach (var config in Smaller(scenario.Configs[i]))
            {
                ScenarioConfig[] configs = [.. scenario.Configs];
                configs[i] = config;
                yield return scenario with { Configs = configs };
            }
        }

        if (scenario.WakesLate) yield return scenario with { WakesLate = false };
        if (!scenario.AnswersAtOnce) yield return scenario with { AnswersAtOnce = true, WakesLate = false };
        for (var i = 0; i < scenario.Timeline.Length; i++)
        {
            foreach (var happening in Plainer(scenario.Timeline[i], scenario.Timeline.Take(i).LastOrDefault()?.Micros ?? 0))
            {
                Happening[] timeline = [.. scenario.Timeline];
                timeline[i] = happening;
                yield return scenario with { Timeline = timeline };
            }
        }
    }

    private static IEnumerable<ScenarioConfig> Smaller(ScenarioConfig config)
    {
        foreach (var modes in Fewer(config.Modes)) yield return config with { Modes = modes };
        foreach (var globals in Fewer(config.Globals)) yield return config with { Globals = globals };
        foreach (var settings in Fewer(config.Settings)) yield return config with { Settings = settings };
        foreach (var globals in Plainer(config.Globals)) yield return config with { Globals = globals };
        for (var i = 0; i < config.Modes.Length; i++)
        {
            var mode = config.Modes[i];
            foreach (var smaller in Fewer(mode.Mappings).Concat(Plainer(mode.Mappings)).Select(mappings => mode with { Mappings = mappings }).Concat(Fewer(mode.Hooks).Select(hooks => mode with { Hooks = hooks })))
            {
                ScenarioMode[] modes = [.. config.Modes];
                modes[i] = smaller;
                yield return config with { Modes = modes };
            }
        }
    }

    private static IEnumerable<ScenarioMapping[]> Plainer(ScenarioMapping[] mappings)
    {
        for (var i = 0; i < mappings.Length; i++)
        {
            var mapping = mappings[i];
            var plainer = Fewer(mapping.Rest).Select(rest => mapping with { Rest = rest });
            if (mapping.Action.Length > PlainLength) plainer = plainer.Concat(new[] { $"{{ Shell = \"s{i}\" }}", $"{{ Sequence = [{{ Delay = 10 }}, {{ Shell = \"s{i}\" }}] }}" }.Select(action => mapping with { Action = action }));
            foreach (var one in plainer)
            {
                ScenarioMapping[] all = [.. mappings];
                all[i] = one;
                yield return all;
            }
        }
    }

    private static IEnumerable<Happening> Plainer(Happening happening, long before)
    {
        if (happening.Micros < before) yield return happening with { Micros = before };
        if (happening.Micros > before && happening.Micros % 1000 != 0) yield return happening with { Micros = happening.Micros / 1000 * 1000 };
        if (happening.What == What.NoteOn && happening.Value is not (0 or 100)) yield return happening with { Value = 100 };
        if (happening.Channel != 1) yield return happening with { Channel = 1 };
    }

    /// <summary>Without one half, without the other, … without a single one.</summary>
    private static IEnumerable<T[]> Fewer<T>(T[] all)
    {
        for (var length = Math.Max(1, all.Length / 2); length > 0 && all.Length > 0; length /= 2)
        {
            for (var start = 0; start < all.Length; start += length) yield return [.. all.Take(start), .. all.Skip(start + length)];
        }
    }
}
