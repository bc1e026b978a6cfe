using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Platform;
using Conductor.Platform.MacOS;
using Conductor.Platform.Posix;

namespace Conductor.MacOS.Tests;

/// <summary>
/// A Mac for one test: its main thread runs the loop, the test is the program. At the end nothing may be left that no Mac forgives: calls from the wrong thread, use after release, objects of ours
/// that nobody released.
/// </summary>
public abstract class Mac : IDisposable
{
    private readonly Thread _main;
    private readonly ManualResetEventSlim _done = new();
    private readonly List<IDisposable> _opened = [];
    private MacPlatform _platform = null!;

    protected Mac()
    {
        Assert.SkipWhen(StandIn.File is null, "libstandin.so is not built: tests/StandIn/build.sh artifacts/standin");
        StandIn.Load();
        StandIn.standin_reset();
        CoreMidiSource.RoundsUp = false;
        BeforeStart();
        using var started = new ManualResetEventSlim();
        _main = new Thread(() =>
        {
            StandIn.standin_set_main_thread();
            MainThread = StandIn.standin_thread();
            _platform = new MacPlatform();
            Kernel.Use(new DarwinKernel());   // a test before may have left Linux's
            _platform.Run(() =>
            {
                started.Set();
                _done.Wait();
                return 0;
            });
        })
        { Name = "main" };
        _main.Start();
        started.Wait();
    }

    private protected MacPlatform Platform => _platform;

    /// <summary>As the stand-in numbers it.</summary>
    protected ulong MainThread { get; private set; }

    /// <summary>What is the case before the program is started.</summary>
    protected virtual void BeforeStart()
    {
    }

    protected IMidiSystem Open()
    {
        var midi = Platform.OpenMidi(MidiBackend.CoreMidi, "Conductor");
        _opened.Add(midi);
        return midi;
    }

    /// <summary>Whatever comes next, waiting as the engine's thread does; "message C2 1 …" in words, or the kind.</summary>
    protected static string Next(IMidiSystem midi)
    {
        var deadline = midi.Now + 10_000_000;
        while (midi.Now < deadline)
        {
            switch (midi.TryRead(out var message))
            {
                case MidiInput.None: midi.Wait(deadline); break;
                case MidiInput.Message: return $"{message.Device}: {MidiWords.Format(message)}";
                case MidiInput.SysEx: return $"{message.Device}: {Convert.ToHexString(midi.SysEx)}";
                case var other: return other.ToString();
            }
        }

        throw new TimeoutException("nothing came for 10 s");
    }

    /// <summary>Until it is this, passing over that ports have changed.</summary>
    protected static void Await(IMidiSystem midi, Func<bool> condition, string what)
    {
        var deadline = midi.Now + 10_000_000;
        while (!condition())
        {
            if (midi.Now > deadline) throw new TimeoutException($"waited in vain: {what}");
            if (midi.TryRead(out _) == MidiInput.None) midi.Wait(midi.Now + 20_000);
        }
    }

    protected static MidiPort Port(IMidiSystem midi, string name) => midi.Sources().Single(port => port.Name == name);

    /// <summary>Every port that was opened is closed, the program ends, and the world is looked at.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (_main is null) return;   // skipped
        foreach (var opened in _opened) opened.Dispose();
        _done.Set();
        _main.Join();
        StandIn.standin_drain();
        Assert.Equal("", StandIn.Violations);
        Assert.Equal("", StandIn.WrongThreads);
        Assert.Equal(0, StandIn.standin_open_pools());
        AtEnd();
    }

    protected virtual void AtEnd() => Assert.Equal("", StandIn.Leaks);
}
