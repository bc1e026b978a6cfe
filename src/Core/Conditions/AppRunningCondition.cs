using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>A program runs. <code>condition = { AppRunning = "Firefox" }</code></summary>
public sealed record AppRunningCondition(AppName App) : Condition
{
    public static readonly KindSpec<Condition> Spec = new("AppRunning", "the program runs", """{ type = "AppRunning", app_name = "Firefox" }""", AppName.Parameters,
        table => AppName.Read(table) is { } app ? new AppRunningCondition(app) : null)
    {
        Main = AppName.NameParameter,
        ReadMain = value => AppName.Read(value) is { } app ? new AppRunningCondition(app) : null,
        NotTold = ConditionCatalog.Hidden(ConditionKind.AppRunning),
    };

    public override ConditionKind Kind => ConditionKind.AppRunning;

    internal override bool? Holds(in Situation situation) => situation.Surroundings.IsRunning(App);

    public override string Describe() => $"AppRunning {App}";
}
