using System.IO.Pipes;
using Conductor.Core.Ports;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests;

public abstract class PollerBehaviour : InScratch
{
    private readonly IPoller _poller;

    protected PollerBehaviour(IPlatform platform) : base(platform) => _poller = Platform.CreatePoller();

    [Fact]
    public void A_deadline_ends_the_sleep_and_never_early()
    {
        for (var length = 0; length < 2000; length += 97)
        {
            var deadline = _poller.Now + length;
            _poller.Wait(deadline);
            Assert.True(_poller.Now >= deadline);
        }
    }

    [Fact]
    public void A_deadline_that_has_passed_is_no_sleep() => _poller.Wait(long.MinValue);

    [Fact]
    public async Task Another_thread_wakes_the_sleeper()
    {
        var sleeper = Task.Run(() => _poller.Wait(long.MaxValue), TestContext.Current.CancellationToken);
        _poller.Wake();
        await sleeper;
    }

    [Fact]
    public void A_wake_before_the_sleep_ends_it_and_only_that_one()
    {
        _poller.Wake();
        _poller.Wake();
        _poller.Wait(long.MaxValue);

        var deadline = _poller.Now + 1000;
        _poller.Wait(deadline);
        Assert.True(_poller.Now >= deadline);
    }

    [Fact]
    public void A_wake_after_the_end_is_nothing()
    {
        _poller.Dispose();
        _poller.Wake();
    }

    [Fact]
    public void What_is_readable_is_called_and_what_is_not_is_not()
    {
        using var ready = new Guest();
        using var quiet = new Guest();
        _poller.Add(quiet);
        _poller.Add(ready);
        ready.Write();
        _poller.Wait(long.MaxValue);
        Assert.Equal((1, 0), (ready.Calls, quiet.Calls));
    }

    [Fact]
    public void A_hang_up_is_told_to_who_wants_to_read_and_to_nobody_else()
    {
        using var guest = new Guest { WantsRead = false };
        _poller.Add(guest);
        guest.CloseWriter();
        _poller.Wait(_poller.Now);
        Assert.Equal(0, guest.Calls);

        guest.WantsRead = true;
        _poller.Wait(long.MaxValue);
        Assert.Equal(1, guest.Calls);
    }

    [Fact]
    public void One_that_another_removes_while_both_are_ready_is_not_called()
    {
        using var first = new Guest();
        using var second = new Guest();
        first.Ready = () => _poller.Remove(second);
        second.Ready = () => _poller.Remove(first);
        _poller.Add(first);
        _poller.Add(second);
        first.Write();
        second.Write();
        _poller.Wait(long.MaxValue);
        Assert.Equal((1, 0), (first.Calls, second.Calls));

        _poller.Wait(long.MaxValue);
        Assert.Equal((2, 0), (first.Calls, second.Calls));
    }

    [Fact]
    public void One_that_removes_itself_is_not_called_again()
    {
        using var guest = new Guest();
        guest.Ready = () => _poller.Remove(guest);
        _poller.Add(guest);
        guest.Write();
        _poller.Wait(long.MaxValue);
        _poller.Wait(_poller.Now);
        Assert.Equal(1, guest.Calls);
    }

    [Fact]
    public void Many_that_are_added_while_others_are_called_have_their_turn_next_time()
    {
        var added = Enumerable.Range(0, 50).Select(_ => new Guest()).ToList();
        using var first = new Guest();
        first.Ready = () =>
        {
            _poller.Remove(first);
            foreach (var guest in added)
            {
                guest.Write();
                _poller.Add(guest);
            }
        };
        _poller.Add(first);
        first.Write();

        _poller.Wait(long.MaxValue);
        Assert.All(added, guest => Assert.Equal(0, guest.Calls));
        _poller.Wait(long.MaxValue);
        Assert.All(added, guest => Assert.Equal(1, guest.Calls));
        added.ForEach(guest => guest.Dispose());
    }

    [Fact]
    public void One_that_was_never_added_can_be_removed()
    {
        using var guest = new Guest();
        _poller.Remove(guest);
    }

    [Fact]
    public void A_closed_descriptor_is_a_bug_and_says_so()
    {
        using var guest = new Guest();
        _poller.Add(guest);
        guest.CloseReader();
        Assert.Contains("EBADF", Assert.Throws<NativeException>(() => _poller.Wait(long.MaxValue)).Message);
    }

    [Fact]
    public void Waiting_allocates_nothing()
    {
        using var guest = new Guest();
        guest.Write();
        _poller.Add(guest);
        Turn(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Turn(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1100, guest.Calls);

        void Turn(int times)
        {
            for (var i = 0; i < times; i++)
            {
                _poller.Wake();
                _poller.Wait(_poller.Now + 1000);
            }
        }
    }

    public override void Dispose()
    {
        _poller.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A pipe in the waiting room.</summary>
    private sealed class Guest : IPollable, IDisposable
    {
        private readonly AnonymousPipeServerStream _reader = new(PipeDirection.In);
        private readonly AnonymousPipeClientStream _writer;

        public Guest()
        {
            _writer = new AnonymousPipeClientStream(PipeDirection.Out, _reader.ClientSafePipeHandle);
            Descriptor = (int)_reader.SafePipeHandle.DangerousGetHandle();
        }

        public int Calls { get; private set; }

        public Action? Ready { get; set; }

        public int Descriptor { get; }

        public bool WantsRead { get; set; } = true;

        public bool WantsWrite => false;

        public void OnReady()
        {
            Calls++;
            Ready?.Invoke();
        }

        public void Write() => _writer.WriteByte(1);

        public void CloseWriter() => _writer.Dispose();

        public void CloseReader() => _reader.Dispose();

        public void Dispose()
        {
            _writer.Dispose();
            _reader.Dispose();
        }
    }
}
