using Conductor.Core.Triggers;

namespace Conductor.Core.Mapping;

/// <summary>One way to a mapping: the conditions that a gesture of its kind and number must still meet. 24 bytes; rows of them lie side by side.</summary>
internal readonly partial record struct Slot
{
    public ushort Min { get; init; }
    public ushort Max { get; init; }

    /// <summary>Index of the device entry + 1; 0 = any.</summary>
    public ushort Device { get; init; }

    /// <summary>Bend: within this distance of the centre it is out of range.</summary>
    public ushort Deadzone { get; init; }
    public int Mapping { get; init; }

    /// <summary>1–16; 0 = any.</summary>
    public byte Channel { get; init; }
    public ValueEdge Edge { get; init; }

    /// <summary>The mapping has a condition of its own.</summary>
    public bool IsConditional { get; init; }

    /// <summary>Long press: its threshold. Chord, double tap: its window. Microseconds.</summary>
    public long Time { get; init; }

    public bool Accepts(int device, int channel, int value) => HasInRange(value) && IsOn(channel) && IsFrom(device);

    public bool HasInRange(int value) => value >= Min && value <= Max && IsOutsideDeadzone(value);

    private bool IsOutsideDeadzone(int value) => Deadzone == 0 || Math.Abs(value - PitchBendTrigger.Centre) > Deadzone;

    /// <summary>0–15.</summary>
    public bool IsOn(int channel) => Channel == 0 || Channel == channel + 1;

    public bool IsFrom(int device) => Device == 0 || Device == device;

    /// <summary>Whether its window holds the time from the first press to the last, µs.</summary>
    public bool HoldsGap(long gap) => gap <= Time;

    /// <summary>Whether a value in range is one to fire at, with the one before (−1 = none).</summary>
    public bool Moved(int value, int previous) => Edge switch
    {
        ValueEdge.Every => true,
        ValueEdge.Enter => !HasInRange(previous),
        ValueEdge.Increase => previous >= 0 && value > previous,
        ValueEdge.Decrease => previous >= 0 && value < previous,
    };
}
