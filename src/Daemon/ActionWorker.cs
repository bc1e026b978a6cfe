using System.Text;
using Conductor.Core.Actions;
using Conductor.Core.Ports;
using Conductor.Core;
using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>
/// The thread for all that waits: starts programs and follows them to their end, so that the engine never does. One failing action never stops the next.
/// </summary>
internal sealed class ActionWorker : IJobQueue, IWorker
{
    private const int MaxWaiting = 1024;

    private readonly SpscRing<JobRequest> _requests = new(MaxWaiting);
    private readonly List<RunningShell> _running = [];
    private readonly IPoller _poller;
    private readonly IProcesses _processes;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private volatile bool _stopping;
    private volatile bool _hasCancelled;

    public ActionWorker(IPlatform platform, ILogger log)
    {
        _poller = platform.CreatePoller();
        _processes = platform.Processes;
        _log = log;
        _thread = new Thread(Run, maxStackSize: 512 * 1024) { Name = "worker", IsBackground = true };
    }

    /// <summary>Set before <see cref="Start"/>: how answers reach the engine, and what a device slot is called.</summary>
    public required Action<JobTicket, string?> Answer { get; set; }

    public required Func<ushort, string> DeviceName { get; set; }

    public void Start() => _thread.Start();

    /// <summary>From the engine's thread.</summary>
    public bool TryStart(in JobRequest request)
    {
        if (!_requests.TryWrite(request)) return false;
        _poller.Wake();
        return true;
    }

    /// <summary>From the engine's thread. Which ones is seen at their tickets, so that nothing is lost where a queue is full.</summary>
    public void Cancel(in JobTicket ticket)
    {
        _hasCancelled = true;
        _poller.Wake();
    }

    /// <summary>Ends every shell that still runs a second from now (at once where <paramref name="hurry"/> says so), then the thread.</summary>
    public void Stop(Func<bool> hurry)
    {
        _stopping = true;
        _poller.Wake();
        if (!_thread.IsAlive) return;
        while (!_thread.Join(20))
        {
            if (hurry()) _hurry = true;
        }
    }

    private volatile bool _hurry;

    private void Run()
    {
        while (!_stopping) Turn(NextDeadline());
        var patience = _poller.Now + 1_000_000;
        while (_running.Count > 0 && _poller.Now < patience && !_hurry) Turn(Math.Min(patience, _poller.Now + 50_000));
        EndAll();
        _poller.Dispose();
    }

    private void Turn(long deadline)
    {
        _poller.Wait(deadline);
        while (_requests.TryRead(out var request)) Begin(request);
        var now = _poller.Now;
        if (_hasCancelled) EndCancelled(now);
        foreach (var shell in _running) shell.CheckTime(now);
    }

    private long NextDeadline() => _running.Count == 0 ? long.MaxValue : _running.Min(shell => shell.Deadline);

    private void EndCancelled(long now)
    {
        _hasCancelled = false;
        foreach (var shell in _running)
        {
            if (shell.IsCancelled) shell.End(now);
        }
    }

    private void Begin(JobRequest request)
    {
        if (request.Ticket.IsOver) return;   // called off before it began
        var job = new WorkerJob(request, this);
        try
        {
            request.Action.Work(this, job);
        }
        catch (Exception e)   // one failing action stops nothing else
        {
            job.Finish(e.Message);
        }
    }

    public void RunShell(Job job, string command, IReadOnlyList<string> environment, TimeSpan? timeout)
    {
        var home = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } directory ? directory : "/";
        var child = _processes.Start("/bin/sh", ["sh", "-c", command], environment, home, isHeard: _log.IsEnabled(LogLevel.Debug));
        var shell = new RunningShell(this, job, child, timeout is { } time ? _poller.Now + (time.Ticks / TimeSpan.TicksPerMicrosecond) : long.MaxValue);
        _running.Add(shell);
        _poller.Add(child);
        if (child.Output is { } output) _poller.Add(output);
    }

    /// <summary>Shells that still run are asked to end, and made to a moment later.</summary>
    private void EndAll()
    {
        foreach (var shell in _running) shell.Child.EndGroup(now: false);
        var patience = _poller.Now + 200_000;
        while (_running.Count > 0 && _poller.Now < patience) Turn(patience);
        foreach (var shell in _running) shell.Child.EndGroup(now: true);
        patience = _poller.Now + 200_000;
        while (_running.Count > 0 && _poller.Now < patience) Turn(patience);
    }

    private sealed class WorkerJob(JobRequest request, ActionWorker worker) : Job(request)
    {
        private bool _finished;

        public override string DeviceName => worker.DeviceName(Request.Gesture.Device);

        public override void Finish(string? error)
        {
            if (_finished) return;
            _finished = true;
            worker.Answer(Request.Ticket, error);
        }
    }

    /// <summary>A shell under way: its output goes to the log line by line, its end to the engine.</summary>
    private sealed class RunningShell
    {
        private const long Grace = 1_000_000;
        private const int MaxLine = 1024;
        private const int MaxLastPieces = 64;

        private readonly ActionWorker _worker;
        private readonly Job _job;
        private readonly StringBuilder _line = new();
        private bool _asked;
        private bool _outputOpen;
        private bool _exited;
        private long _heard;
        private readonly string _name;

        public RunningShell(ActionWorker worker, Job job, IChildProcess child, long deadline)
        {
            (_worker, _job, Child, Deadline) = (worker, job, child, deadline);
            _name = Printable.Of(job.Request.Mapping.Name);
            _outputOpen = child.Output is not null;
            child.Exited = Exited;
            child.Wrote = Wrote;
        }

        public IChildProcess Child { get; }

        public long Deadline { get; private set; }

        /// <summary>The run was ended: nobody waits for the shell any more.</summary>
        public bool IsCancelled => _job.Request.Ticket.IsOver;

        public void CheckTime(long now)
        {
            if (now < Deadline) return;
            if (_asked)
            {
                Child.EndGroup(now: true);
                Deadline = long.MaxValue;
                return;
            }

            _worker._log.ShellTimeout(_name, (_job.Request.Action as ShellAction)?.TimeoutMs ?? 0);
            End(now);
        }

        /// <summary>It is asked to end, with all it started, and made to a second later.</summary>
        public void End(long now)
        {
            if (_asked) return;
            _asked = true;
            Child.EndGroup(now: false);
            Deadline = now + Grace;
        }

        private void Exited(int status)
        {
            // The shell's own end is the end. What it left in the background may write on, and must find somebody who reads: a closed pipe would end it.
            _worker._poller.Remove(Child);
            HearLastWords();
            FlushLine();
            _exited = true;
            _worker._running.Remove(this);
            if (status != 0 && !IsCancelled) _worker._log.ShellStatus(_name, status, status == 127 ? " (command not found: is its folder in PATH?)" : "");
            if (!_outputOpen) Child.Dispose();
            _job.Finish(null);
        }

        /// <summary>What it wrote before it ended still lies in the pipe, which holds 64 KiB: piece by piece, as long as there is more.</summary>
        private void HearLastWords()
        {
            // Bounded: what it left in the background may write for ever.
            var heard = -1L;
            for (var piece = 0; piece < MaxLastPieces && _outputOpen && heard != _heard; piece++)
            {
                heard = _heard;
                Child.Output!.OnReady();
            }
        }

        private void Wrote(ReadOnlySpan<byte> bytes)
        {
            _heard += bytes.Length;
            if (bytes.IsEmpty) CloseOutput();
            else if (_worker._log.IsEnabled(LogLevel.Debug)) LogLines(Encoding.UTF8.GetString(bytes));
        }

        private void LogLines(string text)
        {
            foreach (var c in text)
            {
                if (c == '\n' || _line.Length >= MaxLine) FlushLine();
                if (c != '\n') _line.Append(c);
            }
        }

        private void FlushLine()
        {
            if (_line.Length > 0) _worker._log.ShellOutput(_name, Printable.Of(_line.ToString()));
            _line.Clear();
        }

        private void CloseOutput()
        {
            if (!_outputOpen) return;
            _outputOpen = false;
            _worker._poller.Remove(Child.Output!);
            FlushLine();
            if (_exited) Child.Dispose();
        }
    }
}
