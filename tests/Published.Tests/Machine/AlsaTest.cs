using System.Text.Json.Nodes;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Machine;

/// <summary>A test in the machine, with a home of its own there; what it starts ends with it.</summary>
[Collection(MachineCollection.Name)]
public abstract class AlsaTest : IDisposable
{
    private static int _tests;

    private readonly TestMachine _machine;
    private readonly string _name = $"test{Interlocked.Increment(ref _tests)}";

    protected AlsaTest(TestMachine machine)
    {
        _machine = machine;
        machine.Require();
    }

    /// <summary>Where the daemon looks for its configuration.</summary>
    protected const string ConfigFile = "$HOME/.config/conductor/config.toml";

    protected const string Socket = "$HOME/socket";

    public virtual void Dispose()
    {
        Run("leave");
        GC.SuppressFinalize(this);
    }

    /// <summary>Bash text that must succeed, in the test's home; its output.</summary>
    internal string Run(string text) => _machine.Run($"enter {_name}\n{text}\n");

    internal StepResult Try(string text) => _machine.Try($"enter {_name}\n{text}\n");

    /// <summary>Loading and unloading drivers is for a machine that is nobody's.</summary>
    protected void RequireVirtual() =>
        Assert.SkipUnless(_machine.IsVirtual, "changes drivers or system files: only in the virtual machine (CONDUCTOR_TESTS_MACHINE=vm)");

    /// <summary>The daemon on the sequencer, with this configuration at the default place.</summary>
    protected void StartConductor(string config, string arguments = "--backend alsa") =>
        Run($"{WriteConfig(config)}start_conductor {arguments}");

    /// <summary>A step that writes the file in place.</summary>
    protected static string WriteConfig(string config, string path = ConfigFile) =>
        $"cat >\"{path}\" <<'END_OF_CONFIG'\n{config}\nEND_OF_CONFIG\n";

    protected string Ctl(string arguments) => Run($"conductorctl {arguments}");

    /// <summary>Another configuration is in force when this returns.</summary>
    protected void Reload(string config) => Run($"{WriteConfig(config)}conductorctl reload");

    protected JsonNode Status() => JsonNode.Parse(Ctl("status --json"))!;

    /// <summary>Waits until the status says so.</summary>
    protected string UntilStatus(string text) => Run($"until_status '{text}'");

    protected string Log() => Run("cat conductor.err");

    protected void UntilLogged(string text) => Run($"until_true has conductor.err '{text}' || {{ cat conductor.err; exit 1; }}");

    /// <summary>Ends the daemon by a signal; its exit code.</summary>
    protected int EndConductor(string signal) => int.Parse(Run($"end conductor {signal}"));

    /// <summary>A program with a port that others listen to.</summary>
    internal Player StartPlayer(string client = "Keys", string port = "out") => new(this, client, port);

    /// <summary>A program that listens to a port, once it is there.</summary>
    internal LineReader ListenTo(string port) => new(this, $"seqread --from '{port}'");

    /// <summary>A program with a port that others send to.</summary>
    internal LineReader StartSynth(string client) => new(this, $"seqread --name '{client}'");

    /// <summary>Keys of an input device, once it is there.</summary>
    internal LineReader ReadKeys(string device) => new(this, $"evread '{device}'");

    /// <summary>The nth of the sequencer's ports that raw bytes can be written to.</summary>
    internal VirtualPort VirMidi(int nth = 0)
    {
        var found = Run("sed -n 's/.*\"VirMIDI \\([0-9]*-[0-9]*\\)\".*/\\1/p' /proc/asound/seq/clients");
        var names = found.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length <= nth) Tier.Skip("no VirMIDI ports: modprobe snd-virmidi");
        return new VirtualPort(this, names[nth]);
    }
}
