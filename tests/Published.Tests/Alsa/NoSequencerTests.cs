using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class NoSequencerTests(TestMachine machine) : AlsaTest(machine)
{
    private const string Config = """
        [[modes]]
        name = "Default"
        [[modes.mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "SendMidi", port = "Out", create = true, note = 1 }
        """;

    /// <summary>A view of the files in which /dev/snd is empty, for the daemon alone.</summary>
    private const string HideSequencer = "launcher=(unshare -m bash -c 'mount -t tmpfs none /dev/snd && exec \"$@\"' --)\n";

    [Fact]
    public void Asked_for_and_missing_it_is_an_error_that_says_what_to_do()
    {
        RequireVirtual();
        var result = Try($"{WriteConfig(Config)}{HideSequencer}\"${{launcher[@]}}\" conductor --backend alsa");
        Assert.Equal(1, result.Code);
        Assert.Matches("(?m)^conductor: .*/dev/snd/seq.*ENOENT.*; load the kernel's module: sudo modprobe snd-seq$", result.Errors);
        Run($"[ ! -e {Socket} ]");
    }

    [Fact]
    public void Missing_and_not_insisted_on_it_is_a_warning_and_inject_plays()
    {
        RequireVirtual();
        Run($"{WriteConfig(Config)}{HideSequencer}start_conductor --backend auto");
        Assert.Contains("State: Degraded", Ctl("status"));
        Assert.Contains("\"backend\":\"loopback\"", Ctl("status --json"));
        Assert.Matches("(?m)Warning: .*/dev/snd/seq.*loopback", Log());
        Assert.StartsWith("SendMidi ", Ctl("inject note-on 36 100"));
    }

    [Fact]
    public void It_is_used_as_soon_as_it_appears()
    {
        RequireVirtual();
        Run($"{WriteConfig(Config)}{HideSequencer}start_conductor --backend auto");
        Assert.Contains("State: Degraded", Ctl("status"));
        Run("nsenter -m -r -t \"$(<conductor.pid)\" umount /dev/snd");
        UntilStatus("State: Running");
        StartPlayer().Heard();
    }

    [Fact]
    public void Without_the_library_it_is_a_sentence_and_no_crash()
    {
        RequireVirtual();
        var result = Try($$"""
            {{WriteConfig(Config)}}
            hidden=()
            for file in $(ldconfig -p | sed -n 's/.*=> \(.*libasound\.so.*\)/\1/p'); do
              file=$(realpath "$file")
              [ ! -e "$file" ] || { mv "$file" "$file.hidden"; hidden+=("$file"); }
            done
            conductor --backend alsa
            code=$?
            for file in "${hidden[@]}"; do mv "$file.hidden" "$file"; done
            exit $code
            """);
        Assert.Equal(1, result.Code);
        Assert.Matches("(?m)^conductor: load libasound.so.2: not found; install libasound2", result.Errors);
        Assert.DoesNotContain("   at ", result.Errors);
    }
}
