using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// Types a text, whatever keyboard layout is set.
/// <code>{ type = "Text", text = "Grüße 👋" }</code>
/// With <c>paste</c> by the clipboard, which is put back.
/// </summary>
public sealed record TextAction(string Text, bool Paste) : UnbuiltAction
{
    private static readonly TextParameter TextParameter = new("text", "what to type, any Unicode text") { Required = true };
    private static readonly BoolParameter PasteParameter = new("paste", false, "by the clipboard, which is put back");

    public static readonly KindSpec<GestureAction> Spec = new("Text", "types a text", """{ type = "Text", text = "Grüße 👋" }""", [TextParameter, PasteParameter],
        table => new TextAction(table.Text(TextParameter), table.Bool(PasteParameter)))
    {
        Main = TextParameter,
        ReadMain = value => value.Text("text") is { } text ? new TextAction(text, false) : null,
        NotBuilt = "The action 'Text' is not built yet",
    };

    public override ActionKind Kind => ActionKind.Text;

    public override string Describe(in ActionTrace trace) => $"Text {Text}";
}
