using System.Runtime.CompilerServices;
namespace Conductor.Core.Gestures;

/// <summary>Names one press from its beginning to its end, also after the slot has been used again. The default value is "nothing held".</summary>
public readonly record struct HoldId(int Slot, int Generation);

/// <summary>
/// The presses that still last. What is held down for one of them (keys, notes, momentary layers) names it by its <see cref="HoldId"/>, so that a late action can ask whether
/// its press is over. Slots are used again without allocating.
/// </summary>
public sealed class HoldTable
{
    private int[] _generations = new int[64];   // odd = lasting
    private int[] _nextFree = new int[64];
    private int _free;                           // slot 0 is "nothing", and so the end of the list
    private int _used = 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public HoldId Begin()
    {
        var slot = _free;
        if (slot != 0) _free = _nextFree[slot];
        else if ((slot = _used++) == _generations.Length) Grow();
        return new HoldId(slot, ++_generations[slot]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Lasts(HoldId hold) => hold.Slot != 0 && _generations[hold.Slot] == hold.Generation;

    public void End(HoldId hold)
    {
        if (!Lasts(hold)) return;
        _generations[hold.Slot]++;
        _nextFree[hold.Slot] = _free;
        _free = hold.Slot;
    }

    private void Grow()
    {
        Array.Resize(ref _generations, _generations.Length * 2);
        Array.Resize(ref _nextFree, _generations.Length);
    }
}
