namespace Conductor.Core.Gestures;

/// <summary>What a player can do, as the look-up tables know it. In the order in which one message's gestures are dispatched.</summary>
public enum GestureKind : byte
{
    Release,
    Tap,
    Press,
    LongPress,
    Chord,
    Control,
}

/// <summary>What happened, with what an action may want to know of it. Copied by value along the hot path.</summary>
public readonly record struct Gesture
{
    public GestureKind Kind { get; init; }

    /// <summary>Device slot; 0 = none of the configuration's.</summary>
    public ushort Device { get; init; }

    /// <summary>0–15.</summary>
    public byte Channel { get; init; }

    /// <summary>Note or controller, 0–127; of a chord: the note that completed it.</summary>
    public byte Number { get; init; }

    /// <summary>The press's velocity, or the controller's value.</summary>
    public ushort Value { get; init; }

    /// <summary>What lasts until the note is let go; none where nothing is held.</summary>
    public HoldId Hold { get; init; }

    /// <summary>When it happened, µs.</summary>
    public long Time { get; init; }

    public bool HasNote => Kind != GestureKind.Control;

    public int Note => HasNote ? Number : -1;

    public int Velocity => HasNote ? Value : -1;
}
