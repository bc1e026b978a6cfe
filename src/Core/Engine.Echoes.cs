using Conductor.Core.Actions;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core;

/// <summary>Feedback: a mapping that hears what it sends, over and over, is held back for a second. Rate alone holds nothing back.</summary>
public sealed partial class Engine
{
    private const long HoldBack = 1_000_000;

    /// <summary>Messages that were our own, come back.</summary>
    public long EchoCount { get; private set; }

    /// <summary>Nothing is remembered where the plan sends nothing.</summary>
    private void RememberEchoes(Plan plan)
    {
        if (plan.Needs.Outputs.IsEmpty) _context.Echoes = null;
        else if (_context.Echoes is { } echoes) echoes.Rebind(plan, _now);
        else _context.Echoes = new Echoes();
    }

    private void CountEcho(in MidiMessage message)
    {
        if (_context.Echoes!.SenderOf(message, _now) is not { } mapping) return;
        EchoCount++;
        var lane = mapping.Lane ??= new Lane(mapping);
        var count = lane.Echoes ??= new EchoCount();
        if (!count.Add(_now) || _now < lane.HeldUntil) return;
        lane.HeldUntil = _now + HoldBack;
        _listener.FeedbackCut(lane.Mapping);
    }
}
