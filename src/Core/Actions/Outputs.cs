using System.Runtime.InteropServices;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Core.Actions;

/// <summary>
/// Everything that the daemon presses and sends, and the list of what it holds down. What is held from several presses goes down with the first and up with the last; nothing leaves this
/// list without going up.
/// </summary>
internal sealed class Outputs(TimerQueue timers, HoldTable holds)
{
    private enum Held : byte
    {
        Key,
        Button,
        Note,
    }

    /// <param name="What">Key, button or note.</param>
    /// <param name="Code">Key, MouseButton, or channel × 128 + note.</param>
    /// <param name="Port">Where a note was sent.</param>
    /// <param name="Owner">Ends it; none = only the counterpart of the action that began it.</param>
    /// <param name="Mapping">A reload that removes it ends it.</param>
    /// <param name="Run">Number of the run that began it, which ends it where it is ended itself.</param>
    /// <param name="Timer">Ends it at a time; cancelled where it ends before.</param>
    private readonly record struct Entry(Held What, int Code, MidiPortRef? Port, HoldId Owner, PlannedMapping? Mapping, int Run, Timer? Timer = null)
    {
        public bool IsSame(in Entry other) => What == other.What && Code == other.Code && ReferenceEquals(Port?.Link, other.Port?.Link);
    }

    private readonly List<Entry> _held = new(64);

    /// <summary>Null until a plan needs one; then every press says why there is none.</summary>
    public IKeyboard? Keyboard { get; set; }

    public IMouse? Mouse { get; set; }

    /// <summary>Why there is no keyboard or mouse, for the error of each action that wants one.</summary>
    public NativeException? Refusal { get; set; }

    /// <summary>What could not be let go is told here: it must not stop the rest from going up.</summary>
    public Action<PlannedMapping, Exception>? ReleaseFailed { get; set; }

    public bool IsHolding => _held.Count > 0;

    public void Down(Key key, HoldId owner, ActionRun run) => Begin(new Entry(Held.Key, (int)key, null, owner, run.Current, run.Number));

    /// <summary>The counterpart of a <see cref="Down(Key, HoldId, ActionRun)"/> without an owner.</summary>
    public void Up(Key key) => End(new Entry(Held.Key, (int)key, null, default, null, 0));

    public void Down(MouseButton button, HoldId owner, ActionRun run) => Begin(new Entry(Held.Button, (int)button, null, owner, run.Current, run.Number));

    public void Up(MouseButton button) => End(new Entry(Held.Button, (int)button, null, default, null, 0));

    public static void Send(MidiPortRef port, in MidiMessage message) =>
        (port.Output ?? throw new NativeException($"port '{port.Name}'", 0, "there is no such MIDI port now", "it is used as soon as it appears")).Send(message);

    /// <summary>Sends a note-on and holds the note for its owner; with none, until a note-off is sent. False where another press holds that note already, and nothing was sent.</summary>
    public bool NoteOn(MidiPortRef port, in MidiMessage message, HoldId owner, ActionRun run, Timer? timer = null)
    {
        var entry = new Entry(Held.Note, (message.Channel * 128) + message.Data1, port, owner, run.Current, run.Number, timer);
        var isStruckAgain = Holds(entry);
        var isSent = isStruckAgain || IndexOf(entry) < 0;
        if (isSent) Send(port, message);
        if (!isStruckAgain) _held.Add(entry);
        return isSent;
    }

    /// <summary>Sends a note-off; what held that note holds it no more.</summary>
    public void NoteOff(MidiPortRef port, in MidiMessage message)
    {
        var entry = new Entry(Held.Note, (message.Channel * 128) + message.Data1, port, default, null, 0);
        for (var i = _held.Count - 1; i >= 0; i--)
        {
            if (_held[i].IsSame(entry)) Remove(i);
        }

        Send(port, message);
    }

    /// <summary>A press, or a note's time, is over.</summary>
    public void Release(HoldId owner)
    {
        for (var i = _held.Count - 1; i >= 0; i--)
        {
            if (_held[i].Owner == owner) LetGo(i);
        }
    }

    /// <summary>A run was ended: what it began to hold, for its press or not, goes up.</summary>
    public void ReleaseRun(int run)
    {
        for (var i = _held.Count - 1; i >= 0; i--)
        {
            if (_held[i].Run == run) LetGo(i);
        }
    }

    /// <summary>Lets go what a mapping holds that the new plan no longer has; the rest goes on under its new self.</summary>
    /// <param name="same">The mapping's new self, or null.</param>
    public void Rebind(Func<PlannedMapping, PlannedMapping?> same)
    {
        for (var i = _held.Count - 1; i >= 0; i--)
        {
            var entry = _held[i];
            var mapping = entry.Mapping is null ? null : same(entry.Mapping);
            if (mapping is null) LetGo(i);
            else _held[i] = entry with { Mapping = mapping };
        }
    }

    public void ReleaseAll()
    {
        while (_held.Count > 0) LetGo(_held.Count - 1);
    }

    /// <summary>A port is about to close: its notes go up while they still can.</summary>
    public void ReleasePort(MidiPortRef port)
    {
        for (var i = _held.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_held[i].Port?.Link, port.Link)) LetGo(i);
        }
    }

    private void Begin(in Entry entry)
    {
        if (IndexOf(entry) < 0) Press(entry);
        else if (entry.Owner != default && Holds(entry)) return;   // a repeat of the same press
        _held.Add(entry);
    }

    /// <summary>Whether the same owner holds it already for the same mapping; it is held once all the same.</summary>
    private bool Holds(in Entry entry)
    {
        var held = CollectionsMarshal.AsSpan(_held);
        foreach (ref readonly var other in held)
        {
            if (other.Owner == entry.Owner && other.IsSame(entry) && IsOneMapping(other.Mapping, entry.Mapping)) return true;
        }

        return false;
    }

    /// <summary>A run that outlived its mapping holds for it also where a later file has brought it back.</summary>
    private static bool IsOneMapping(PlannedMapping? one, PlannedMapping? other) => one == other || (one is not null && other is not null && one.IsSameAs(other));

    private void End(in Entry entry)
    {
        for (var i = _held.Count - 1; i >= 0; i--)
        {
            if (!_held[i].IsSame(entry) || _held[i].Owner != entry.Owner) continue;
            LetGo(i);
            return;
        }
    }

    private int IndexOf(in Entry entry)
    {
        var held = CollectionsMarshal.AsSpan(_held);
        for (var i = 0; i < held.Length; i++)
        {
            if (held[i].IsSame(entry)) return i;
        }

        return -1;
    }

    private void LetGo(int index)
    {
        var entry = _held[index];
        Remove(index);
        if (IndexOf(entry) >= 0) return;
        try
        {
            Raise(entry);
        }
        catch (NativeException e)
        {
            ReleaseFailed?.Invoke(entry.Mapping!, e);
        }
    }

    private void Remove(int index)
    {
        var entry = _held[index];
        _held.RemoveAt(index);
        if (entry.Timer is not { IsArmed: true } timer || timer.Hold != entry.Owner) return;
        timers.Cancel(timer);
        holds.End(entry.Owner);
    }

    private void Press(in Entry entry)
    {
        switch (entry.What)
        {
            case Held.Key: NeedKeyboard().Down((Key)entry.Code); break;
            case Held.Button: NeedMouse().Down((MouseButton)entry.Code); break;
            case Held.Note: break;   // NoteOn sends it, with its velocity
        }
    }

    private void Raise(in Entry entry)
    {
        switch (entry.What)
        {
            case Held.Key: NeedKeyboard().Up((Key)entry.Code); break;
            case Held.Button: NeedMouse().Up((MouseButton)entry.Code); break;
            case Held.Note: Send(entry.Port!, new MidiMessage(MidiStatus.NoteOff, entry.Code / 128, entry.Code % 128, 0)); break;
        }
    }

    private IKeyboard NeedKeyboard() => Keyboard ?? throw Refusal ?? new NativeException("keyboard", 0, "there is none");

    public IMouse NeedMouse() => Mouse ?? throw Refusal ?? new NativeException("mouse", 0, "there is none");
}
