using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

public enum TransportMessage
{
    Start,
    Stop,
    Continue,
}

/// <summary>
/// A sequencer or DAW starts, stops or goes on.
/// <code>trigger = { type = "Transport", message = "Start" }</code>
/// These messages have no channel; the clock that comes with them costs nothing.
/// </summary>
public sealed record TransportTrigger(TransportMessage Message) : Trigger
{
    private static readonly ChoiceParameter<TransportMessage> MessageParameter = new("message", "which message",
        (TransportMessage.Start, ["Start"]), (TransportMessage.Stop, ["Stop"]), (TransportMessage.Continue, ["Continue"]))
    {
        Required = true,
    };

    public static readonly KindSpec<Trigger> Spec = new("Transport", "a sequencer starts, stops or goes on", """{ type = "Transport", message = "Start" }""", [MessageParameter],
        table => table.ChoiceOrNull(MessageParameter) is { } message ? new TransportTrigger(message).WithCommon(table) : null)
    {
        Main = MessageParameter,
        ReadMain = value => value.Choice(MessageParameter) is { } message ? new TransportTrigger(message) : null,
    };

    public override TriggerKind Kind => TriggerKind.Transport;

    public override bool HasRelease => false;

    internal override void Bind(PlanBuilder plan, int mapping) => plan.AddSystem(GestureKind.Transport, (int)Message, mapping, this);

    public override string Describe() => $"transport {Message.ToString().ToLowerInvariant()}";
}
