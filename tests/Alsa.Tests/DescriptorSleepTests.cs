using System.Diagnostics;
using System.IO.Pipes;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Linux;

namespace Conductor.Alsa.Tests;

public sealed class DescriptorSleepTests
{
    private static long Now => Stopwatch.GetTimestamp() / 1000;

    private static long Far => Now + 60_000_000;

    [Fact]
    public void It_ends_at_its_deadline_and_not_before()
    {
        using var sleep = new DescriptorSleep("nothing", []);
        var deadline = Now + 2_000;
        sleep.Until(deadline);
        Assert.True(Now >= deadline);
    }

    [Fact]
    public void A_deadline_that_has_passed_is_no_sleep()
    {
        using var sleep = new DescriptorSleep("nothing", []);
        sleep.Until(0);
        sleep.Until(long.MinValue / 2);
    }

    [Fact]
    public void A_wake_ends_the_next_sleep_and_only_that()
    {
        using var sleep = new DescriptorSleep("nothing", []);
        sleep.Wake();
        sleep.Wake();
        var far = Far;
        sleep.Until(far);
        Assert.True(Now < far);
        var deadline = Now + 2_000;
        sleep.Until(deadline);
        Assert.True(Now >= deadline);
    }

    [Fact]
    public void A_wake_from_another_thread_ends_a_running_sleep()
    {
        using var sleep = new DescriptorSleep("nothing", []);
        var waker = new Thread(sleep.Wake);
        waker.Start();
        var deadline = Far;
        sleep.Until(deadline);
        Assert.True(Now < deadline);
        waker.Join();
    }

    [Fact]
    public void A_wake_after_the_end_is_nothing()
    {
        var sleep = new DescriptorSleep("nothing", []);
        sleep.Dispose();
        sleep.Wake();
    }

    [Fact]
    public void A_descriptor_that_is_ready_ends_it()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var sleep = new DescriptorSleep("a pipe", [Reading(pipe)]);
        pipe.WriteByte(1);
        var deadline = Far;
        sleep.Until(deadline);
        Assert.True(Now < deadline);
    }

    [Fact]
    public void A_broken_descriptor_is_told_once_and_then_slept_over()
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);
        using var sleep = new DescriptorSleep("a pipe", [Reading(pipe)]);
        pipe.Dispose();
        var broken = Assert.Throws<NativeException>(() => sleep.Until(Far));
        Assert.Equal("ppoll a pipe: POLLHUP", broken.Message);
        var deadline = Now + 2_000;
        sleep.Until(deadline);
        Assert.True(Now >= deadline);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var sleep = new DescriptorSleep("a pipe", [Reading(pipe)]);
        Assert.Equal(0, Allocation.Of(() =>
        {
            sleep.Wake();
            sleep.Until(long.MaxValue);
            sleep.Until(0);
        }));
    }

    private static pollfd Reading(AnonymousPipeServerStream pipe) =>
        new() { fd = (int)pipe.ClientSafePipeHandle.DangerousGetHandle(), events = Poll.POLLIN };
}
