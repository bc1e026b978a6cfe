using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>A program as a condition names it: by its name, by its bundle id (macOS), or both.</summary>
public readonly record struct AppName(string? Name, string? BundleId)
{
    internal static readonly TextParameter NameParameter = new("app_name", "the program's name") { Older = ["value"] };
    internal static readonly TextParameter BundleParameter = new("bundle_id", "its bundle id, on macOS");

    internal static readonly Parameter[] Parameters = [NameParameter, BundleParameter];

    public override string ToString() => Name ?? BundleId ?? "";

    internal static AppName? Read(ConfigTable table)
    {
        var app = new AppName(table.TextOrNull(NameParameter), table.TextOrNull(BundleParameter));
        if (app.Name is not null || app.BundleId is not null) return app;
        if (!table.Has(NameParameter) && !table.Has(BundleParameter)) table.AsValue.Error("missing-key", "Missing 'app_name' or 'bundle_id': say which program");
        return null;
    }

    internal static AppName? Read(ConfigValue value) => value.Text(NameParameter.Name) is { } name ? new AppName(name, null) : null;
}
