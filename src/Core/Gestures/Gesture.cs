using Conductor.Core.Triggers;

namespace Conductor.Core.Gestures;

/// <summary>What a player can do, as the look-up tables know it. In the order in which one message's gestures are dispatched.</summary>
public enum GestureKind : byte
{
    Release,
    Tap,
    DoubleTap,
    Press,
    LongPress,
    Chord,
    Control,
    Turn,
    ChannelPressure,
    PolyPressure,
    PitchBend,
    Program,
    Transport,
    SysEx,
    Axis,

    /// <summary>Nobody's: a mode begins or ends, a device connects. No note, no hold, no value.</summary>
    Hook,
}

/// <summary>What happened, with what an action may want to know of it. Copied by value along the hot path.</summary>
public readonly record struct Gesture
{
    public GestureKind Kind { get; init; }

    /// <summary>Device slot; 0 = none of the configuration's.</summary>
    public ushort Device { get; init; }

    /// <summary>0–15.</summary>
    public byte Channel { get; init; }

    /// <summary>Note, controller or program, 0–127; a gamepad's button or axis, 128–255; of a chord: the note that completed it.</summary>
    public byte Number { get; init; }

    /// <summary>The press's velocity; a controller's value or a pressure, 0–127; a bend, 0–16383; an encoder's step, +1 or −1; an axis, −127…127.</summary>
    public int Value { get; init; }

    /// <summary>What lasts until the note is let go; none where nothing is held.</summary>
    public HoldId Hold { get; init; }

    /// <summary>When it happened, µs.</summary>
    public long Time { get; init; }

    /// <summary>It was pressed with a velocity, which <see cref="Value"/> is.</summary>
    public bool HasVelocity => Kind <= GestureKind.Chord;

    /// <summary>It is of a note, which <see cref="Number"/> is.</summary>
    public bool HasNote => HasVelocity || Kind == GestureKind.PolyPressure;

    /// <summary>It came on a channel; what has none is shown without.</summary>
    public bool HasChannel => Kind < GestureKind.Transport;

    /// <summary>−1 where it has none.</summary>
    public int Velocity => HasVelocity ? Value : -1;

    /// <summary>The value in seven bits: of a bend the upper ones; a step back is 127, as relative encoders write it; an axis on its other side is 0.</summary>
    public int SevenBits => Kind switch
    {
        GestureKind.PitchBend => Value >> 7,
        GestureKind.Turn => Value & 0x7F,
        GestureKind.Axis => Math.Max(0, Value),
        GestureKind.Release or GestureKind.Tap or GestureKind.DoubleTap or GestureKind.Press or GestureKind.LongPress or GestureKind.Chord or GestureKind.Control
            or GestureKind.ChannelPressure or GestureKind.PolyPressure or GestureKind.Program or GestureKind.Transport or GestureKind.SysEx or GestureKind.Hook => Value,
    };

    /// <summary>In a musician's words, as <c>monitor</c> and <c>explain</c> write it.</summary>
    public override string ToString() => Kind switch
    {
        GestureKind.Release => $"{Name} release",
        GestureKind.Tap => $"{Name} tap",
        GestureKind.DoubleTap => $"{Name} double tap",
        GestureKind.Press => $"{Name} press {Value}",
        GestureKind.LongPress => $"{Name} long press",
        GestureKind.Chord => $"{Name} chord",
        GestureKind.Control => $"CC {Number} {Value}",
        GestureKind.Turn => $"encoder {Number} {(Value > 0 ? "clockwise" : "counter-clockwise")}",
        GestureKind.ChannelPressure => $"pressure {Value}",
        GestureKind.PolyPressure => $"{Name} pressure {Value}",
        GestureKind.PitchBend => $"bend {Value}",
        GestureKind.Program => $"program {Number}",
        GestureKind.Transport => $"transport {((TransportMessage)Number).ToString().ToLowerInvariant()}",
        GestureKind.SysEx => "SysEx",
        GestureKind.Axis => $"{GamepadNames.Axis(Number)} {Value}",
        GestureKind.Hook => "by itself",
    };

    private string Name => NoteSet.NameOf(Number);

    /// <summary>The value in fourteen bits, as a bend has it.</summary>
    public int FourteenBits => Kind == GestureKind.PitchBend ? Value : SevenBits * 16383 / 127;
}
