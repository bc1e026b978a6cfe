using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>A program does not run. <code>condition = { AppNotRunning = "Firefox" }</code></summary>
public sealed record AppNotRunningCondition(AppName App) : Condition
{
    public static readonly KindSpec<Condition> Spec = new("AppNotRunning", "the program does not run", """{ type = "AppNotRunning", app_name = "Firefox" }""", AppName.Parameters,
        table => AppName.Read(table) is { } app ? new AppNotRunningCondition(app) : null)
    {
        Main = AppName.NameParameter,
        ReadMain = value => AppName.Read(value) is { } app ? new AppNotRunningCondition(app) : null,
        NotTold = ConditionCatalog.Hidden(ConditionKind.AppNotRunning),
    };

    public override ConditionKind Kind => ConditionKind.AppNotRunning;

    internal override bool? Holds(in Situation situation) => !situation.Surroundings.IsRunning(App);

    public override string Describe() => $"AppNotRunning {App}";
}
