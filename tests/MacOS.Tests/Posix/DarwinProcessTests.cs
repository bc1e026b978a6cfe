using System.Text;
using Conductor.Native.Libc;
using Conductor.Platform;
using Conductor.Platform.MacOS;
using Conductor.Platform.Posix;
using Conductor.Platform.Tests.Kit;

namespace Conductor.MacOS.Tests.Posix;

/// <summary>Programs that we start, and the end of any.</summary>
public sealed class DarwinProcessTests : InScratch
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly Pump _pump;
    private readonly DarwinKernel _kernel = new();

    public DarwinProcessTests() : base(DarwinHere.Create()) => _pump = new Pump(Platform);

    public override void Dispose()
    {
        _pump.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("kill -TERM $$", 128 + 15)]
    [InlineData("kill -KILL $$", 128 + 9)]
    public void Its_end_is_told_as_a_shell_tells_it(string script, int expected) => Assert.Equal(expected, Run(script).Status);

    [Fact]
    public void What_it_writes_arrives_from_both_outputs_and_then_the_end() => Assert.Equal("one\ntwo\n", Run("echo one; echo two >&2").Output);

    [Fact]
    public void Much_output_arrives_whole() => Assert.Equal(1_000_000, Run("head -c 1000000 /dev/zero").Output.Length);

    [Fact]
    public void One_that_ends_at_once_is_told_every_time()
    {
        for (var i = 0; i < 200; i++) Assert.Equal(i % 2, Run($"exit {i % 2}").Status);
    }

    [Theory]
    [InlineData(false, 128 + 15)]
    [InlineData(true, 128 + 9)]
    public void Its_group_ends_with_it(bool now, int expected)
    {
        using var child = Start("sleep 1000 & echo $!; wait");
        var text = new StringBuilder();
        Hear(child, text);
        _pump.Until(() => text.ToString().EndsWith('\n'), "the first line");
        int? status = null;
        child.Exited = ended => status = ended;
        child.EndGroup(now);
        _pump.Until(() => status is not null, "the end");
        Assert.Equal(expected, status);
        Assert.True(Platform.Processes.WaitForExit(int.Parse(text.ToString()), Long));
        child.EndGroup(now);   // of nobody is nothing
    }

    [Fact]
    public void One_that_runs_has_not_ended_and_one_that_was_killed_has()
    {
        using var other = Tool.Start("cat");
        Assert.False(Platform.Processes.WaitForExit(other.Id, TimeSpan.FromMilliseconds(1)));
        other.Kill();
        Assert.True(Platform.Processes.WaitForExit(other.Id, Long));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void One_that_is_not_there_has_ended(int processId) => Assert.True(Platform.Processes.WaitForExit(processId, TimeSpan.Zero));

    [Fact]
    public void The_end_of_one_that_nobody_has_waited_for_is_told_however_late_and_often_it_is_asked()
    {
        using var child = Start("exit 3");
        Assert.True(Platform.Processes.WaitForExit(child.ProcessId, Long));
        using var late = new Descriptor(_kernel.OpenProcess(child.ProcessId));
        for (var i = 0; i < 3; i++) Assert.True(PosixIo.WaitFor(late.Number, Poll.POLLIN, TimeSpan.Zero));

        int? status = null;
        child.Exited = ended => status = ended;
        child.OnReady();
        Assert.Equal(3, status);
        Assert.True(Platform.Processes.WaitForExit(child.ProcessId, TimeSpan.Zero));
    }

    [Fact]
    public void The_end_stays_told_until_the_descriptor_is_closed()
    {
        using var other = Tool.Start("cat");
        using var end = new Descriptor(_kernel.OpenProcess(other.Id));
        Assert.False(PosixIo.WaitFor(end.Number, Poll.POLLIN, TimeSpan.Zero));
        other.Kill();
        Assert.True(PosixIo.WaitFor(end.Number, Poll.POLLIN, Long));
        Assert.True(PosixIo.WaitFor(end.Number, Poll.POLLIN, TimeSpan.Zero));
    }

    private IChildProcess Start(string script) => Platform.Processes.Start("/bin/sh", ["sh", "-c", script], [], Scratch);

    private void Hear(IChildProcess child, StringBuilder text)
    {
        child.Wrote = bytes =>
        {
            text.Append(Encoding.UTF8.GetString(bytes));
            if (bytes.IsEmpty) _pump.Poller.Remove(child.Output!);
        };
        _pump.Poller.Add(child.Output!);
        _pump.Poller.Add(child);
    }

    private (int Status, string Output) Run(string script)
    {
        using var child = Start(script);
        int? status = null;
        var text = new StringBuilder();
        var isClosed = false;
        Hear(child, text);
        var heard = child.Wrote!;
        child.Wrote = bytes =>
        {
            isClosed |= bytes.IsEmpty;
            heard(bytes);
        };
        child.Exited = ended =>
        {
            status = ended;
            _pump.Poller.Remove(child);
        };
        _pump.Until(() => status is not null && isClosed, "the end");
        return (status!.Value, text.ToString());
    }
}
