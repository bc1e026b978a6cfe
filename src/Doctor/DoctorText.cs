using System.Text;
using Conductor.Core;
using Conductor.Ipc;

namespace Conductor.Doctor;

/// <summary>The report in words: a mark and a sentence a line, what to do below it. The same from <c>conductor --doctor</c> and from <c>conductorctl doctor</c>.</summary>
/// <param name="color">Whether marks have colors.</param>
/// <param name="isPlain">The terminal shows ASCII only.</param>
public sealed class DoctorText(bool color, bool isPlain)
{
    private const string Green = "\e[32m";
    private const string Yellow = "\e[33m";
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    private string Arrow => isPlain ? "->" : "→";

    /// <summary>Whether the locale lacks UTF-8; one that says nothing lacks it.</summary>
    public static bool LocaleIsPlain(Func<string, string?> variable)
    {
        var locale = LocaleVariables.Select(variable).FirstOrDefault(value => value is { Length: > 0 }) ?? "C";
        return !locale.Contains("utf-8", StringComparison.OrdinalIgnoreCase) && !locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }

    public string Of(DoctorReply report)
    {
        var text = new StringBuilder($"Conductor {report.Version}, {report.System}, {report.Arch}\n");
        foreach (var finding in report.Findings) Append(text, finding);
        text.Append(Summary(report));
        return text.ToString();
    }

    private void Append(StringBuilder text, FindingInfo finding)
    {
        text.Append(Mark(finding.State)).Append(' ').Append(Printable.Whole(finding.Text)).Append('\n');
        var indent = new string(' ', Width + 1);
        foreach (var line in finding.Quoted ?? []) text.Append(indent).Append("| ").Append(Printable.Of(line)).Append('\n');
        if (finding.Remedy is { } remedy) text.Append(indent).Append(Arrow).Append(' ').Append(Printable.Whole(remedy)).Append('\n');
    }

    private int Width => isPlain ? 2 : 1;

    private string Mark(string state) => state switch
    {
        FindingInfo.Good => Colored(isPlain ? "ok" : "✓", Green),
        FindingInfo.Bad => Colored(isPlain ? "XX" : "✗", Red),
        _ => Colored(isPlain ? "!!" : "!", Yellow),
    };

    private string Colored(string mark, string escape) => color ? escape + mark + Plain : mark;

    private static string Summary(DoctorReply report)
    {
        var bad = report.Findings.Count(finding => finding.State == FindingInfo.Bad);
        var notices = report.Findings.Count(finding => finding.State == FindingInfo.Notice);
        var worth = notices == 0 ? "" : $", {notices} worth knowing";
        return bad == 0 ? $"Nothing is wrong{worth}\n" : $"{bad} {(bad == 1 ? "thing does" : "things do")} not work{worth}\n";
    }
}
