using System.Collections.Immutable;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Triggers;

namespace Conductor.Core.Explaining;

/// <summary>
/// Tells what a message would do if it came now: what it can become, which mapping each would fire, and why not the others. Changes nothing. It asks mappings what the recognizers ask them, of the
/// same functions, and follows the order in which they ask.
/// </summary>
internal sealed partial class Explainer
{
    private readonly LookUp _lookUp;
    private readonly ChannelState _state;
    private readonly MidiMessage _message;
    private readonly Candidates _candidates;
    private readonly List<ExplainedGesture> _now = [];
    private readonly List<ExplainedGesture> _later = [];

    private Explainer(in LookUp lookUp, ChannelState state, in MidiMessage message)
    {
        (_lookUp, _state, _message) = (lookUp, state, message);
        _candidates = new Candidates(lookUp.Plan, lookUp.Mode);
    }

    /// <param name="lookUp">Of the message's device and channel.</param>
    /// <param name="state">What is remembered of that channel.</param>
    /// <param name="message">What would be played, with its time.</param>
    /// <param name="sysEx">Of a SysEx message its bytes.</param>
    public static Explanation Explain(in LookUp lookUp, ChannelState state, in MidiMessage message, ReadOnlySpan<byte> sysEx)
    {
        var words = message.Kind == MidiStatus.SysEx ? MidiWords.Format(sysEx) : MidiWords.Format(message);
        return new Explanation(words, lookUp.Plan.ModeNames[lookUp.Mode], new Explainer(lookUp, state, message).Gestures(sysEx));
    }

    private ImmutableArray<ExplainedGesture> Gestures(ReadOnlySpan<byte> sysEx)
    {
        var message = _message;
        switch (message.Kind)
        {
            case MidiStatus.NoteOn: Press(); break;
            case MidiStatus.NoteOff: Release(); break;
            case MidiStatus.ControlChange: Control(); break;
            case MidiStatus.PolyPressure: Value(GestureKind.PolyPressure, message.Data1, message.Data2, _state.LastPolyPressure(message.Data1)); break;
            case MidiStatus.ChannelPressure: Value(GestureKind.ChannelPressure, 0, message.Data1, _state.LastChannelPressure); break;
            case MidiStatus.PitchBend: Value(GestureKind.PitchBend, 0, message.Bend, _state.LastBend); break;
            case MidiStatus.ProgramChange: Plain(GestureKind.Program, message.Data1); break;
            case MidiStatus.Start: Plain(GestureKind.Transport, (byte)TransportMessage.Start); break;
            case MidiStatus.Stop: Plain(GestureKind.Transport, (byte)TransportMessage.Stop); break;
            case MidiStatus.Continue: Plain(GestureKind.Transport, (byte)TransportMessage.Continue); break;
            case MidiStatus.SysEx: SysEx(sysEx); break;
            case MidiStatus.Axis: Axis(); break;
        }

        return [.. _now, .. _later];
    }

    private Gesture GestureOf(GestureKind kind, int number, int value) =>
        new() { Kind = kind, Device = _message.Device, Channel = (byte)_message.Channel, Number = (byte)number, Value = value, Time = _message.Time };

    private Verdict Judge(IEnumerable<Candidate> candidates, in Played played) => Verdict.Of(candidates, played, _lookUp);

    /// <summary>What wins a look-up runs; while paused only what resumes.</summary>
    private bool Runs(in Verdict verdict) => verdict.Winner is { } winner && _lookUp.Allowed(winner.Mapping) is not null;

    /// <summary>What keeps a double tap or chord from firing of which a press was made while paused.</summary>
    private static Obstacle? Mute(in Verdict verdict, bool isMute) =>
        isMute && verdict.Winner is { Mapping.IsResume: false } ? new Obstacle(Reason.Muted, "a press of it was made while paused") : null;

    /// <summary>What keeps its lane from taking another press, though it has won; one that waits there fires all the same, later.</summary>
    private Obstacle? Busy(PlannedMapping mapping)
    {
        if (mapping.Lane is not { } lane) return null;
        if (_message.Time < lane.HeldUntil) return new Obstacle(Reason.HeldBack, $"it hears what it sends: held back for {ReasonWords.Time(lane.HeldUntil - _message.Time)} more");
        return lane.Running == 0 ? null : mapping.WhenRunning switch
        {
            WhenRunning.Ignore => new Obstacle(Reason.Running, "its action still runs, and when_running is ignore"),
            WhenRunning.Stop => new Obstacle(Reason.Running, "its action still runs, and when_running is stop: this ends it"),
            WhenRunning.Queue or WhenRunning.Parallel => lane.IsFull && lane.Running >= mapping.Parallel ? new Obstacle(Reason.Running, $"its action still runs, and {Lane.MaxWaiting} presses wait already") : null,
            WhenRunning.Restart => null,
        };
    }

    /// <summary>Adds a gesture with the mapping that fires, and the others with their reasons.</summary>
    /// <param name="gesture">What it is.</param>
    /// <param name="when">And when.</param>
    /// <param name="verdict">What its look-up says.</param>
    /// <param name="played">What the look-up asked about.</param>
    /// <param name="isNow">The message alone makes it.</param>
    /// <param name="obstacle">What keeps the winner from firing, or null.</param>
    /// <param name="name">Where the gesture's own words don't say enough.</param>
    /// <param name="times">How often it fires.</param>
    private void Tell(in Gesture gesture, string when, in Verdict verdict, in Played played, bool isNow, Obstacle? obstacle = null, string? name = null, int times = 1)
    {
        var passed = new List<Passed>(verdict.Passed.Count + 1);
        var winner = verdict.Winner?.Mapping;
        foreach (var (candidate, reason) in verdict.Passed)
        {
            passed.Add(new Passed(candidate.Mapping, ActionOf(candidate.Mapping, gesture), reason, ReasonWords.Of(candidate, reason, played, _lookUp, winner), reason == Reason.Shadowed ? winner : null));
        }

        if (winner is not null && !Runs(verdict)) obstacle = new Obstacle(Reason.Paused, ReasonWords.PausedSentence);
        if (winner is not null && isNow) obstacle ??= Busy(winner);
        Tell(gesture, when, winner, passed, isNow, obstacle, name, times);
    }

    private void Tell(in Gesture gesture, string when, PlannedMapping? winner, List<Passed> passed, bool isNow, Obstacle? obstacle = null, string? name = null, int times = 1)
    {
        if (winner is not null && obstacle is not null)
        {
            passed.Add(new Passed(winner, ActionOf(winner, gesture), obstacle.Reason, obstacle.Why));
            winner = null;
        }

        var others = passed.OrderBy(each => each.Mapping.Index);
        (isNow ? _now : _later).Add(new ExplainedGesture(gesture, name ?? gesture.ToString(), when, isNow, winner, winner is null ? 0 : times, winner is null ? null : ActionOf(winner, gesture), [.. others]));
    }

    private string ActionOf(PlannedMapping mapping, in Gesture gesture)
    {
        var reached = mapping.Action is ModeChangeAction change ? change.TargetFrom(_lookUp.Mode, _lookUp.Plan) : 0;
        return new ActionTrace(mapping, mapping.Action, gesture, reached, _lookUp.Plan).ToString();
    }

    /// <summary>What keeps a mapping that wins its look-up from firing.</summary>
    private sealed record Obstacle(Reason Reason, string Why);
}
