using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// Opens a program; it outlives the daemon.
/// <code>{ type = "Launch", app = "Firefox" }</code>
/// By its name, its bundle id (macOS), its desktop file id (Linux) or its path.
/// </summary>
public sealed record LaunchAction(string App, ValueList<string> Args, bool Activate) : UnbuiltAction
{
    private static readonly ValueForm ArgsForm = new("textList", "a list of texts", """{"type":"array","items":{"type":"string"}}""");

    private static readonly TextParameter AppParameter = new("app", "the program's name, bundle id or path") { Required = true, Older = ["path", "app_path", "application", "bundle_id", "app_name"] };
    private static readonly FormParameter ArgsParameter = new("args", ArgsForm, "what it is started with") { Default = "[]" };
    private static readonly BoolParameter ActivateParameter = new("activate", true, "bring its window to the front");

    public static readonly KindSpec<GestureAction> Spec = new("Launch", "opens a program", """{ type = "Launch", app = "Firefox" }""", [AppParameter, ArgsParameter, ActivateParameter], Read)
    {
        Older = ["LaunchApp"],
        Main = AppParameter,
        ReadMain = value => value.Text("app") is { } app ? new LaunchAction(app, default, true) : null,
        NotBuilt = "The action 'Launch' is not built yet",
    };

    public override ActionKind Kind => ActionKind.Launch;

    internal override bool RunsBesideItself => true;

    private static LaunchAction? Read(ConfigTable table)
    {
        var (app, args, activate) = (table.TextOrNull(AppParameter), ReadArgs(table), table.Bool(ActivateParameter));
        return app is not null && args is { } list ? new LaunchAction(app, list, activate) : null;
    }

    private static ValueList<string>? ReadArgs(ConfigTable table)
    {
        if (table.Find(ArgsParameter) is not { } value) return default(ValueList<string>);
        var args = value.List("args").Select(arg => arg.Text("args")).ToList();
        return !value.IsList || args.Contains(null) ? null : new ValueList<string>([.. args.OfType<string>()]);
    }

    public override string Describe(in ActionTrace trace) => $"Launch {App}";
}
