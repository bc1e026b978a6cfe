using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>A program's window has the keyboard. <code>condition = { AppFrontmost = "Firefox" }</code></summary>
public sealed record AppFrontmostCondition(AppName App) : Condition
{
    public static readonly KindSpec<Condition> Spec = new("AppFrontmost", "the program has the keyboard", """{ type = "AppFrontmost", app_name = "Firefox" }""", AppName.Parameters,
        table => AppName.Read(table) is { } app ? new AppFrontmostCondition(app) : null)
    {
        Older = ["ActiveApp", "AppActive"],
        Main = AppName.NameParameter,
        ReadMain = value => AppName.Read(value) is { } app ? new AppFrontmostCondition(app) : null,
        NotTold = ConditionCatalog.Hidden(ConditionKind.AppFrontmost),
    };

    public override ConditionKind Kind => ConditionKind.AppFrontmost;

    internal override bool? Holds(in Situation situation) => situation.Surroundings.IsFrontmost(App);

    public override string Describe() => $"AppFrontmost {App}";
}
