using System.Runtime.CompilerServices;

namespace Conductor.Core.Gestures;

/// <summary>
/// What is remembered of one channel of one device: two controllers, or two channels, never share a note or a knob. Made at its first message, and each part of it when first used: 3.6 KB
/// where all of a keyboard's parts are.
/// </summary>
internal sealed class ChannelState
{
    private const int Unknown = -1;

    private NotePage? _notes;
    private NotePage? _buttons;
    private sbyte[]? _controls;
    private sbyte[]? _polyPressures;
    private sbyte[]? _axes;
    private sbyte _channelPressure = Unknown;
    private short _bend = Unknown;

    /// <summary>How many notes and buttons are down, so that a release of all can be skipped where none is.</summary>
    public int HeldCount;

    /// <summary>What encoders have turned towards their next division: the first of a list for each controller; null where none of them divides.</summary>
    public TurnState?[]? Turns;

    /// <summary>The press that a note or button (128–255) is held by, or null.</summary>
    public HeldNote? HeldAt(int number) => Page(number) is { } page ? page.Held[number & NotePage.Mask] : null;

    /// <summary>Where presses of the note or button stand; made where there is none yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NotePage PageOf(int number) => Page(number) ?? NewPage(number);

    private NotePage? Page(int number) => number < NotePage.Size ? _notes : _buttons;

    private NotePage NewPage(int number) => number < NotePage.Size ? _notes = new NotePage() : _buttons = new NotePage();

    /// <summary>A new plan: what is held means the same mappings, where it still has them.</summary>
    public void Rebind(Mapping.Plan plan)
    {
        _notes?.Rebind(plan);
        _buttons?.Rebind(plan);
    }

    /// <summary>Takes a controller's value and gives the one before; −1 = none yet. Kept over mode changes and reloads, as are the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Control(int number, int value) => Exchange(ref _controls, number, value);

    public int PolyPressure(int note, int value) => Exchange(ref _polyPressures, note, value);

    public int ChannelPressure(int value)
    {
        int previous = _channelPressure;
        _channelPressure = (sbyte)value;
        return previous;
    }

    public int Bend(int value)
    {
        int previous = _bend;
        _bend = (short)value;
        return previous;
    }

    /// <summary>As <see cref="Control"/>, −127…127; at rest (0) before its first message.</summary>
    public int Axis(int index, int value)
    {
        _axes ??= new sbyte[Mapping.SlotTable.Axes];
        int previous = _axes[index];
        _axes[index] = (sbyte)value;
        return previous;
    }

    /// <summary>What <see cref="Control"/> would give, without taking a value; so the others.</summary>
    public int LastControl(int number) => _controls?[number] ?? Unknown;

    public int LastPolyPressure(int note) => _polyPressures?[note] ?? Unknown;

    public int LastChannelPressure => _channelPressure;

    public int LastBend => _bend;

    public int LastAxis(int index) => _axes?[index] ?? 0;

    /// <summary>The press that another one of the note may make a double tap of.</summary>
    public FirstPress FirstAt(int number) => Page(number) is { } page ? page.First[number & NotePage.Mask] : default;

    private static int Exchange(ref sbyte[]? values, int number, int value)
    {
        values ??= AllUnknown();
        int previous = values[number];
        values[number] = (sbyte)value;
        return previous;
    }

    private static sbyte[] AllUnknown()
    {
        var values = new sbyte[128];
        Array.Fill(values, (sbyte)Unknown);
        return values;
    }
}

/// <summary>128 notes, or 128 buttons: what holds each, and the press that may become the first of a double tap.</summary>
internal sealed class NotePage
{
    public const int Size = 128;
    public const int Mask = Size - 1;

    public readonly HeldNote?[] Held = new HeldNote?[Size];
    public readonly FirstPress[] First = new FirstPress[Size];

    public void Rebind(Mapping.Plan plan)
    {
        foreach (var held in Held) held?.Rebind(plan);
    }
}

/// <summary>A press that the next one may make a double tap of. 16 bytes: there is one for each note.</summary>
internal readonly struct FirstPress(HoldId hold, long time, bool isMute)
{
    private readonly long _timeAndMute = (time << 1) | (isMute ? 1L : 0);

    /// <summary>Which press it was, also after it went up; default = none.</summary>
    public HoldId Hold { get; } = hold;

    /// <summary>µs.</summary>
    public long Time => _timeAndMute >> 1;

    /// <summary>It was made while paused: it begins nothing but what resumes.</summary>
    public bool IsMute => (_timeAndMute & 1) != 0;
}
