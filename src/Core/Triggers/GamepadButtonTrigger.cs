using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A gamepad's button is pressed, let go or tapped, as a note is.
/// <code>trigger = { type = "GamepadButton", button = "South" }</code>
/// L2 and R2 have a strength; the others press with 127.
/// </summary>
public sealed record GamepadButtonTrigger : Trigger
{
    internal static readonly FormParameter ButtonParameter = new("button", GamepadNames.ButtonForm, "the button") { Required = true };

    private static readonly IntParameter VelocityMin = new("velocity_min", 0, 127, "softest press that counts") { Default = 1, Called = "velocity" };
    private static readonly IntParameter HoldMs = new("hold_ms", 0, 600_000, "how long it must be held") { Called = "duration", Instead = "GamepadButtonHold with duration_ms" };

    public static readonly KindSpec<Trigger> Spec = new("GamepadButton", "a gamepad's button is pressed, released or tapped", """{ type = "GamepadButton", button = "South" }""",
        [ButtonParameter, VelocityMin, NoteTrigger.On, HoldMs], Read)
    {
        Main = ButtonParameter,
        ReadMain = value => GamepadNames.ReadButton(value) is { } button ? new GamepadButtonTrigger { Button = button } : null,
        NotTold = GamepadNames.NotTold,
    };

    public override TriggerKind Kind => TriggerKind.GamepadButton;

    /// <summary>128–255.</summary>
    public required byte Button { get; init; }
    public int Softest { get; init; } = 1;
    public NoteEdge Edge { get; init; }

    public override bool HasRelease => Edge == NoteEdge.Press;

    private static Trigger? Read(ConfigTable table)
    {
        var button = table.Get(ButtonParameter) is { } value ? GamepadNames.ReadButton(value) : null;
        if (table.Find(HoldMs) is { } hold) return GamepadButtonHoldTrigger.OfButton(table, button, hold.Int(HoldMs), hold);
        var (softest, edge) = (table.Int(VelocityMin), table.Choice(NoteTrigger.On));
        return button is { } number ? new GamepadButtonTrigger { Button = number, Softest = softest, Edge = edge }.WithCommon(table) : null;
    }

    internal override void Bind(PlanBuilder plan, int mapping) =>
        plan.Add(NoteTrigger.GestureOf(Edge), new NoteSet(Button, Button), new ValueRange(Softest, 127), mapping, this);

    public override string Describe() => $"{GamepadNames.Button(Button)} {Edge.ToString().ToLowerInvariant()}";
}
