using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Platform;
using Conductor.Platform.MacOS;

namespace Conductor.MacOS.Tests;

/// <summary>What only a Mac can show: <c>-trait tier=mac</c> runs these alone. They need no controller and no permission.</summary>
[Trait("tier", "mac")]
public sealed class RealMacTests
{
    public RealMacTests() => Assert.SkipUnless(Path.Exists("/System/Library/Frameworks/CoreMIDI.framework"), "this is no Mac");

    [Fact]
    public void Every_symbol_is_where_Apples_export_lists_have_it() =>
        Assert.DoesNotContain(SymbolsCheck.Look(), finding => finding.State == FindingState.Bad);

    [Fact]
    public void A_note_from_a_source_of_our_own_comes_back() => Assert.Equal("3: note-on 60 100", OnAMac(platform =>
    {
        using var midi = platform.OpenMidi(MidiBackend.CoreMidi, "Conductor Test");
        using var output = midi.CreateOutput("Conductor Test Out");
        var ourselves = midi.Sources().Single(port => port is { IsOurs: true, Name: "Conductor Test Out" });
        Assert.True(midi.Connect(ourselves, 3));
        output.Send(new MidiMessage(MidiStatus.NoteOn, 0, 60, 100));
        return Next(midi);
    }));

    [Fact]
    public void What_the_doctor_says_of_MIDI_is_good() => Assert.Equal(["midi.loopback Good", "midi.open Good"], OnAMac(platform =>
        platform.Diagnose().Where(finding => finding.Id is "midi.open" or "midi.loopback").Select(finding => $"{finding.Id} {finding.State}").Order().ToArray()));

    /// <summary>On a thread whose run loop CoreMIDI may call; what fails there fails here.</summary>
    private static T OnAMac<T>(Func<MacPlatform, T> look)
    {
        T? seen = default;
        Exception? failure = null;
        var main = new Thread(() =>
        {
            try
            {
                var platform = new MacPlatform();
                platform.Run(() =>
                {
                    seen = look(platform);
                    return 0;
                });
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        main.Start();
        main.Join();
        return failure is null ? seen! : throw new InvalidOperationException("on a Mac", failure);
    }

    private static string Next(IMidiSystem midi)
    {
        var deadline = midi.Now + 10_000_000;
        while (midi.Now < deadline)
        {
            switch (midi.TryRead(out var message))
            {
                case MidiInput.Message: return $"{message.Device}: {MidiWords.Format(message)}";
                case MidiInput.None: midi.Wait(deadline); break;
                default: break;
            }
        }

        return "nothing for 10 s";
    }
}
