namespace Conductor.Platform;

/// <summary>Starting and ending programs.</summary>
public interface IProcesses
{
    /// <summary>Our uid; 0 is root.</summary>
    uint UserId { get; }

    int ProcessId { get; }

    /// <summary>
    /// Starts a program in its own process group: stdin empty (/dev/null), stdout and stderr one pipe that the child object reads, no other descriptor inherited, default signal
    /// dispositions and an empty signal mask. <see cref="Core.Ports.NativeException"/> where it can't be started.
    /// </summary>
    /// <param name="file">Absolute path.</param>
    /// <param name="arguments">argv, argv[0] included.</param>
    /// <param name="environment">"NAME=value" to add to ours, replacing those of the same name.</param>
    /// <param name="directory">Its working directory; where it can't be entered, "/".</param>
    /// <param name="isHeard">False: what it writes goes to /dev/null, and so never fails, also where it outlives us.</param>
    IChildProcess Start(string file, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string directory, bool isHeard = true);

    /// <summary>Waits until the process has ended (a pidfd, so a zombie counts as ended); false when time is over. A process that is not there has ended.</summary>
    bool WaitForExit(int processId, TimeSpan timeout);

    /// <summary>Whether SIGHUP or SIGINT was ignored when we were started (nohup), so that it stays ignored.</summary>
    bool IsIgnored(System.Runtime.InteropServices.PosixSignal signal);

    /// <summary>Gives memory back to the system that only starting needed.</summary>
    void GiveBackStartupMemory();

    /// <summary>
    /// Lets the calling thread run before ordinary work, for one that sleeps most of the time and must be quick when it wakes. False where the system does not allow it; nothing is lost then
    /// but the head start.
    /// </summary>
    bool PreferThisThread();

    /// <summary>Makes writes to a closed pipe an error instead of the end of the process.</summary>
    void IgnoreBrokenPipes();
}

/// <summary>A started program: poll it for its end. Its <see cref="Output"/> is a second pollable.</summary>
public interface IChildProcess : IPollable, IDisposable
{
    int ProcessId { get; }

    /// <summary>Called once, on the poller's thread, after it was reaped. Exit status 0–255, or 128 + signal.</summary>
    Action<int>? Exited { get; set; }

    /// <summary>What it writes, in pieces as they come, until it and all that it left behind have ended; null where it isn't heard.</summary>
    IPollable? Output { get; }

    /// <summary>Called on the poller's thread with what the program wrote (stdout and stderr mixed); an empty span = it closed its output.</summary>
    ReadOutput? Wrote { get; set; }

    /// <summary>SIGTERM, or SIGKILL where <paramref name="now"/>, to its whole process group.</summary>
    void EndGroup(bool now);
}

public delegate void ReadOutput(ReadOnlySpan<byte> bytes);
