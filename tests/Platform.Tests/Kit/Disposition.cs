using Conductor.Native.Libc;

namespace Conductor.Platform.Tests.Kit;

/// <summary>Ignores a signal, as nohup does before it starts a program, and puts back what was there.</summary>
internal sealed unsafe class Disposition : IDisposable
{
    private readonly int _signal;
    private readonly sigaction _before;

    private Disposition(int signal)
    {
        _signal = signal;
        sigaction before;
        sigaction ignore = default;
        ignore.sa_handler = Signals.SIG_IGN;
        Assert.Equal(0, Signals.sigaction(signal, &ignore, &before));
        _before = before;
    }

    public static Disposition Ignore(int signal) => new(signal);

    public void Dispose()
    {
        var before = _before;
        Assert.Equal(0, Signals.sigaction(_signal, &before, null));
    }
}
