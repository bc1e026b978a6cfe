using System.Collections;

namespace Conductor.Core.Triggers;

/// <summary>A set of notes 0–127 and gamepad buttons 128–255 as bits; equal sets are equal values.</summary>
public readonly record struct NoteMask(UInt128 Notes, UInt128 Buttons = default) : IEnumerable<int>
{
    private const int FirstButton = 128;

    public int Count => (int)(UInt128.PopCount(Notes) + UInt128.PopCount(Buttons));

    public bool IsEmpty => Notes == 0 && Buttons == 0;

    public bool Has(int note) => (note < FirstButton ? (Notes >> note) & 1 : (Buttons >> (note - FirstButton)) & 1) != 0;

    public NoteMask With(int note) => note < FirstButton ? this with { Notes = Notes | (UInt128.One << note) } : this with { Buttons = Buttons | (UInt128.One << (note - FirstButton)) };

    /// <summary>The lowest of the set, or 256 where it is empty; removing it again and again walks the set without allocating.</summary>
    public int Lowest => Notes != 0 ? (int)UInt128.TrailingZeroCount(Notes) : FirstButton + (int)UInt128.TrailingZeroCount(Buttons);

    public NoteMask WithoutLowest => Notes != 0 ? this with { Notes = Notes & (Notes - 1) } : this with { Buttons = Buttons & (Buttons - 1) };

    public override string ToString() => string.Join(' ', this);

    public IEnumerator<int> GetEnumerator()
    {
        for (var rest = this; !rest.IsEmpty; rest = rest.WithoutLowest) yield return rest.Lowest;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
