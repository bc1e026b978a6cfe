using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Platform.Linux;

namespace Conductor.Alsa.Tests;

/// <summary>A test of the real sequencer: us, and another program. Skipped where there is none.</summary>
public abstract class SequencerTest : IDisposable
{
    private const long Patience = 60_000_000; // µs; an emulated machine is some twenty times slower
    private const string Device = "/dev/snd/seq";

    private readonly List<IDisposable> _opened = [];

    protected SequencerTest()
    {
        Assert.SkipUnless(File.Exists(Device), $"there is no {Device} here; tests/vm has one");
        Us = Open("Conductor");
        Other = Opened(new RawClient("Other"));
        Drain(Us);
    }

    private protected AlsaMidiSystem Us { get; }

    private protected RawClient Other { get; }

    /// <summary>A deadline that is not meant to come.</summary>
    private protected long Far => Us.Now + Patience;

    public void Dispose()
    {
        foreach (var opened in Enumerable.Reverse(_opened)) opened.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected AlsaMidiSystem Open(string name) => Opened(AlsaMidiSystem.Open(name));

    private protected static MidiPort InputOf(AlsaMidiSystem system) =>
        system.Destinations().Single(port => port is { IsOurs: true, Name: "in" });

    /// <summary>The port as the lists of <see cref="Us"/> have it.</summary>
    private protected MidiPort Listed(MidiPort port) => Us.Sources().Concat(Us.Destinations()).First(listed => listed.Id == port.Id);

    private protected static void Drain(AlsaMidiSystem system)
    {
        while (system.TryRead(out _) != MidiInput.None)
        {
        }
    }

    /// <summary>The next message, over whatever announcements.</summary>
    private protected static MidiMessage NextMessage(AlsaMidiSystem system)
    {
        MidiMessage message = default;
        Until(system, input => input == MidiInput.Message, (_, read) => message = read);
        return message;
    }

    private protected static void UntilPortsChanged(AlsaMidiSystem system) =>
        Until(system, input => input == MidiInput.PortsChanged, (_, _) => { });

    /// <summary>Reads until a condition holds for what was read, telling of everything.</summary>
    private protected static void Until(AlsaMidiSystem system, Predicate<MidiInput> isEnough, Action<MidiInput, MidiMessage> read)
    {
        var deadline = system.Now + Patience;
        while (true)
        {
            var input = system.TryRead(out var message);
            if (input == MidiInput.None)
            {
                Assert.True(system.Now < deadline, "it did not come");
                system.Wait(deadline);
                continue;
            }

            read(input, message);
            if (isEnough(input)) return;
        }
    }

    private T Opened<T>(T opened)
        where T : IDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
