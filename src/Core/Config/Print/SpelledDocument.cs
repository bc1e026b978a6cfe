namespace Conductor.Core.Config;

/// <summary>A file as it was read, and what its reading found about today's spelling.</summary>
internal sealed class SpelledDocument
{
    private const int Several = -1;

    private readonly ReadingTrace? _trace;
    private readonly Dictionary<int, int> _ideasWithin;
    private readonly ILookup<int, SpellingChange> _changes;
    private readonly Dictionary<string, SpelledDocument> _ours;

    public SpelledDocument(ConfigScope scope) : this(scope.Document, scope.Trace, [])
    {
    }

    private SpelledDocument(ConfigDocument document, ReadingTrace? trace, Dictionary<string, SpelledDocument> ours)
    {
        (Document, _trace, _ours) = (document, trace, ours);
        _ideasWithin = IdeasWithin();
        _changes = (trace?.Changes ?? []).GroupBy(change => change.Idea).Where(CanBeTold).SelectMany(idea => idea).ToLookup(change => change.Node);
    }

    /// <summary>An idea is told as a whole or not at all: what moves between tables, has no text on one line, or quotes what another idea changes stays in its older form.</summary>
    private bool CanBeTold(IEnumerable<SpellingChange> idea) => idea.All(change => change.Kind switch
    {
        ChangeKind.Key => true,
        ChangeKind.Remove => !HoldsOther(change),
        ChangeKind.Value => !HoldsOther(change) && IsToml($"v = {change.Text}"),
        ChangeKind.Add => IsToml(change.Text),
        ChangeKind.Unwrap or ChangeKind.Impossible => false,
    });

    /// <summary>Something in the entry is changed by another idea.</summary>
    private bool HoldsOther(SpellingChange change) => _ideasWithin.TryGetValue(change.Node, out var idea) && idea != change.Idea;

    /// <summary>For each table or list with changes somewhere in it whose they are.</summary>
    private Dictionary<int, int> IdeasWithin()
    {
        var ideas = new Dictionary<int, int>();
        foreach (var change in _trace?.Changes ?? [])
        {
            for (var outer = Document[change.Node].Parent; outer > ConfigDocument.Root; outer = Document[outer].Parent)
            {
                if (!ideas.TryAdd(outer, change.Idea) && ideas[outer] != change.Idea) ideas[outer] = Several;
            }
        }

        return ideas;
    }

    private bool IsToml(string entry) => Ours(entry).Document.Problems.Count == 0;

    public ConfigDocument Document { get; }

    /// <summary>No file, but a text of our own: all of it is known and spelled well.</summary>
    public bool IsOurs => _trace is null;

    /// <summary>"key = value" as a document of our own. The same few texts come over and over.</summary>
    public SpelledDocument Ours(string entry)
    {
        if (!_ours.TryGetValue(entry, out var ours)) _ours.Add(entry, ours = new SpelledDocument(TomlReader.Read(Document.File, entry), null, _ours));
        return ours;
    }

    /// <summary>What the reading found the table to take; null where anything goes.</summary>
    public IReadOnlyList<Parameter>? ShapeOf(int table) => _trace?.Shapes.GetValueOrDefault(table);

    /// <summary>Some reader knows the entry.</summary>
    public bool IsKnown(int node) => IsOurs || Document[node].Asked;

    /// <summary>Today's spelling has no such entry.</summary>
    public bool IsRemoved(int node) => _changes[node].Any(change => change.Kind == ChangeKind.Remove);

    /// <summary>What the entry's key, or its value, is today; null: as it is written. Of several changes the last one counts.</summary>
    public string? Changed(int node, ChangeKind kind) => _changes[node].LastOrDefault(change => change.Kind == kind).Text;

    /// <summary>Entries, "key = value", that stand behind this one today.</summary>
    public IEnumerable<string> Added(int node) => _changes[node].Where(change => change.Kind == ChangeKind.Add).Select(change => change.Text).Distinct();
}
