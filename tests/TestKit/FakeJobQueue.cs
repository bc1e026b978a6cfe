using Conductor.Core;
using Conductor.Core.Actions;

namespace Conductor.TestKit;

/// <summary>A worker that does nothing: it keeps what it was asked until a test answers. Values only, so that asking allocates nothing once the list is warm.</summary>
public sealed class FakeJobQueue : IJobQueue
{
    private readonly List<JobRequest> _pending = new(64);

    /// <summary>How many may wait; beyond it the queue is full.</summary>
    public int Capacity { get; set; } = int.MaxValue;

    public IReadOnlyList<JobRequest> Pending => _pending;

    public bool TryStart(in JobRequest request)
    {
        if (_pending.Count >= Capacity) return false;
        _pending.Add(request);
        return true;
    }

    /// <summary>How many were called off.</summary>
    public int Cancelled { get; private set; }

    public void Cancel(in JobTicket ticket)
    {
        Cancelled++;
        for (var i = _pending.Count - 1; i >= 0; i--)
        {
            if (_pending[i].Ticket.IsOver) _pending.RemoveAt(i);
        }
    }

    /// <summary>Answers the oldest request; false where there is none.</summary>
    public bool FinishNext(Engine engine, long now, string? error = null)
    {
        if (_pending.Count == 0) return false;
        var ticket = _pending[0].Ticket;
        _pending.RemoveAt(0);
        engine.Complete(ticket, error, now);
        return true;
    }
}
