using CsCheck;

namespace Conductor.Core.Tests.Slow;

/// <summary>
/// Small configurations and short timelines, made so that things collide: few notes, few channels, and times that are a window's length apart, or one microsecond off.
/// </summary>
internal static class ScenarioGen
{
    private static readonly Gen<ScenarioStyle> Styles = Gen.Select(
        Gen.Int[0, 3], Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))), TriggerWords.Kinds.Array[1, 4], Gen.Int[0, 3], Gen.Bool).Select((modes, hasDevices, kinds, answers, reloads) =>
            new ScenarioStyle(modes, hasDevices, [.. kinds.Distinct()], AnswersAtOnce: answers < 2, WakesLate: answers == 3, reloads));

    public static readonly Gen<Scenario> Any = Styles.SelectMany(style =>
        Gen.Select(ConfigOf(style), Gen.Int[0, style.Reloads ? 2 : 0].SelectMany(reloads => ChangesOf(style).Array[reloads]), TimelineGen.Of(style))).Select(Whole);

    private static Scenario Whole((ScenarioConfig First, ConfigChange[] Changes, (Happening[] Timeline, ScenarioStyle Style)) parts)
    {
        var (timeline, style) = parts.Item3;
        ScenarioConfig[] configs = [parts.First, .. parts.Changes.Select(change => change.Of(parts.First))];
        return new Scenario(configs, [.. timeline.Select(happening => happening.What == What.Reload ? happening with { Number = happening.Number % configs.Length } : happening)], style.AnswersAtOnce, style.WakesLate);
    }

    private static Gen<ScenarioConfig> ConfigOf(ScenarioStyle style) => Gen.Select(
        Settings(style), Enumerable.Range(0, style.Modes).Select(mode => ModeOf(style, mode)).Aggregate(Gen.Const(Array.Empty<ScenarioMode>()), (all, mode) => Gen.Select(all, mode, (before, one) => (ScenarioMode[])[.. before, one])),
        MappingGen.Of(style).Array[style.Modes == 0 ? 1 : 0, 5]).Select((settings, modes, globals) => new ScenarioConfig(settings, modes, globals));

    private static Gen<ScenarioMode> ModeOf(ScenarioStyle style, int mode) =>
        Gen.Select(HooksOf(style), MappingGen.Of(style).Array[0, 4], (hooks, mappings) => new ScenarioMode(ScenarioConfig.ModeName(mode), hooks, mappings));

    /// <summary>Where commands are done at once a hook has one action: with more it could change modes for ever in no time.</summary>
    private static Gen<string[]> HooksOf(ScenarioStyle style) => Gen.Select(HookOf(style, "on_enter"), HookOf(style, "on_exit"), (enter, exit) => (string[])[.. new[] { enter, exit }.OfType<string>()]);

    private static Gen<string?> HookOf(ScenarioStyle style, string name) =>
        Gen.Frequency((3, Gen.Const((string?)null)), (1, ActionGen.Of(style with { Kinds = [] }, style.AnswersAtOnce ? 0 : 1).Select(action => (string?)$"{name} = {action}")));

    private const string Ports = "[virtual_midi]\nport_name = \"P\"";

    private static Gen<string[]> Settings(ScenarioStyle style) => Gen.Select(Gen.OneOf(0, 5, 10), Gen.OneOf(1, 5, 10), Gen.OneOf(1, 5, 10)).Select((some, chord, tap) => (string[])
    [
        .. some == 0 ? [] : (string[])["[advanced_settings]", $"chord_timeout_ms = {chord}", $"double_tap_timeout_ms = {tap}", $"hold_threshold_ms = {some}"],
        .. style.HasDevices ? (string[])["[[devices]]\nid = \"a\"\nname = \"A\"", "[[devices]]\nid = \"b\"\nname = \"B\""] : [],
        Ports,
    ]);

    private static Gen<ConfigChange> ChangesOf(ScenarioStyle style) =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1000], MappingGen.Of(style).Array[0, 2]).Select((kind, which, more) => new ConfigChange(kind, which, more));
}

/// <summary>What all of one scenario has in common.</summary>
/// <param name="Modes">How many.</param>
/// <param name="HasDevices">Two of them, a and b; else any input is listened to.</param>
/// <param name="Kinds">Of triggers.</param>
/// <param name="AnswersAtOnce">As <see cref="Scenario.AnswersAtOnce"/>.</param>
/// <param name="WakesLate">As <see cref="Scenario.WakesLate"/>.</param>
/// <param name="Reloads">Whether there are any.</param>
internal sealed record ScenarioStyle(int Modes, bool HasDevices, string[] Kinds, bool AnswersAtOnce, bool WakesLate, bool Reloads)
{
    /// <summary>Whether what triggers is sure to have a velocity.</summary>
    public bool HasVelocity => Kinds.Length > 0 && Array.TrueForAll(Kinds, kind => kind is "Note" or "VelocityRange" or "LongPress" or "DoubleTap" or "NoteChord" or "GamepadButton" or "GamepadButtonHold" or "GamepadButtonDoubleTap" or "GamepadButtonChord");

    /// <summary>Whether what triggers has a value of its own that could be sent on.</summary>
    public bool HasValue => HasVelocity || (Kinds.Length > 0 && Array.TrueForAll(Kinds, kind => kind is "CC" or "Aftertouch" or "PitchBend" or "EncoderTurn" or "GamepadAnalogStick" or "GamepadTrigger"));
}

/// <summary>How a file differs from the first one.</summary>
/// <param name="Kind">0 the same and more; 1 one of two mappings is gone; 2 in another order; 3 without the last mode.</param>
/// <param name="Which">A number that decides.</param>
/// <param name="More">Further mappings.</param>
internal sealed record ConfigChange(int Kind, int Which, ScenarioMapping[] More)
{
    public ScenarioConfig Of(ScenarioConfig config)
    {
        ScenarioMapping[] more = [.. More.Where(mapping => config.Modes.Length > 0 || !mapping.Mentions("A"))];
        return Kind switch
        {
            0 => config with { Globals = [.. more, .. config.Globals] },
            1 => config with { Modes = [.. config.Modes.Select(mode => mode with { Mappings = Some(mode.Mappings) })], Globals = [.. Some(config.Globals), .. more] },
            2 => config with { Modes = [.. config.Modes.Reverse()], Globals = [.. config.Globals.Reverse(), .. more] },
            _ => config.Modes.Length < 2 ? config with { Globals = Some(config.Globals) } : WithoutMode(config, config.Modes[Which % config.Modes.Length].Name),
        };
    }

    private ScenarioMapping[] Some(ScenarioMapping[] mappings) => [.. mappings.Where((_, i) => ((Which >> i) & 1) == 0)];

    private static ScenarioConfig WithoutMode(ScenarioConfig config, string name) => config with
    {
        Modes = [.. config.Modes.Where(mode => mode.Name != name).Select(mode => mode with { Hooks = [.. mode.Hooks.Where(hook => !hook.Contains($"\"{name}\""))], Mappings = [.. mode.Mappings.Where(mapping => !mapping.Mentions(name))] })],
        Globals = [.. config.Globals.Where(mapping => !mapping.Mentions(name))],
    };
}
