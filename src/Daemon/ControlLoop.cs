using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary>Something that happens at a time on the control thread.</summary>
internal interface ITimed
{
    /// <summary>µs of the loop's clock; <see cref="long.MaxValue"/> = not at all.</summary>
    long NextDeadline { get; }

    void OnTime(long now);
}

/// <summary>
/// The control thread: IPC, watching the file, reloading, saving state. One sleep over all of it; nothing here is on a message's way. Other threads hand it work through
/// <see cref="Post"/>.
/// </summary>
internal sealed class ControlLoop(IPoller poller)
{
    private readonly Inbox _posted = new(poller.Wake);
    private readonly List<ITimed> _timed = [];
    private volatile bool _ended;

    public IPoller Poller { get; } = poller;

    public long Now => Poller.Now;

    /// <summary>Called each time the thread has been awake.</summary>
    public Action? AfterTurn { get; set; }

    public void Add(ITimed timed) => _timed.Add(timed);

    /// <summary>Also from its own <see cref="ITimed.OnTime"/>.</summary>
    public void Remove(ITimed timed) => _timed.Remove(timed);

    /// <summary>From any thread: runs soon on the control thread, in order.</summary>
    public void Post(Action work) => _posted.Post(work);

    /// <summary>Runs until <see cref="End"/>.</summary>
    public void Run()
    {
        while (!_ended) Turn();
    }

    public void End()
    {
        _ended = true;
        Poller.Wake();
    }

    private void Turn()
    {
        var next = NextDeadline();
        while (next != long.MaxValue && next <= Now)
        {
            RunDue();
            next = NextDeadline();
        }

        if (_posted.IsEmpty) Poller.Wait(next);
        _posted.Drain();
        AfterTurn?.Invoke();
    }

    private long NextDeadline()
    {
        var next = long.MaxValue;
        foreach (var timed in _timed) next = Math.Min(next, timed.NextDeadline);
        return next;
    }

    private void RunDue()
    {
        var now = Now;
        foreach (var timed in _timed.ToArray())   // it may leave, or come again, meanwhile
        {
            if (timed.NextDeadline <= now) timed.OnTime(now);
        }

        AfterTurn?.Invoke();
    }
}
