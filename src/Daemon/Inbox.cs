namespace Conductor.Daemon;

/// <summary>
/// What other threads want done on a thread, in order. Looking whether there is anything costs one read. A lock, and no lock-free queue: the engine's thread may run before all others, and
/// spinning for one that it keeps from its processor would never end; at a lock it sleeps.
/// </summary>
/// <param name="ring">Ends the sleep of the thread.</param>
internal sealed class Inbox(Action ring)
{
    private const int Most = 4096;

    private readonly Queue<Action> _work = new();
    private volatile int _count;

    public bool IsEmpty => _count == 0;

    /// <summary>False, and nothing taken, where it is full.</summary>
    public bool TryPost(Action work) => Post(work, Most);

    /// <summary>For what must not be lost: plans, answers of the worker, the end.</summary>
    public void Post(Action work) => Post(work, int.MaxValue);

    private bool Post(Action work, int most)
    {
        lock (_work)
        {
            if (_count >= most) return false;
            _work.Enqueue(work);
            _count++;
        }

        Ring();
        return true;
    }

    /// <summary>Ends the sleep in <see cref="Wait"/>, too.</summary>
    public void Ring()
    {
        ring();
        lock (_work) Monitor.Pulse(_work);
    }

    /// <summary>The thread itself: does all that is waiting, and what comes meanwhile.</summary>
    public void Drain()
    {
        while (!IsEmpty && TryTake() is { } work) work();
    }

    /// <summary>The thread itself, where nothing else can be slept on: until something is posted or the time is over.</summary>
    public void Wait(TimeSpan longest, Func<bool> unless)
    {
        lock (_work)
        {
            if (_count == 0 && !unless()) Monitor.Wait(_work, longest);
        }
    }

    private Action? TryTake()
    {
        lock (_work)
        {
            if (!_work.TryDequeue(out var work)) return null;
            _count--;
            return work;
        }
    }
}
