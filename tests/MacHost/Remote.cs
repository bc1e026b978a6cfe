using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Conductor.MacHost;

/// <summary>Reads commands from stdin, one a line, and answers each with one line on stdout, which begins with "= ". The world can be set up before "start"; after the daemon's end it can be looked at until "leave".</summary>
internal sealed class Remote
{
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource<int> _ended = new();
    private readonly TaskCompletionSource _left = new();

    public Remote() => new Thread(Serve) { Name = "remote", IsBackground = true }.Start();

    public void AwaitStart() => _started.Task.Wait();

    /// <summary>The daemon has returned this; waits for "leave".</summary>
    public void Ended(int code)
    {
        _ended.SetResult(code);
        _left.Task.Wait();
    }

    // Not Console.In, which would listen to signals that belong to the daemon.
    private void Serve()
    {
        using var input = new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 1));
        using var output = new StreamWriter(new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 1), new UTF8Encoding(false)) { AutoFlush = true };
        while (input.ReadLine() is { } line) output.WriteLine($"= {Answer(line).TrimEnd('\n').Replace('\n', '\t')}");
        Environment.Exit(3);   // whoever drove us is gone
    }

    private string Answer(string line)
    {
        try
        {
            return line switch
            {
                "start" => Done(_started),
                "ended" => $"{_ended.Task.Result}",
                "leave" => Done(_left),
                _ => World.Answer(line.Split(' ')),
            };
        }
        catch (Exception e) when (e is FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return $"not understood: {line} ({e.Message})";
        }
    }

    private static string Done(TaskCompletionSource what)
    {
        what.SetResult();
        return "ok";
    }
}
