using Conductor.Core.Gestures;

namespace Conductor.Core.Mapping;

/// <summary>Slots as they come, each with its kind and number; sorted into rows at the end.</summary>
internal sealed class SlotTableBuilder
{
    private readonly List<(int Number, Slot Slot)>?[] _kinds = new List<(int, Slot)>?[SlotTable.Kinds];

    public void Add(GestureKind kind, int number, in Slot slot) => (_kinds[(int)kind] ??= []).Add((number, slot));

    public SlotTable Build()
    {
        var starts = new int[]?[SlotTable.Kinds];
        var slots = new Slot[_kinds.Sum(kind => kind?.Count ?? 0)];
        var from = 0;
        for (var kind = 0; kind < _kinds.Length; kind++)
        {
            if (_kinds[kind] is not { } entries) continue;
            starts[kind] = Sort(entries, SlotTable.NumbersOf((GestureKind)kind), slots, from);
            from += entries.Count;
        }

        if (starts[(int)GestureKind.LongPress] is { } rows) SortByThreshold(rows, slots);
        return new SlotTable(starts, slots);
    }

    /// <summary>A counting sort: stable, so that rows keep the file's order.</summary>
    private static int[] Sort(List<(int Number, Slot Slot)> entries, int numbers, Slot[] slots, int from)
    {
        var starts = new int[numbers + 1];
        foreach (var (number, _) in entries) starts[number + 1]++;
        starts[0] = from;
        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        var next = (int[])starts.Clone();
        foreach (var (number, slot) in entries) slots[next[number]++] = slot;
        return starts;
    }

    /// <summary>Equal thresholds stay in the file's order.</summary>
    private static void SortByThreshold(int[] starts, Slot[] slots)
    {
        for (var number = 0; number + 1 < starts.Length; number++)
        {
            var row = slots.AsSpan(starts[number]..starts[number + 1]);
            if (row.Length < 2) continue;
            var keys = new long[row.Length];
            for (var i = 0; i < keys.Length; i++) keys[i] = (row[i].Time << 20) | (uint)i;
            keys.AsSpan().Sort(row);
        }
    }
}
