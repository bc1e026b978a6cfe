using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// Shows a desktop notification.
/// <code>{ type = "Notification", message = "Recording" }</code>
/// </summary>
public sealed record NotificationAction(string Message, string Title) : UnbuiltAction
{
    private static readonly TextParameter MessageParameter = new("message", "what it says") { Required = true };
    private static readonly TextParameter TitleParameter = new("title", "what stands above it") { Default = "Conductor" };

    public static readonly KindSpec<GestureAction> Spec = new("Notification", "shows a desktop notification", """{ type = "Notification", message = "Recording" }""", [MessageParameter, TitleParameter],
        table => new NotificationAction(table.Text(MessageParameter), table.Text(TitleParameter)))
    {
        Main = MessageParameter,
        ReadMain = value => value.Text("message") is { } message ? new NotificationAction(message, "Conductor") : null,
        NotBuilt = "The action 'Notification' is not built yet",
    };

    public override ActionKind Kind => ActionKind.Notification;

    public override string Describe(in ActionTrace trace) => $"Notification {Message}";
}
