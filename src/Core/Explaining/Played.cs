using Conductor.Core.Gestures;

namespace Conductor.Core.Explaining;

/// <summary>What a look-up asks mappings about.</summary>
internal readonly ref struct Played
{
    public required GestureKind Kind { get; init; }

    /// <summary>The press's velocity; a value, a bend, where an axis stands.</summary>
    public int Value { get; init; }

    /// <summary>The value before; −1 = none.</summary>
    public int Previous { get; init; }

    /// <summary>Double tap, chord: from the first press to the last, µs.</summary>
    public long Gap { get; init; }

    /// <summary>F0 … F7.</summary>
    public ReadOnlySpan<byte> SysEx { get; init; }

    /// <summary>What lies in a slot's range or not: of some kinds the trigger itself judges, or their number says it all.</summary>
    public int Ranged => Kind is GestureKind.Axis or GestureKind.Program or GestureKind.Transport or GestureKind.SysEx ? 0 : Value;
}
