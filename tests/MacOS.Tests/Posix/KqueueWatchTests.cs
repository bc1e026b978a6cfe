using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;
using Conductor.Platform.Tests.Watch;

namespace Conductor.MacOS.Tests.Posix;

/// <summary>kqueue's watch: every behaviour, and what only it can meet.</summary>
public sealed class KqueueWatchTests() : FileWatchBehaviour(DarwinHere.Create())
{
    [Theory]
    [InlineData("smbfs", 1, true)]
    [InlineData("nfs", 1, true)]
    [InlineData("macfuse", 0, true)]
    [InlineData("apfs", 0, false)]
    public void A_disk_that_others_change_needs_polling(string type, int remote, bool expected)
    {
        DarwinHere.SkipOnMac("which disks there are is the stand-in's to say");
        StandIn.standin_set_filesystem(type, remote);
        _watch.Watch([Config]);
        Assert.Equal(expected, _watch.NeedsPolling);
    }

    [Fact]
    public void Without_a_queue_it_says_that_it_must_be_polled()
    {
        DarwinHere.SkipOnMac("lowers Linux's limit");
        using (DescriptorLimit.NoneLeft())
        {
            using var blind = Platform.CreateFileWatch();
            blind.Watch([Config]);
            Assert.True(blind.NeedsPolling);
            _pump.Poller.Add(blind);
            _pump.Drain();
            _pump.Poller.Remove(blind);
        }
    }

    [Fact]
    public void A_file_that_can_not_be_held_open_needs_polling_until_it_can()
    {
        DarwinHere.SkipOnMac("lowers Linux's limit");
        using (DescriptorLimit.NoneLeft()) _watch.Watch([Config]);
        Assert.True(_watch.NeedsPolling);
        _watch.Watch([Config]);
        Assert.False(_watch.NeedsPolling);
    }

    [Fact]
    public void However_often_it_looks_again_it_holds_no_more_than_the_way()
    {
        _watch.Watch([Config]);
        ShouldNotice(() => Replace(Config));
        var lowest = LowestFree();
        for (var i = 0; i < 50; i++) ShouldNotice(() => Replace(Config));
        Assert.Equal(lowest, LowestFree());
        _watch.Watch([]);
        Assert.True(LowestFree() < lowest, "what is no longer watched is still open");
    }

    private static int LowestFree()
    {
        using var next = new Descriptor(Files.open("/dev/null", Files.O_RDONLY | Files.O_CLOEXEC, 0));
        return next.Number;
    }
}
