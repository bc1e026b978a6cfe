using Conductor.Core.Actions;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Core.Scripts;

/// <summary>A stage that takes everything, does nothing, and needs no time for it: a script asks what ran, not what came of it.</summary>
internal sealed class EmptyStage : IStage, IJobQueue, IKeyboard, IMouse
{
    private readonly Queue<JobTicket> _jobs = new();

    public IKeyboard Keyboard => this;

    public IMouse Mouse => this;

    public IJobQueue Jobs => this;

    public IMidiOutput Open(string port) => new Output(port);

    public bool TryStart(in JobRequest request)
    {
        _jobs.Enqueue(request.Ticket);
        return true;
    }

    /// <summary>Its answer will find nobody.</summary>
    public void Cancel(in JobTicket ticket)
    {
    }

    public bool AnswerJob(Engine engine, long now)
    {
        if (!_jobs.TryDequeue(out var ticket)) return false;
        engine.Complete(ticket, null, now);
        return true;
    }

    public bool CanPress(Key key) => true;

    public void Down(Key key)
    {
    }

    public void Up(Key key)
    {
    }

    public void Down(MouseButton button)
    {
    }

    public void Up(MouseButton button)
    {
    }

    public void Scroll(int vertical, int horizontal)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Output(string port) : IMidiOutput
    {
        public string Name => port;

        public void Send(in MidiMessage message)
        {
        }

        public void Dispose()
        {
        }
    }
}
