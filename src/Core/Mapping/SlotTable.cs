using System.Runtime.CompilerServices;
using Conductor.Core.Gestures;
using Conductor.Core.Triggers;

namespace Conductor.Core.Mapping;

/// <summary>The slots of one mode (or of the global mappings): kind and number → a row in file order, of long presses by their thresholds. A kind that has none has no row starts either.</summary>
internal sealed class SlotTable(int[]?[] starts, Slot[] slots)
{
    /// <summary>How many axes a gamepad has.</summary>
    public const int Axes = GamepadNames.AxisCount;

    public const int Kinds = (int)GestureKind.Hook + 1;

    /// <summary>How many rows a kind has.</summary>
    public static int NumbersOf(GestureKind kind) => kind switch
    {
        GestureKind.Release or GestureKind.Tap or GestureKind.DoubleTap or GestureKind.Press or GestureKind.LongPress => 256,   // notes, then a gamepad's buttons
        GestureKind.Control or GestureKind.Turn or GestureKind.PolyPressure or GestureKind.Program => 128,
        GestureKind.ChannelPressure or GestureKind.PitchBend or GestureKind.SysEx => 1,
        GestureKind.Transport => 3,
        GestureKind.Axis => Axes,
        GestureKind.Chord => 0,   // these have a table of their own: Plan.ChordsOf
        GestureKind.Hook => 0,    // nobody looks them up
    };

    /// <summary>Whether there is any slot of a kind: most look-ups of most plans end here.</summary>
    public bool Has(GestureKind kind) => starts[(int)kind] is not null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<Slot> Row(GestureKind kind, int number) => starts[(int)kind] is { } from ? slots.AsSpan(from[number]..from[number + 1]) : [];
}
