using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Watch;

/// <summary>
/// However a file is saved, the watch says "look again", and goes on saying it. Both systems' events are there as soon as the call
/// that caused them returns, so nothing here waits.
/// </summary>
public abstract class FileWatchBehaviour : InScratch
{
    private protected readonly Pump _pump;
    private protected readonly IFileWatch _watch;
    private int _changes;

    protected FileWatchBehaviour(IPlatform platform) : base(platform)
    {
        _pump = new Pump(Platform);
        _watch = Platform.CreateFileWatch();
        _watch.Changed = () => _changes++;
        _pump.Poller.Add(_watch);
        Directory.CreateDirectory(At("home"));
        File.WriteAllText(Config, "old");
    }

    protected string Config => At("home/config.toml");

    public static TheoryData<string, Action<string>> SaveStyles => new()
    {
        { "written in place", home => File.WriteAllText(home + "/config.toml", "new") },
        { "appended to", home => File.AppendAllText(home + "/config.toml", "more") },
        { "truncated", home => File.Open(home + "/config.toml", FileMode.Truncate).Dispose() },
        { "written beside and renamed onto", home => Replace(home + "/config.toml") },
        {
            "moved aside as backup and written anew", home =>
            {
                File.Move(home + "/config.toml", home + "/config.toml~");
                File.WriteAllText(home + "/config.toml", "new");
            }
        },
        {
            "deleted and written anew", home =>
            {
                File.Delete(home + "/config.toml");
                File.WriteAllText(home + "/config.toml", "new");
            }
        },
        { "exchanged through a second name", home => Run("ln", "-f", Prepared(home), home + "/config.toml") },
        { "written through a hard link elsewhere", home => File.WriteAllText(HardLink(home), "new") },
        {
            "a link that was removed and made anew", home =>
            {
                Run("ln", "-sfn", Prepared(home), home + "/config.toml");
                File.Delete(home + "/config.toml");
                File.CreateSymbolicLink(home + "/config.toml", home + ".prepared");
            }
        },
        {
            "exchanged twice", home =>
            {
                Replace(home + "/config.toml");
                Replace(home + "/config.toml");
            }
        },
        { "turned into a link", home => Run("ln", "-sfn", Prepared(home), home + "/config.toml") },
        {
            "made unreadable and readable", home =>
            {
                Run("chmod", "000", home + "/config.toml");
                Run("chmod", "600", home + "/config.toml");
            }
        },
        { "touched", home => File.SetLastWriteTimeUtc(home + "/config.toml", DateTime.UnixEpoch) },
        {
            "in a directory that was replaced", home =>
            {
                Directory.CreateDirectory(home + ".new");
                File.WriteAllText(home + ".new/config.toml", "new");
                Directory.Move(home, home + ".old");
                Directory.Move(home + ".new", home);
            }
        },
        {
            "in a directory that was deleted and made again", home =>
            {
                Directory.Delete(home, recursive: true);
                Directory.CreateDirectory(home);
                File.WriteAllText(home + "/config.toml", "new");
            }
        },
        {
            "in a directory that became a link", home =>
            {
                Directory.Move(home, home + ".real");
                Directory.CreateSymbolicLink(home, home + ".real");
            }
        },
    };

    [Theory]
    [MemberData(nameof(SaveStyles))]
    public void A_save_is_noticed_and_so_is_the_next_one(string style, Action<string> save)
    {
        Assert.NotEmpty(style);
        _watch.Watch([Config]);
        ShouldNotice(() => save(At("home")));
        ShouldNotice(() => File.AppendAllText(Config, "once more"));
        ShouldNotice(() => Replace(Config));
    }

    [Fact]
    public void A_links_target_is_watched_in_every_way()
    {
        Directory.CreateDirectory(At("dotfiles"));
        File.WriteAllText(At("dotfiles/real.toml"), "old");
        File.Delete(Config);
        File.CreateSymbolicLink(Config, "../dotfiles/real.toml");
        _watch.Watch([Config]);

        ShouldNotice(() => File.WriteAllText(At("dotfiles/real.toml"), "new"));
        ShouldNotice(() => Replace(At("dotfiles/real.toml")));
        ShouldNotice(() => File.Delete(At("dotfiles/real.toml")));
        ShouldNotice(() => File.WriteAllText(At("dotfiles/real.toml"), "new"));
        ShouldNotice(() => Directory.Move(At("dotfiles"), At("elsewhere")));
        ShouldNotice(() => Directory.Move(At("elsewhere"), At("dotfiles")));
        ShouldNotice(() => Run("ln", "-sfn", Prepared(At("dotfiles")), Config));
        ShouldNotice(() => File.AppendAllText(Config, "through the new link"));
        ShouldNotNotice(() => File.AppendAllText(At("dotfiles/real.toml"), "no longer ours"));
    }

    [Fact]
    public void A_link_that_was_removed_and_made_anew_is_another_though_the_disk_gives_it_the_old_ones_number()
    {
        File.WriteAllText(At("one"), "1");
        File.WriteAllText(At("two"), "2");
        File.Delete(Config);
        File.CreateSymbolicLink(Config, At("one"));
        _watch.Watch([Config]);

        ShouldNotice(() => Relink(At("two")));
        ShouldNotice(() => File.AppendAllText(At("two"), "more"));
        ShouldNotNotice(() => File.AppendAllText(At("one"), "no longer ours"));
        ShouldNotice(() =>
        {
            File.Delete(Config);
            File.WriteAllText(Config, "no link any more");
        });
        ShouldNotice(() => File.AppendAllText(Config, "more"));

        void Relink(string target)
        {
            File.Delete(Config);
            File.CreateSymbolicLink(Config, target);
        }
    }

    [Fact]
    public void A_directory_in_the_files_place_that_gives_way_to_the_file_is_noticed()
    {
        File.Delete(Config);
        Directory.CreateDirectory(Config);
        _watch.Watch([Config]);
        ShouldNotice(() =>
        {
            Directory.Delete(Config);
            File.WriteAllText(Config, "at last");
        });
        ShouldNotice(() => File.AppendAllText(Config, "more"));
    }

    [Fact]
    public void Once_all_is_heard_nobody_is_woken()
    {
        _watch.Watch([Config]);
        ShouldNotice(() => Replace(Config));
        ShouldNotice(() => File.AppendAllText(Config, "more"));
        Assert.True(SpinWait.SpinUntil(() => !_pump.Wakes(_watch), TimeSpan.FromSeconds(20)), "never quiet");   // others write into the temporary directory, too
    }

    [Fact]
    public void A_linked_directory_that_is_switched_is_noticed_as_ConfigMaps_are()
    {
        Directory.CreateDirectory(At("home/..v1"));
        Directory.CreateDirectory(At("home/..v2"));
        File.WriteAllText(At("home/..v1/config.toml"), "one");
        File.WriteAllText(At("home/..v2/config.toml"), "two");
        Directory.CreateSymbolicLink(At("home/..data"), "..v1");
        File.Delete(Config);
        File.CreateSymbolicLink(Config, "..data/config.toml");
        _watch.Watch([Config]);

        Directory.CreateSymbolicLink(At("home/..tmp"), "..v2");
        ShouldNotice(() => Platform.Files.Rename(At("home/..tmp"), At("home/..data")));
        ShouldNotice(() => File.AppendAllText(At("home/..v2/config.toml"), "more"));
        ShouldNotNotice(() => File.AppendAllText(At("home/..v1/config.toml"), "of the past"));
    }

    [Fact]
    public void A_path_of_which_nothing_is_there_is_noticed_as_it_comes()
    {
        var path = At("a/b/config.toml");
        _watch.Watch([path]);
        ShouldNotNotice(() => File.WriteAllText(At("c"), ""));
        ShouldNotice(() => Directory.CreateDirectory(At("a/b")));
        ShouldNotice(() => File.WriteAllText(path, "first"));
        ShouldNotice(() => File.WriteAllText(path, "second"));
        ShouldNotice(() => Directory.Delete(At("a"), recursive: true));
        ShouldNotice(() => Directory.CreateDirectory(At("a")));
    }

    [Fact]
    public void Other_files_in_the_same_directory_are_no_news()
    {
        _watch.Watch([Config]);
        ShouldNotNotice(() => File.WriteAllText(At("home/state.json"), "{}"));
        ShouldNotNotice(() => Platform.Files.WriteDurably(At("home/state.json"), "{ }"u8, keepBackup: true));
        ShouldNotNotice(() => File.Delete(At("home/state.json")));
        ShouldNotNotice(() => Directory.CreateDirectory(At("home/config.toml.d")));
        ShouldNotNotice(() => File.WriteAllText(At("home/config.tom"), ""));
        ShouldNotice(() => File.WriteAllText(Config, "new"));
    }

    [Fact]
    public void Reading_and_asking_are_no_news()
    {
        _watch.Watch([Config]);
        ShouldNotNotice(() => Platform.Files.ReadWhole(Config, 1000));
        ShouldNotNotice(() => Platform.Files.IsBeingWritten(Config));
    }

    [Fact]
    public void A_path_with_dots_and_links_is_followed_as_the_kernel_does()
    {
        Directory.CreateDirectory(At("deep/inside"));
        Directory.CreateSymbolicLink(At("home/way"), At("deep/inside"));
        File.WriteAllText(At("deep/config.toml"), "old");
        _watch.Watch([At("home/./way/../config.toml")]); // deep/config.toml; by its letters it would be home/config.toml
        ShouldNotice(() => File.WriteAllText(At("deep/config.toml"), "new"));
        ShouldNotNotice(() => File.WriteAllText(Config, "new"));
    }

    [Fact]
    public void Links_in_a_circle_are_survived()
    {
        File.CreateSymbolicLink(At("home/one"), "two");
        File.CreateSymbolicLink(At("home/two"), "one");
        _watch.Watch([At("home/one")]);
        ShouldNotice(() => File.Delete(At("home/two")));
        ShouldNotice(() => File.WriteAllText(At("home/two"), "at last"));
    }

    [Fact]
    public void What_is_no_longer_watched_is_no_news()
    {
        File.WriteAllText(At("home/other.toml"), "");
        _watch.Watch([Config]);
        _watch.Watch([At("home/other.toml")]);
        ShouldNotNotice(() => File.WriteAllText(Config, "new"));
        ShouldNotice(() => File.WriteAllText(At("home/other.toml"), "new"));
        _watch.Watch([]);
        ShouldNotNotice(() => File.WriteAllText(At("home/other.toml"), "newer"));
    }

    [Fact]
    public void Two_paths_through_one_directory_are_both_watched()
    {
        File.WriteAllText(At("home/other.toml"), "");
        _watch.Watch([Config, At("home/other.toml")]);
        ShouldNotice(() => Replace(Config));
        ShouldNotice(() => Replace(At("home/other.toml")));
    }

    [Fact]
    public void A_local_disk_needs_no_polling()
    {
        _watch.Watch([Config]);
        Assert.False(_watch.NeedsPolling);
    }

    public override void Dispose()
    {
        _watch.Dispose();
        _pump.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void ShouldNotice(Action action) => Assert.True(ChangesFrom(action) > 0, "the watch noticed nothing");

    protected void ShouldNotNotice(Action action) => Assert.Equal(0, ChangesFrom(action));

    private int ChangesFrom(Action action)
    {
        _pump.Drain();
        var before = _changes;
        action();
        _pump.Drain();
        return _changes - before;
    }

    private static string Prepared(string home)
    {
        File.WriteAllText(home + ".prepared", "prepared");
        return home + ".prepared";
    }

    private static string HardLink(string home)
    {
        Run("ln", home + "/config.toml", home + ".hard");
        return home + ".hard";
    }

    protected static void Replace(string path)
    {
        File.WriteAllText(path + ".new", "replaced");
        File.Move(path + ".new", path, overwrite: true);
    }

    protected static void Run(string tool, params string[] arguments) => Assert.Equal(0, Tool.Run(tool, arguments).Status);
}
