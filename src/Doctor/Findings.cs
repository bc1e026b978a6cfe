using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Doctor;

/// <summary>A list of findings under way, with a word for each state.</summary>
internal sealed class Findings
{
    private readonly List<FindingInfo> _all = [];

    public IReadOnlyList<FindingInfo> All => _all;

    public void Good(string id, string text) => Add(id, FindingInfo.Good, text, null, null);

    public void Notice(string id, string text, string? remedy, IReadOnlyList<string>? quoted = null) => Add(id, FindingInfo.Notice, text, remedy, quoted);

    public void Bad(string id, string text, string? remedy, IReadOnlyList<string>? quoted = null) => Add(id, FindingInfo.Bad, text, remedy, quoted);

    public void AddRange(IEnumerable<FindingInfo> findings) => _all.AddRange(findings);

    public void AddRange(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings) Add(finding.Id, WordOf(finding.State), finding.Text, finding.Remedy, null);
    }

    private void Add(string id, string state, string text, string? remedy, IReadOnlyList<string>? quoted) =>
        _all.Add(new FindingInfo { Id = id, State = state, Text = text, Remedy = remedy, Quoted = quoted is { Count: > 0 } ? quoted : null });

    private static string WordOf(FindingState state) => state switch
    {
        FindingState.Good => FindingInfo.Good,
        FindingState.Notice => FindingInfo.Notice,
        FindingState.Bad => FindingInfo.Bad,
    };
}
