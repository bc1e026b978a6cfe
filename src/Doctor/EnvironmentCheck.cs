using System.Collections;
using Conductor.Core;
using Conductor.Ipc;

namespace Conductor.Doctor;

/// <summary>Variables of this process that change what Conductor does; also those that look as if they did.</summary>
internal static class EnvironmentCheck
{
    private const string Own = "environment.";
    private const string Terminals = "terminal.";

    private static readonly (string Name, string Meaning, string? Behind)[] Known =
    [
        ("CONDUCTOR_CONFIG", "the configuration", null),
        ("MIDIMON_CONFIG", "the configuration", "CONDUCTOR_CONFIG"),
        ("CONDUCTOR_SOCKET", "the socket", null),
        ("MIDIMON_SOCKET", "the socket", "CONDUCTOR_SOCKET"),
        ("XDG_CONFIG_HOME", "where configuration and state lie", null),
        ("DEBUG", "with 1 the log's level, where no flag sets it", null),
    ];

    /// <summary>What a Shell action tells its command, and so also a doctor that is called from one.</summary>
    private static readonly string[] Told = ["CONDUCTOR_CHANNEL", "CONDUCTOR_MODE", "CONDUCTOR_DEVICE", "CONDUCTOR_VALUE", "CONDUCTOR_NOTE", "CONDUCTOR_VELOCITY"];

    public static IReadOnlyList<FindingInfo> Look()
    {
        var findings = new Findings();
        foreach (var (name, meaning, behind) in Known) Tell(name, meaning, behind, findings);
        foreach (var name in Strangers()) findings.Notice(Own + name.ToLowerInvariant(), $"{Printable.Of(name)} is set and means nothing to Conductor", "unset it, or check its spelling");
        return findings.All;
    }

    /// <summary>Ours, where they differ from what the daemon has told of its own.</summary>
    public static IEnumerable<FindingInfo> Beside(IReadOnlyList<FindingInfo> daemons) =>
        from finding in Look()
        where !daemons.Any(other => other.Id == finding.Id && other.Text == finding.Text)
        select finding with { Id = Terminals + finding.Id[Own.Length..], Text = $"In this terminal, {finding.Text}" };

    private static void Tell(string name, string meaning, string? behind, Findings findings)
    {
        if (Value(name) is not { } value) return;
        var isHidden = behind is not null && Value(behind) is not null;
        if (isHidden) findings.Notice(Own + name.ToLowerInvariant(), $"{name} is set but not looked at, because {behind} is", $"unset {name}");
        else findings.Notice(Own + name.ToLowerInvariant(), $"{name} is set to {Printable.Of(value)}: it decides {meaning}", null);
    }

    private static IEnumerable<string> Strangers() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => (string)variable.Key)
        .Where(name => IsOurs(name) && !Told.Contains(name) && !Known.Any(known => known.Name == name))
        .Order(StringComparer.Ordinal);

    private static bool IsOurs(string name) => name.StartsWith("CONDUCTOR_", StringComparison.Ordinal) || name.StartsWith("MIDIMON_", StringComparison.Ordinal);

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
