using System.Diagnostics;
using System.Text;

namespace Conductor.MacOS.Tests.Daemon;

/// <summary>tests/MacHost as a process: the daemon on a Mac of its own, which does as it is told.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);   // for what never comes

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly Lock _asking = new();
    private readonly object _logged = new();
    private bool _hasLeft;

    public HostProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = new UTF8Encoding(false);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>How a host is started; null where it has not been published.</summary>
    public static ProcessStartInfo? CommandLine(Build build, params string[] arguments)
    {
        var artifacts = Artifacts();
        var native = Path.Combine(artifacts, "build", "publish", "MacHost", "Conductor.MacHost");
        if (build == Build.Jit) return new ProcessStartInfo("dotnet", [Path.Combine(artifacts, "build", "bin", "MacHost", "release", "Conductor.MacHost.dll"), .. arguments]);
        return File.Exists(native) ? new ProcessStartInfo(native, arguments) : null;
    }

    /// <summary>The checkout's artifacts, where everything that is built lies.</summary>
    public static string Artifacts()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at.Name != "artifacts") at = at.Parent ?? throw new DirectoryNotFoundException("artifacts");
        return at.FullName;
    }

    /// <summary>Its own, also where what was started has only begun it.</summary>
    public int Id => int.Parse(Tell("pid"));

    public bool HasEnded
    {
        get
        {
            lock (_logged) return _hasLeft;
        }
    }

    /// <summary>What the daemon has said on stderr until now.</summary>
    public string Log
    {
        get
        {
            lock (_logged) return _log.ToString();
        }
    }

    /// <summary>One command of tests/MacHost/World.cs, and its answer; several lines are what they were.</summary>
    public string Tell(string command)
    {
        lock (_asking)
        {
            _process.StandardInput.WriteLine(command);
            var answer = Read();
            Assert.True(answer?.StartsWith("= ", StringComparison.Ordinal) == true, $"\"{command}\" got \"{answer}\"\n{Log}");
            Assert.DoesNotContain("not understood", answer);
            return answer![2..].Replace('\t', '\n');
        }
    }

    public string[] TellLines(string command) => Tell(command).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What the program prints by itself until it has ended: a report.</summary>
    public List<string> ReadReport(out int code)
    {
        var lines = new List<string>();
        _process.StandardInput.WriteLine("ended");
        while (Read() is { } line)
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                code = int.Parse(line[2..]);
                return lines;
            }

            lines.Add(line);
        }

        throw new EndOfStreamException(Log);
    }

    private string? Read()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        Assert.True(line.Wait(Patience), $"no answer\n{Log}");
        return line.Result;
    }

    public void UntilLogged(string text, int times = 1)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        lock (_logged)
        {
            while (_log.ToString().Split(text).Length - 1 < times)
            {
                Assert.False(Environment.TickCount64 > deadline || _hasLeft, $"never said: {text}\n{_log}");
                Monitor.Wait(_logged, 1000);
            }
        }
    }

    /// <summary>The daemon has returned this. The host is still there to be asked.</summary>
    public int WaitForEnd() => int.Parse(Tell("ended"));

    /// <summary>What was started has only begun it and is gone: it is the first process's child now.</summary>
    public void WaitForBeginner()
    {
        Assert.True(_process.WaitForExit(Patience));
        IsDetached = true;
    }

    public bool IsDetached { get; private set; }

    /// <summary>Lets the process end; its exit code, or that of who began it.</summary>
    public int Leave()
    {
        Tell("leave");
        Assert.True(_process.WaitForExit(Patience), $"it does not end\n{Log}");
        _process.WaitForExit();   // and its last words are read
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.StandardInput.Dispose();   // ends a host that was only begun by it
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Heard(string? line)
    {
        lock (_logged)
        {
            if (line is null) _hasLeft = true;
            else _log.AppendLine(line);
            Monitor.PulseAll(_logged);
        }
    }
}
