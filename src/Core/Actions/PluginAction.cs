using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// Known from older files, not acted on; its keys are not looked at.
/// <code>{ type = "Plugin", plugin = "spotify" }</code>
/// </summary>
public sealed record PluginAction : UnbuiltAction
{
    public static readonly KindSpec<GestureAction> Spec = new("Plugin", "known from older files, not acted on", """{ type = "Plugin", plugin = "spotify" }""", [], _ => new PluginAction())
    {
        Older = ["WasmPlugin"],
        ReadMain = _ => new PluginAction(),
        NotBuilt = "There are no plugins in this version",
        TakesAnything = true,
    };

    public override ActionKind Kind => ActionKind.Plugin;

    public override string Describe(in ActionTrace trace) => "Plugin";
}
