using Conductor.Core.Gestures;
using Conductor.Core.Triggers;

namespace Conductor.Core.Mapping;

/// <summary>A mapping that can never fire, and the earlier one that always wins.</summary>
internal readonly record struct Shadow(PlannedMapping Mapping, PlannedMapping Winner);

/// <summary>
/// Finds the mappings of a plan that can never fire: at each of their look-ups an earlier one takes all they would. Only one at a time: two that together cover a third are left alone.
/// </summary>
internal sealed class ShadowFinder
{
    private readonly Plan _plan;
    private readonly PlannedMapping?[] _winner;
    private readonly bool[] _canFire;

    private ShadowFinder(Plan plan)
    {
        _plan = plan;
        _winner = new PlannedMapping?[plan.Mappings.Length];
        _canFire = new bool[plan.Mappings.Length];
    }

    /// <summary>In the order of the plan.</summary>
    public static IEnumerable<Shadow> Find(Plan plan)
    {
        var finder = new ShadowFinder(plan);
        finder.LookThrough();
        for (var i = 0; i < finder._winner.Length; i++)
        {
            if (finder._winner[i] is { } winner && !finder._canFire[i]) yield return new Shadow(plan.Mappings[i], winner);
        }
    }

    private void LookThrough()
    {
        foreach (var kind in Enum.GetValues<GestureKind>())
        {
            if (_plan.Has(kind)) Rows(kind);
        }

        for (var chord = 0; chord < _plan.ChordCount; chord++) Chord(_plan.Chord(chord));
    }

    private void Rows(GestureKind kind)
    {
        var kept = new List<Slot>();
        for (var number = 0; number < SlotTable.NumbersOf(kind); number++)
        {
            for (var mode = 0; mode < _plan.ModeNames.Length; mode++) Row(_plan.Table(mode).Row(kind, number), kept, isGlobal: false, kind, number);
            Row(_plan.Global.Row(kind, number), kept, isGlobal: true, kind, number);
        }
    }

    /// <summary>One row in file order; only what no earlier slot covers can cover a later one, so the list stays short.</summary>
    private void Row(ReadOnlySpan<Slot> row, List<Slot> kept, bool isGlobal, GestureKind kind, int number)
    {
        kept.Clear();
        foreach (ref readonly var slot in row)
        {
            var winner = IndexOfCover(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept), slot, kind);
            if (winner >= 0) Covered(slot, kept[winner].Mapping);
            else if (isGlobal && CoverInEveryMode(slot, kind, number) is { } own) Covered(slot, own);
            else
            {
                _canFire[slot.Mapping] = true;
                kept.Add(slot);
            }
        }
    }

    /// <summary>A mapping of the first mode, where each mode has one that takes all that this global one would.</summary>
    private int? CoverInEveryMode(in Slot slot, GestureKind kind, int number)
    {
        int? first = null;
        for (var mode = 0; mode < _plan.ModeNames.Length; mode++)
        {
            var row = _plan.Table(mode).Row(kind, number);
            var at = IndexOfCover(row, slot, kind);
            if (at < 0) return null;
            first ??= row[at].Mapping;
        }

        return first;
    }

    private void Chord(ChordSet chord)
    {
        for (var i = 0; i < chord.Slots.Length; i++)
        {
            var (mode, slot) = chord.Slots[i];
            var winner = -1;
            for (var j = 0; j < i && winner < 0; j++)
            {
                if (chord.Slots[j].Mode == mode && chord.Slots[j].Slot is var earlier && earlier.CoversGap(slot) && earlier.CoversSource(slot) && IsMetWith(earlier, slot)) winner = j;
            }

            if (winner >= 0) Covered(slot, chord.Slots[winner].Slot.Mapping);
            else _canFire[slot.Mapping] = true;
        }
    }

    private void Covered(in Slot slot, int winner) => _winner[slot.Mapping] ??= _plan.Mappings[winner];

    private int IndexOfCover(ReadOnlySpan<Slot> earlier, in Slot slot, GestureKind kind)
    {
        for (var i = 0; i < earlier.Length; i++)
        {
            if (earlier[i].Covers(slot) && CoversTrigger(earlier[i], slot, kind) && IsMetWith(earlier[i], slot)) return i;
        }

        return -1;
    }

    /// <summary>Whether the earlier one's condition is true wherever the other's is.</summary>
    private bool IsMetWith(in Slot earlier, in Slot slot) =>
        _plan.Mappings[earlier.Mapping].Source.Condition is not { } condition || condition.Constant == true || condition.Equals(_plan.Mappings[slot.Mapping].Source.Condition);

    /// <summary>What a row leaves to the triggers themselves.</summary>
    private bool CoversTrigger(in Slot earlier, in Slot slot, GestureKind kind) => kind switch
    {
        GestureKind.LongPress => earlier.Time == slot.Time,
        GestureKind.DoubleTap => earlier.CoversGap(slot),
        GestureKind.Turn => Trigger<EncoderTurnTrigger>(earlier).Covers(Trigger<EncoderTurnTrigger>(slot)),
        GestureKind.SysEx => Trigger<SysExTrigger>(earlier).Pattern == Trigger<SysExTrigger>(slot).Pattern,
        GestureKind.Axis => AxisRecognizer.Covers(_plan.Mappings[earlier.Mapping].Source.Trigger, _plan.Mappings[slot.Mapping].Source.Trigger),
        GestureKind.Release or GestureKind.Tap or GestureKind.Press or GestureKind.Control or GestureKind.ChannelPressure or GestureKind.PolyPressure
            or GestureKind.PitchBend or GestureKind.Program or GestureKind.Transport => true,
        GestureKind.Chord or GestureKind.Hook => false,   // these are looked through by themselves, or not looked up
    };

    private T Trigger<T>(in Slot slot)
        where T : Trigger => (T)_plan.Mappings[slot.Mapping].Source.Trigger;
}
