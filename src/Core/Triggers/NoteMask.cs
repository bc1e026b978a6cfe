using System.Collections;

namespace Conductor.Core.Triggers;

/// <summary>A set of notes 0–127 as bits; equal sets are equal values.</summary>
public readonly record struct NoteMask(UInt128 Bits) : IEnumerable<int>
{
    public int Count => (int)UInt128.PopCount(Bits);

    public bool Has(int note) => ((Bits >> note) & 1) != 0;

    public NoteMask With(int note) => new(Bits | (UInt128.One << note));

    /// <summary>The lowest note of the set, or 128 where it is empty; removing it again and again walks the set without allocating.</summary>
    public int Lowest => (int)UInt128.TrailingZeroCount(Bits);

    public NoteMask WithoutLowest => new(Bits & (Bits - 1));

    public override string ToString() => string.Join(' ', this);

    public IEnumerator<int> GetEnumerator()
    {
        for (var rest = this; rest.Bits != 0; rest = rest.WithoutLowest) yield return rest.Lowest;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
