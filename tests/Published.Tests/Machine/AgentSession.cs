using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Conductor.Published.Tests.Machine;

/// <summary>A running agent.sh: a line with a step's number goes in, "STEP NUMBER CODE OUT ERR" and that many bytes come back.</summary>
internal sealed class AgentSession : IDisposable
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly BlockingCollection<(int Number, StepResult Result)> _answers = [];
    private readonly StringBuilder _errors = new();

    public AgentSession(string[] command, int patienceSeconds)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["CONDUCTOR_AGENT_PATIENCE"] = $"{patienceSeconds}";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors) _errors.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
        new Thread(ReadAnswers) { IsBackground = true, Name = "agent" }.Start();
    }

    /// <exception cref="TimeoutException">It did not answer, or has ended.</exception>
    public StepResult Run(int number, TimeSpan time)
    {
        Ask(number, time);
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = time + EndTime - Stopwatch.GetElapsedTime(begun);
            var isInTime = Take(left > TimeSpan.Zero ? left : TimeSpan.Zero, out var answer);
            if (!isInTime) throw new TimeoutException($"The machine did not answer step {number} within {time.TotalSeconds} s\n{Errors}");
            if (answer.Number == number) return answer.Result;
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(EndTime)) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    private void Ask(int number, TimeSpan time)
    {
        try
        {
            _process.StandardInput.WriteLine($"{number} {(int)time.TotalSeconds}");
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            throw new TimeoutException($"The machine has ended\n{Errors}");
        }
    }

    private bool Take(TimeSpan time, out (int Number, StepResult Result) answer)
    {
        if (_answers.TryTake(out answer, time)) return true;
        if (_answers.IsCompleted) throw new TimeoutException($"The machine has ended\n{Errors}");
        return false;
    }

    private void ReadAnswers()
    {
        using var output = new BufferedStream(_process.StandardOutput.BaseStream);
        while (ReadLine(output) is { } line)
        {
            var words = line.Split(' ');
            if (words is not ["STEP", ..]) continue;   // nothing else writes here, but a driver's message might
            var numbers = words[1..].Select(int.Parse).ToArray();
            _answers.Add((numbers[0], new StepResult(numbers[1], ReadText(output, numbers[2]), ReadText(output, numbers[3]))));
        }

        _answers.CompleteAdding();
    }

    private static string? ReadLine(Stream stream)
    {
        var bytes = new List<byte>();
        while (stream.ReadByte() is var one && one != '\n')
        {
            if (one < 0) return null;
            bytes.Add((byte)one);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string ReadText(Stream stream, int length)
    {
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
