using Conductor.Core.Midi;
using Conductor.Core.Triggers;

namespace Conductor.Core.Tests.Slow;

/// <summary>Controllers, pressure, bends, programs, transport.</summary>
internal sealed partial class SlowEngine
{
    /// <summary>The last value of each knob, by all that tells it from the others.</summary>
    private readonly Dictionary<string, int> _lastValues = [];

    private void Control(Happening message, List<Action> firings)
    {
        if (message.Number is 120 or 121 or 123) LetGo(press => press.Device == message.Device && press.Channel == message.Channel, firings);   // it is looked up in the layer that it ends
        var previous = Follow($"cc {message.Number}", message);
        if (LookUp(message, null, trigger => trigger is CCTrigger cc && cc.Controls == message.Number && IsEdge(cc.Edge, previous, message.Value, value => Holds(cc.Values, value))) is { } found)
        {
            Throttle(firings, found, ((CCTrigger)found.Trigger!).ThrottleMs, message, new SlowGesture { Device = message.Device, Channel = message.Channel, Value = message.Value });
        }

        Turn(message, previous, firings);
    }

    /// <summary>Takes note of a value; gives the one before.</summary>
    private int? Follow(string what, Happening message)
    {
        var key = $"{message.Device} {message.Channel} {what}";
        int? previous = _lastValues.TryGetValue(key, out var last) ? last : null;
        _lastValues[key] = message.Value;
        return previous;
    }

    private static bool IsEdge(ValueEdge edge, int? previous, int value, Func<int, bool> isInside) => isInside(value) && edge switch
    {
        ValueEdge.Every => true,
        ValueEdge.Enter => previous is not { } before || !isInside(before),
        ValueEdge.Increase => value > previous,
        ValueEdge.Decrease => value < previous,
    };

    /// <param name="message">Pressure of a channel or of a note.</param>
    /// <param name="note">Null = of the channel.</param>
    /// <param name="firings">What follows.</param>
    private void Pressure(Happening message, int? note, List<Action> firings)
    {
        var previous = Follow($"pressure {note}", message);
        bool Fits(Trigger trigger) => trigger is AftertouchTrigger touch && (touch.Notes is not { } notes || (note is { } one && Holds(notes, one)))
            && IsEdge(touch.Edge, previous, message.Value, value => Holds(touch.Pressure, value));
        if (LookUp(message, null, Fits) is not { } found) return;
        var gesture = new SlowGesture { Device = message.Device, Channel = message.Channel, Note = note, Value = message.Value };
        Throttle(firings, found, ((AftertouchTrigger)found.Trigger!).ThrottleMs, message with { Number = note ?? -1 }, gesture);
    }

    private void Bend(Happening message, List<Action> firings)
    {
        var previous = Follow("bend", message);
        static bool IsInside(PitchBendTrigger bend, int value) => Holds(bend.Values, value) && (bend.CenterDeadzone == 0 || Math.Abs(value - 8192) > bend.CenterDeadzone);
        if (LookUp(message, null, trigger => trigger is PitchBendTrigger bend && IsEdge(bend.Edge, previous, message.Value, value => IsInside(bend, value))) is not { } found) return;
        var gesture = new SlowGesture { Device = message.Device, Channel = message.Channel, Value = message.Value, IsWide = true };
        Throttle(firings, found, ((PitchBendTrigger)found.Trigger!).ThrottleMs, message with { Number = 0 }, gesture);
    }

    private void Program(Happening message, List<Action> firings)
    {
        if (LookUp(message, null, trigger => trigger is ProgramChangeTrigger program && (program.Program ?? message.Number) == message.Number) is not { } found) return;
        Fire(firings, found, new SlowGesture { Device = message.Device, Channel = message.Channel, Value = message.Number });
    }

    /// <summary>Transport has no channel.</summary>
    private void Transport(Happening message, List<Action> firings)
    {
        var said = message.What switch { What.Start => TransportMessage.Start, What.Stop => TransportMessage.Stop, _ => TransportMessage.Continue };
        if (InOrder.FirstOrDefault(mapping => Listens(mapping, message, null, hasChannel: false) && mapping.Trigger is TransportTrigger transport && transport.Message == said) is not { } found) return;
        Fire(firings, found, new SlowGesture { Device = message.Device, Channel = message.Channel });
    }

    private void SysEx(Happening message, List<Action> firings)
    {
        var bytes = message.Bytes.Split(' ').Select(word => Convert.ToInt32(word, 16)).ToList();
        if (InOrder.FirstOrDefault(mapping => Listens(mapping, message, null, hasChannel: false) && mapping.Trigger is SysExTrigger sysEx && Fits([.. sysEx.Pattern.Items], bytes)) is not { } found) return;
        Fire(firings, found, new SlowGesture { Device = message.Device, Channel = message.Channel });
    }

    private static bool Fits(List<short> pattern, List<int> bytes)
    {
        if (pattern.Count == 0) return bytes.Count == 0;
        if (pattern[0] == SysExPattern.AnyBytes) return Enumerable.Range(0, bytes.Count + 1).Any(skipped => Fits(pattern[1..], bytes[skipped..]));
        return bytes.Count > 0 && (pattern[0] == SysExPattern.AnyByte || pattern[0] == bytes[0]) && Fits(pattern[1..], bytes[1..]);
    }

    /// <summary>The first at once; then the latest at the end of the interval.</summary>
    private void Throttle(List<Action> firings, SlowMapping mapping, int ms, Happening message, SlowGesture gesture)
    {
        if (ms == 0)
        {
            Fire(firings, mapping, gesture);
            return;
        }

        var throttle = mapping.Throttles.Find(one => one.Device == message.Device && one.Channel == message.Channel && one.Number == message.Number);
        if (throttle is not null && _now <= throttle.End)
        {
            throttle.Waiting = gesture;
            throttle.Timer ??= Arm(throttle.End, isWindow: true, () => EndInterval(mapping, throttle, ms));
            return;
        }

        if (throttle is null) mapping.Throttles.Add(throttle = new SlowThrottle(message.Device, message.Channel, message.Number));
        throttle.End = _now + Micros(ms);
        Fire(firings, mapping, gesture);
    }

    private void EndInterval(SlowMapping mapping, SlowThrottle throttle, int ms)
    {
        throttle.Timer = null;
        throttle.End = _now + Micros(ms);
        Fire(mapping, throttle.Waiting!);
    }
}
