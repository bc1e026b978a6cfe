using System.Collections;
using System.Text;

namespace Conductor.Core.Config;

/// <summary>A stretch of a text that becomes another; an empty stretch is a place to insert at.</summary>
internal readonly record struct Splice(int Start, int End, string Text);

/// <summary>Splices of one text: taken one after another, made at once, so that places stay those of the old text.</summary>
internal sealed class TextSplices(string text)
{
    private readonly List<Splice> _splices = [];
    private readonly BitArray _touched = new(text.Length + 1);
    private readonly HashSet<int> _starts = [];

    /// <summary>Takes all of them, or none where one touches what is taken already, or two of them lie in each other.</summary>
    public bool TryAdd(IReadOnlyList<Splice> splices)
    {
        if (splices.Any(Clashes) || Overlap([.. splices.OrderBy(splice => splice.Start).ThenBy(splice => splice.End)])) return false;
        foreach (var splice in splices)
        {
            _splices.Add(splice);
            _starts.Add(splice.Start);
            for (var at = splice.Start; at < splice.End; at++) _touched[at] = true;
        }

        return true;
    }

    /// <summary>Stretches that only meet clash, too: what stands between two entries belongs to both.</summary>
    private bool Clashes(Splice splice)
    {
        if (_starts.Contains(splice.Start) || _touched[splice.Start] || _starts.Contains(splice.End) || (splice.Start > 0 && _touched[splice.Start - 1])) return true;
        for (var at = splice.Start; at < splice.End; at++)
        {
            if (_touched[at] || _starts.Contains(at)) return true;
        }

        return false;
    }

    /// <summary>What is put in directly before a stretch is no part of it; of two at the same place nobody knows which is first.</summary>
    private static bool Overlap(Splice[] sorted)
    {
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Start < sorted[i - 1].End || (sorted[i].Start == sorted[i - 1].Start && sorted[i].End == sorted[i].Start)) return true;
        }

        return false;
    }

    public string Apply()
    {
        var result = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var splice in _splices.OrderBy(splice => splice.Start).ThenBy(splice => splice.End))
        {
            result.Append(text, at, splice.Start - at).Append(splice.Text);
            at = splice.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
