namespace Conductor.Core.Tests.Slow;

internal enum What
{
    NoteOn,
    NoteOff,
    CC,
    ChannelPressure,
    PolyPressure,
    PitchBend,
    Program,
    Start,
    Stop,
    Continue,
    ButtonDown,
    ButtonUp,
    Axis,
    SysEx,
    Mode,
    Reload,
    Disconnect,
    Wait,
    Answer,
    AnswerFailed,
}

/// <summary>Something that happens in a scenario.</summary>
/// <param name="Micros">When; one before the last counts as the last.</param>
/// <param name="What">What.</param>
/// <param name="Number">Note, controller or program; the index of a mode or of a configuration.</param>
/// <param name="Value">Velocity, value or pressure.</param>
/// <param name="Channel">1–16.</param>
/// <param name="Device">Id, or null where the file has no devices.</param>
internal sealed record Happening(long Micros, What What, int Number = 0, int Value = 0, int Channel = 1, string? Device = null)
{
    public bool IsMessage => What < What.Mode;

    public string Words => What switch
    {
        What.NoteOn => $"note-on {Number} {Value}{Where}",
        What.NoteOff => $"note-off {Number}{Where}",
        What.CC => $"cc {Number} {Value}{Where}",
        What.ChannelPressure => $"channel-pressure {Value}{Where}",
        What.PolyPressure => $"poly-pressure {Number} {Value}{Where}",
        What.PitchBend => $"pitch-bend {Value}{Where}",
        What.Program => $"program {Number}{Where}",
        What.Start => $"start{From}",
        What.Stop => $"stop{From}",
        What.Continue => $"continue{From}",
        What.ButtonDown => $"button {Number} down{(Value == 127 ? "" : $" {Value}")}{From}",
        What.ButtonUp => $"button {Number} up{From}",
        What.Axis => $"axis {Number} {Value}{From}",
        What.SysEx => $"sysex {Bytes}{From}",
        What.Mode => $"mode {ScenarioConfig.ModeName(Number)}",
        What.Reload => "reload",
        What.Disconnect => $"disconnect {Device}",
        What.Wait => "nothing",
        What.Answer => "# a command is done",
        What.AnswerFailed => "# a command could not be started",
    };

    private static readonly string[] SysExes = ["F0 F7", "F0 01 F7", "F0 01 02 F7", "F0 01 02 03 F7", "F0 02 F7"];

    public static int SysExCount => SysExes.Length;

    /// <summary>Of a SysEx message, in hexadecimal.</summary>
    public string Bytes => SysExes[Number];

    private string Where => $"{(Channel == 1 ? "" : $" ch={Channel}")}{From}";

    private string From => Device is null ? "" : $" device={Device}";

    public override string ToString() => $"{ScenarioText.Time(Micros)} {Words}";
}
