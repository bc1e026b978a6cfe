using Conductor.Ipc;

namespace Conductor.Ctl;

internal static class RenderInit
{
    /// <summary>What was written where, and what comes next.</summary>
    /// <param name="report">What was done.</param>
    /// <param name="target">What a link at the place leads to; null where it is none.</param>
    /// <param name="isDefault">A daemon without flags reads that file.</param>
    public static string Text(InitReport report, string? target, bool isDefault)
    {
        var file = isDefault ? "" : " " + Words.ForShell(report.Path);
        var config = isDefault ? "" : " --config" + file;
        return $"✓ Wrote {report.Path}{(target is null ? "" : $" (a link to {target})")} from the template '{report.Template}'\n"
            + (report.Backup is null ? "" : $"The file that was there is now {report.Backup}\n")
            + $"Next: look it over, then\n  conductorctl validate{file}\n  conductor{config}\n";
    }

    public static string List(IReadOnlyList<TemplateInfo> templates)
    {
        var width = templates.Max(template => template.Name.Length);
        return string.Concat(templates.Select(template => $"{template.Name.PadRight(width)}  {template.Description}\n"));
    }
}
