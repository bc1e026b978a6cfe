using Conductor.Platform;

namespace Conductor.Platform.Tests.Kit;

/// <summary>A poller that a test turns by hand. Waits for conditions, never for time; the deadline is only for what never comes.</summary>
internal sealed class Pump(IPlatform platform) : IDisposable
{
    private const long Patience = 20_000_000;

    public IPoller Poller { get; } = platform.CreatePoller();

    public void Until(Func<bool> condition, string what)
    {
        var deadline = Poller.Now + Patience;
        while (!condition())
        {
            Assert.True(Poller.Now < deadline, $"never came: {what}");
            Poller.Wait(deadline);
        }
    }

    /// <summary>Handles what is ready by now. inotify's events are, as soon as the call that caused them returns.</summary>
    public void Drain() => Poller.Wait(Poller.Now);

    /// <summary>Whether a pollable that has just been handled has more to tell.</summary>
    public bool Wakes(IPollable pollable)
    {
        Drain();
        Poller.Remove(pollable);
        var witness = new Witness(pollable.Descriptor);
        Poller.Add(witness);
        Drain();
        Poller.Remove(witness);
        Poller.Add(pollable);
        return witness.IsReady;
    }

    public void Dispose() => Poller.Dispose();

    private sealed class Witness(int descriptor) : IPollable
    {
        public bool IsReady { get; private set; }

        public int Descriptor => descriptor;

        public bool WantsRead => true;

        public bool WantsWrite => false;

        public void OnReady() => IsReady = true;
    }
}
