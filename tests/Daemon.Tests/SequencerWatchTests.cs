using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Daemon.Tests;

/// <summary>A MIDI system that no path tells of is tried again; time is the test's, nothing sleeps.</summary>
public sealed class SequencerWatchTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly FakePlatform _platform;
    private readonly Clock _clock = new();
    private readonly ControlLoop _loop;
    private readonly List<IMidiSystem> _found = [];

    public SequencerWatchTests()
    {
        _platform = new FakePlatform(_directory.Path) { MidiRefusal = new NativeException("MIDIClientCreate", -2, "-2") };
        _loop = new ControlLoop(_clock);
    }

    public void Dispose() => _directory.Dispose();

    private SequencerWatch Watch() => new(_platform, _loop, new RecordingLogger(), _found.Add, tryNow: true);

    [Fact]
    public void It_is_tried_again_after_1_2_4_seconds_and_never_less_often_than_each_minute()
    {
        using var watch = Watch();
        var pauses = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            pauses.Add((watch.NextDeadline - _clock.Now) / 1_000_000);
            _clock.Now = watch.NextDeadline;
            watch.OnTime(_clock.Now);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
        Assert.Empty(_found);
    }

    [Fact]
    public void What_answers_at_last_is_handed_over_once_and_nothing_is_tried_any_more()
    {
        using var watch = Watch();
        _clock.Now = watch.NextDeadline;
        watch.OnTime(_clock.Now);
        _platform.MidiRefusal = null;
        _clock.Now = watch.NextDeadline;
        watch.OnTime(_clock.Now);
        Assert.Same(_platform.Midi, Assert.Single(_found));
        Assert.Equal(long.MaxValue, watch.NextDeadline);
    }

    private sealed class Clock : IPoller
    {
        public long Now { get; set; } = 5_000_000;

        public void Add(IPollable pollable) => throw new NotSupportedException();

        public void Remove(IPollable pollable) => throw new NotSupportedException();

        public void Wait(long deadline) => throw new NotSupportedException();

        public void Wake()
        {
        }

        public void Dispose()
        {
        }
    }
}
