using Conductor.Ipc;

namespace Conductor.Doctor;

/// <summary>A report for other people's eyes: nothing of the user but paths, and those without the home directory's name.</summary>
public static class Discretion
{
    /// <summary>For the person at the screen: short paths.</summary>
    public static DoctorReply AtHome(this DoctorReply report) =>
        report with { Findings = [.. report.Findings.Select(finding => Short(finding, Home))] };

    /// <summary>For a bug report: without lines of logs and configurations, and without what belongs to an answer.</summary>
    public static DoctorReply ForStrangers(this DoctorReply report) =>
        report.AtHome() with { Id = null, Status = null, Message = null, Findings = [.. report.AtHome().Findings.Select(finding => finding with { Quoted = null })] };

    /// <summary>The home directory is shown as <c>~</c>; "/home/annabel" is not in "/home/anna".</summary>
    public static string Shortened(string text, string home)
    {
        if (home.Length < 2) return text;
        for (var at = text.IndexOf(home, StringComparison.Ordinal); at >= 0; at = text.IndexOf(home, at + 1, StringComparison.Ordinal))
        {
            var end = at + home.Length;
            var isWhole = (end == text.Length || !IsNamePart(text[end])) && (at == 0 || !IsNamePart(text[at - 1]));
            if (isWhole) text = $"{text[..at]}~{text[end..]}";
        }

        return text;
    }

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify).TrimEnd('/');

    private static FindingInfo Short(FindingInfo finding, string home) => finding with
    {
        Text = Shortened(finding.Text, home),
        Remedy = finding.Remedy is { } remedy ? Shortened(remedy, home) : null,
        Quoted = finding.Quoted?.Select(line => Shortened(line, home)).ToList(),
    };

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.';
}
