using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Native.CoreFoundation;
using static Conductor.Native.CoreFoundation.CFRunLoop;

namespace Conductor.Platform.MacOS;

/// <summary>
/// The run loop of the process's first thread, and the one door to it. CoreMIDI tells of ports, IOKit of sleep and HIToolbox of keyboard layouts on this thread alone, and only while its loop runs.
/// </summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class MainLoop
{
    private readonly Queue<Action> _work = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private nint _loop;     // null: not running, and whoever comes through the door is on the first thread
    private nint _source;
    private bool _isClosed;

    /// <summary>Gives the program a thread of its own, runs the loop until it has ended, and returns its result. From the process's first thread.</summary>
    public int Run(Func<int> program)
    {
        var result = 0;
        ExceptionDispatchInfo? failure = null;
        Open();
        var thread = new Thread(() =>
        {
            try
            {
                result = program();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);   // the first thread's to die of, as on Linux
            }
            finally
            {
                Post(() => CFRunLoopStop(_loop));
            }
        })
        { Name = "control" };
        thread.Start();
        CFRunLoopRun();
        thread.Join();
        Close();
        failure?.Throw();
        return result;
    }

    /// <summary>From any thread: runs soon on the loop's thread, in order. False, and never, where the program has ended.</summary>
    public bool Post(Action work)
    {
        lock (_work)
        {
            if (_isClosed) return false;
            _work.Enqueue(work);
            if (_loop == 0) return true;
            CFRunLoopSourceSignal(_source);
            CFRunLoopWakeUp(_loop);
            return true;
        }
    }

    /// <summary>From any thread: runs on the loop's thread and waits for the result. What it throws is thrown here.</summary>
    /// <exception cref="ObjectDisposedException">The program has ended, and nobody would answer.</exception>
    public T Ask<T>(Func<T> question)
    {
        if (Environment.CurrentManagedThreadId == _thread) return question();
        using var answered = new ManualResetEventSlim();
        T answer = default!;
        ExceptionDispatchInfo? failure = null;
        var isAsked = Post(() =>
        {
            try
            {
                answer = question();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                answered.Set();
            }
        });
        ObjectDisposedException.ThrowIf(!isAsked, this);
        answered.Wait();
        failure?.Throw();
        return answer;
    }

    public void Ask(Action question) => Ask(() =>
    {
        question();
        return true;
    });

    // The source does nothing but call us; a loop without one would return at once.
    private void Open()
    {
        var self = GCHandle.ToIntPtr(GCHandle.Alloc(this));   // as long as the process
        var context = new CFRunLoopSourceContext { info = self, perform = &Perform };
        lock (_work)
        {
            _loop = CFRunLoopGetCurrent();
            _source = CFRunLoopSourceCreate(0, 0, &context);
            CFRunLoopAddSource(_loop, _source, CFRunLoop.kCFRunLoopCommonModes);
            if (_work.Count > 0) CFRunLoopSourceSignal(_source);
        }
    }

    private void Close()
    {
        DoAll();
        lock (_work)
        {
            _isClosed = true;
            CFRunLoopSourceInvalidate(_source);
            CFBase.CFRelease(_source);
            (_source, _loop) = (0, 0);
        }
    }

    [UnmanagedCallersOnly]
    private static void Perform(nint info) => ((MainLoop)GCHandle.FromIntPtr(info).Target!).DoAll();

    // Whoever posts catches what he throws: an exception must not leave through the loop's own frames.
    private void DoAll()
    {
        while (TryTake() is { } work) work();
    }

    private Action? TryTake()
    {
        lock (_work) return _work.TryDequeue(out var work) ? work : null;
    }
}
