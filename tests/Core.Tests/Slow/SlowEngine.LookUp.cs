using Conductor.Core.Conditions;
using Conductor.Core.Triggers;
using FileConfig = Conductor.Core.Config.Config;

namespace Conductor.Core.Tests.Slow;

internal sealed partial class SlowEngine
{
    private List<SlowMapping> _mappings;   // modes in file order, each mode's mappings in file order; hooks; then the global ones

    private static List<SlowMapping> MappingsOf(FileConfig config) =>
    [
        .. config.Modes.SelectMany(mode => mode.Mappings.Where(mapping => mapping.IsOn).Select(mapping => new SlowMapping { Mode = mode.Name, Action = mapping.Action, Config = mapping })),
        .. config.Modes.SelectMany(mode => HooksOf(mode.Name, (Enter, mode.OnEnter), (Exit, mode.OnExit))),
        .. config.GlobalMappings.Where(mapping => mapping.IsOn).Select(mapping => new SlowMapping { Mode = null, Action = mapping.Action, Config = mapping }),
    ];

    /// <summary>The current mode's mappings in file order, then the global ones.</summary>
    private IEnumerable<SlowMapping> InOrder => _mappings.Where(mapping => mapping.Mode == ModeInForce && mapping.Hook.Length == 0).Concat(_mappings.Where(mapping => mapping.Mode is null && mapping.Hook.Length == 0));

    private SlowMapping? LookUp(Happening message, int? velocity, Func<Trigger, bool> fits) => InOrder.FirstOrDefault(mapping => Listens(mapping, message, velocity) && fits(mapping.Trigger!));

    private bool Listens(SlowMapping mapping, Happening message, int? velocity, bool hasChannel = true) =>
        (mapping.Trigger!.Device is not { } device || device == message.Device || _config.Devices.IsEmpty)
        && (!hasChannel || mapping.Trigger.Channel is not { } channel || channel == message.Channel)
        && IsTrue(mapping.Condition, velocity);

    /// <summary>What is hidden counts as false.</summary>
    private bool IsTrue(Condition? condition, int? velocity) => condition is null || Judge(condition, velocity) == true;

    /// <summary>Null: the desktop doesn't tell.</summary>
    private bool? Judge(Condition condition, int? velocity) => condition switch
    {
        AlwaysCondition => true,
        NeverCondition => false,
        ModeIsCondition mode => ModeInForce == mode.Mode,
        VelocityLevelCondition level => velocity is { } played && VelocityLevels.Usual.LevelOf(played) == level.Level,
        NotCondition not => !Judge(not.Negated, velocity),
        AndCondition and => And(and.Conditions.Select(part => Judge(part, velocity)).ToList()),
        OrCondition or => Or(or.Conditions.Select(part => Judge(part, velocity)).ToList()),
        _ => null,
    };

    private static bool? And(List<bool?> parts) => parts.Contains(false) ? false : parts.Contains(null) ? null : true;

    private static bool? Or(List<bool?> parts) => parts.Contains(true) ? true : parts.Contains(null) ? null : false;

    private static bool Holds(NoteSet notes, int note) => note >= notes.First && note <= notes.Last;

    private static bool Holds(ValueRange range, int value) => value >= range.Min && value <= range.Max;
}
