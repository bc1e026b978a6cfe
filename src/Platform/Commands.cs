using System.Runtime.InteropServices;
using System.Text;
using Conductor.Core.Ports;

namespace Conductor.Platform;

/// <summary>
/// <see cref="ICommands"/> on <see cref="IProcesses"/>. Programs are looked for in the system's own folders before <c>PATH</c>, so that nothing planted there speaks for the service manager.
/// </summary>
internal sealed class Commands(IProcesses processes, Func<IPoller> createPoller, IReadOnlyList<string>? environment = null, TimeSpan? patience = null) : ICommands
{
    private const int MostOutput = 64 * 1024;
    private const int MostPieces = 64;

    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/run/current-system/sw/bin"];

    /// <summary>Words that don't depend on the user's language, and nothing that waits for a key.</summary>
    private static readonly string[] Plain = ["LC_ALL=C", "SYSTEMD_PAGER=", "PAGER=cat", "SYSTEMD_COLORS=0", "NO_COLOR=1"];

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);

    public CommandResult Run(string program, params IReadOnlyList<string> arguments)
    {
        var path = Find(program) ?? throw new NativeException($"run {program}", 0, "ENOENT (there is no such program here)");
        using var child = processes.Start(path, [Path.GetFileName(path), .. arguments], [.. Plain, .. environment ?? []], "/");
        return new Watched(child, createPoller, program).ToItsEnd(_patience);
    }

    private static string? Find(string program) => program.StartsWith('/')
        ? program
        : Folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).Where(folder => folder.StartsWith('/')).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>One program under way.</summary>
    private sealed class Watched
    {
        private readonly IChildProcess _child;
        private readonly Func<IPoller> _createPoller;
        private readonly string _program;
        private readonly List<byte> _output = [];
        private int? _status;
        private bool _isSilent;
        private long _heard;

        public Watched(IChildProcess child, Func<IPoller> createPoller, string program)
        {
            (_child, _createPoller, _program) = (child, createPoller, program);
            child.Exited = status => _status = status;
            child.Wrote = Hear;
        }

        public CommandResult ToItsEnd(TimeSpan patience)
        {
            using var poller = _createPoller();
            poller.Add(_child);
            poller.Add(_child.Output!);
            var deadline = poller.Now + (patience.Ticks / TimeSpan.TicksPerMicrosecond);
            while (_status is null && poller.Now < deadline)
            {
                poller.Wait(deadline);
                if (_isSilent) poller.Remove(_child.Output!);
            }

            if (_status is not { } status) throw TooSlow(patience);
            HearLastWords();
            return new CommandResult(status, Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_output)));
        }

        /// <summary>What it wrote before it ended still lies in the pipe. Bounded: what it left in the background may write for ever.</summary>
        private void HearLastWords()
        {
            var before = -1L;
            for (var piece = 0; piece < MostPieces && !_isSilent && before != _heard; piece++)
            {
                before = _heard;
                _child.Output!.OnReady();
            }
        }

        private void Hear(ReadOnlySpan<byte> bytes)
        {
            _isSilent |= bytes.IsEmpty;
            _heard += bytes.Length;
            _output.AddRange(bytes[..Math.Min(bytes.Length, MostOutput - _output.Count)]);
        }

        private NativeException TooSlow(TimeSpan patience)
        {
            _child.EndGroup(now: true);
            return new NativeException($"run {_program}", 0, $"ETIMEDOUT (no end within {patience.TotalSeconds} s)");
        }
    }
}
