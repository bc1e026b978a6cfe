using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Watch;

/// <summary>inotify's watch: every behaviour, and what only it can meet.</summary>
public sealed class FileWatchTests() : FileWatchBehaviour(OnLinux.Create())
{
    [Fact]
    public void Lost_events_mean_look_again_and_the_watch_lives_on()
    {
        var room = int.Parse(File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"));
        Assert.SkipUnless(room <= 100_000, "the queue is too large to overflow");
        _watch.Watch([Config]);
        ShouldNotice(() => Overflow(room));
        ShouldNotice(() => File.WriteAllText(Config, "new"));
        ShouldNotice(() => Replace(Config));
    }

    [Fact]
    public void A_disk_that_others_change_needs_polling()
    {
        var silent = File.ReadLines("/proc/self/mounts").Select(line => line.Split(' ')).FirstOrDefault(mount => IsSilent(mount[2]));
        Assert.SkipUnless(silent is not null, "no network or FUSE file system is mounted");
        _watch.Watch([Path.Combine(silent[1], "config.toml")]);
        Assert.True(_watch.NeedsPolling);
    }

    [Fact]
    public void Without_inotify_it_says_that_it_must_be_polled()
    {
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

    private void Overflow(int room)
    {
        for (var i = 0; i <= room / 2; i++)
        {
            File.WriteAllText(At("home/unrelated"), "");
            File.Delete(At("home/unrelated"));
        }
    }

    private static bool IsSilent(string type) => type is "9p" or "nfs" or "nfs4" or "cifs" or "virtiofs" || type.StartsWith("fuse.");
}
