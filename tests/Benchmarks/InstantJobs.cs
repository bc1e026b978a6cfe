using Conductor.Core.Actions;

namespace Conductor.Benchmarks;

/// <summary>A worker whose answer comes right after the message, so that lanes never fill up. Its answers are part of the figure.</summary>
internal sealed class InstantJobs : IJobQueue
{
    private JobTicket _ticket;
    private bool _waits;

    public bool TryStart(in JobRequest request)
    {
        _ticket = request.Ticket;
        return _waits = true;
    }

    public void Cancel(in JobTicket ticket) => _waits = false;

    public bool TryTake(out JobTicket ticket)
    {
        ticket = _ticket;
        var waited = _waits;
        _waits = false;
        return waited;
    }
}
