using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core.Triggers;

/// <summary>
/// A complete System Exclusive message that fits a pattern.
/// <code>trigger = { type = "SysEx", pattern = "F0 00 20 ?? .. F7" }</code>
/// <c>??</c> is any byte, <c>..</c> any number of bytes; at most 256 bytes of a message are looked at.
/// </summary>
public sealed record SysExTrigger(SysExPattern Pattern) : Trigger
{
    private static readonly ValueForm Form = new("sysExPattern", "bytes such as \"F0 00 20 ?? .. F7\", or a list of integers",
        """{"type":["string","array"],"pattern":"^[0-9A-Fa-fxX?., \\t\\r\\n]+$","minItems":1,"maxItems":256,"items":{"type":"integer","minimum":0,"maximum":255}}""");

    private static readonly FormParameter PatternParameter = new("pattern", Form, "the message; ?? is any byte, .. any number of bytes") { Required = true };

    public static readonly KindSpec<Trigger> Spec = new("SysEx", "a System Exclusive message fits a pattern", """{ type = "SysEx", pattern = "F0 00 20 ?? .. F7" }""", [PatternParameter],
        table => table.Get(PatternParameter) is { } value && Read(value) is { } trigger ? trigger.WithCommon(table) : null)
    {
        Main = PatternParameter,
        ReadMain = Read,
    };

    public override TriggerKind Kind => TriggerKind.SysEx;

    public override bool HasRelease => false;

    private static SysExTrigger? Read(ConfigValue value)
    {
        var error = "";
        if (value.IsList) return SysExBytes.ReadList(value, "pattern") is { } bytes && SysExPattern.TryOf(bytes, out var listed, out error) ? new SysExTrigger(listed) : Refuse(value, error);
        if (value.Text("pattern") is not { } text) return null;
        return SysExPattern.TryParse(text, out var pattern, out error) ? new SysExTrigger(pattern) : Refuse(value, error);
    }

    private static SysExTrigger? Refuse(ConfigValue value, string error)
    {
        if (error.Length > 0) value.Error("bad-sysex", error);
        return null;
    }

    internal override void Bind(PlanBuilder plan, int mapping) 
    {
        plan.NeedsSysEx();
        plan.AddSystem(GestureKind.SysEx, 0, mapping, this);
    }

    public override string Describe() => $"SysEx {Pattern}";
}
