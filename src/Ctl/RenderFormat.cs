namespace Conductor.Ctl;

internal static class RenderFormat
{
    /// <summary>"Formatted config.toml (7 spellings, 2 tables moved)".</summary>
    public static string Text(FormatReport report, bool isCheck)
    {
        if (!report.Changed) return $"✓ Nothing to change in {report.Path}\n";
        return isCheck ? $"✗ {report.Path} is not formatted ({What(report)}); conductorctl format {Words.ForShell(report.Path)} does it\n" : $"✓ Formatted {report.Path} ({What(report)})\n";
    }

    /// <summary>What stays as it is for a mistake of ours: valid, and worth a report.</summary>
    public static string Fault(string path, string fault) => $"conductorctl: something in {path} stays in its older form or place, by a mistake of format's: {fault}";

    private static string What(FormatReport report)
    {
        var parts = new List<string>();
        if (report.Spellings > 0) parts.Add(Words.Count(report.Spellings, "spelling"));
        if (report.TablesMoved > 0) parts.Add($"{Words.Count(report.TablesMoved, "table")} moved");
        if (report.KeysMoved > 0) parts.Add($"{Words.Count(report.KeysMoved, "key")} moved");
        return parts.Count == 0 ? "layout only" : string.Join(", ", parts);
    }
}
