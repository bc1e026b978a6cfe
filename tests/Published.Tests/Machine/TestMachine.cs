using System.Diagnostics;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Machine;

/// <summary>What a step left behind.</summary>
public sealed record StepResult(int Code, string Output, string Errors)
{
    public override string ToString() => $"exit code {Code}\n--- output:\n{Output}\n--- errors:\n{Errors}";
}

/// <summary>
/// Where there is a real sequencer and uinput: this host, or else one virtual machine for the whole run (tests/vm), begun with the first
/// test that needs it. Either way it is a shell session (agent.sh) that runs one step after another.
/// </summary>
/// <remarks>CONDUCTOR_TESTS_MACHINE=host or vm chooses by hand.</remarks>
public sealed class TestMachine : IDisposable
{
    /// <summary>For the machine to begin. In a step, conditions that never come are given up after <see cref="PatienceSeconds"/>.</summary>
    private static readonly TimeSpan BootTime = TimeSpan.FromMinutes(5);
    private const int PatienceSeconds = 60;
    private const int StepSeconds = 240;
    private static readonly string[] Programs = ["seqsend", "seqread", "evread"];

    private readonly string _steps = Repository.At("artifacts", "machine", $"{Environment.ProcessId}");
    private readonly Lazy<string?> _refusal;
    private AgentSession? _session;
    private string? _broken;
    private int _step;

    public TestMachine() => _refusal = new Lazy<string?>(Begin);

    /// <summary>Drivers may come and go in it, and nobody's desktop gets its keys.</summary>
    public bool IsVirtual { get; } = Environment.GetEnvironmentVariable("CONDUCTOR_TESTS_MACHINE") switch
    {
        "vm" => true,
        "host" => false,
        _ => !HostHasAll(),
    };

    /// <summary>Skips the test (or fails it, where everything must run) where there is no such machine.</summary>
    public void Require()
    {
        if (_refusal.Value is { } reason) Tier.Skip(reason);
        if (_broken is not null) Assert.Fail($"The machine does not answer any more since an earlier test: {_broken}");
    }

    /// <summary>Runs bash text with the functions of agent.sh; a code other than 0 is not looked at.</summary>
    public StepResult Try(string text)
    {
        var number = ++_step;
        File.WriteAllText(Path.Combine(_steps, $"{number}.sh"), text);
        try
        {
            return _session!.Run(number, TimeSpan.FromSeconds(StepSeconds));
        }
        catch (TimeoutException e)
        {
            _broken = e.Message;
            Assert.Fail($"{e.Message}\nstep:\n{text}");
            throw;
        }
    }

    /// <summary>Runs bash text, which must succeed; its output.</summary>
    public string Run(string text)
    {
        var result = Try(text);
        if (result.Code != 0) Assert.Fail($"A step failed: {result}\n--- step:\n{text}");
        return result.Output;
    }

    public void Dispose()
    {
        _session?.Dispose();
        if (Directory.Exists(_steps)) Directory.Delete(_steps, recursive: true);
    }

    private static string Vm(string script) => Repository.At("tests", "vm", script);

    private static bool HostHasAll() => CanOpen("/dev/snd/seq") && CanOpen("/dev/uinput");

    private static bool CanOpen(string device)
    {
        try
        {
            File.OpenHandle(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Starts it; why it can't be, or null.</summary>
    private string? Begin()
    {
        var tools = Repository.At("artifacts", "vm-tools");
        if (IsVirtual && Tool.Run(Vm("vm.sh"), "--check") is { Code: not 0 } check) return (check.Output + check.Errors).Trim();
        if (Tool.Run(Vm("build.sh"), tools) is { Code: not 0 } build) return $"tests/vm/build.sh failed: {build.Errors.Trim()}";

        Directory.CreateDirectory(_steps);
        string[] programs = [Repository.Conductor, Repository.Conductorctl, .. Programs.Select(name => Path.Combine(tools, name))];
        string[] agent = [Repository.At("tests", "Published.Tests", "Machine", "agent.sh"), _steps, .. programs];
        string[] command = IsVirtual
            ? [Vm("vm.sh"), "--timeout", "7200", "--stdin", "--share", Repository.Root, "--", "bash", .. agent]
            : agent;
        _session = new AgentSession(command, PatienceSeconds);
        File.WriteAllText(Path.Combine(_steps, "0.sh"), "");
        try
        {
            _session.Run(0, BootTime);
            return null;
        }
        catch (TimeoutException e)
        {
            return e.Message;
        }
    }
}
