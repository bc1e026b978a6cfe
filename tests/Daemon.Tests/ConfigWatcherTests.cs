using System.Text;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Daemon.Tests;

/// <summary>When the watcher looks and when it says "reload"; time is the test's (ms), nothing sleeps.</summary>
public sealed class ConfigWatcherTests
{
    private readonly World _world = new();
    private readonly RecordingLogger _log = new();
    private readonly List<string> _reloads = [];
    private readonly ConfigWatcher _watcher;

    public ConfigWatcherTests() => _watcher = Watch();

    private ConfigWatcher Watch()
    {
        _world.Content = "old";
        var watcher = new ConfigWatcher(_world, _world.Loop, "/x/config.toml", content =>
        {
            _reloads.Add($"{_world.Now / 1000} {Encoding.UTF8.GetString(content)}");
            _watcher!.Known(_world.Snapshot());
        }, _log);
        watcher.Known(_world.Snapshot());
        return watcher;
    }

    /// <summary>The file includes another one, which says this (null: it is missing).</summary>
    private void Include(string name, string? content)
    {
        _world.Included[name] = content;
        _watcher.Known(_world.Snapshot());
    }

    /// <summary>At a time an included file has other content (null: it is gone), and the system says so.</summary>
    private void At(int ms, string name, string? content) => _world.At(ms, () =>
    {
        _world.Included[name] = content;
        _world.Tell();
    });

    /// <summary>At a time the file has other content (null: it is gone), and the system says so.</summary>
    private void At(int ms, string? content) => _world.At(ms, () =>
    {
        _world.Content = content;
        _world.Tell();
    });

    private string[] Run(int until = 60_000)
    {
        _world.Run(until);
        return [.. _reloads];
    }

    [Fact]
    public void A_change_is_taken_when_it_has_been_quiet_for_the_debounce()
    {
        At(100, "new");
        Assert.Equal(["600 new"], Run());
        Assert.Equal(["Information: Config file changed", "Information: Waiting 500ms for debounce..."], _log.Lines);
    }

    [Fact]
    public void Each_change_begins_the_debounce_anew_and_they_are_one_reload()
    {
        At(0, "a");
        At(400, "ab");
        At(800, "abc");
        Assert.Equal(["1300 abc"], Run());
        Assert.Equal(1, _log.Count("Config file changed"));
    }

    [Fact]
    public void It_is_never_later_than_2_s_after_the_first_change()
    {
        for (var ms = 0; ms <= 2900; ms += 100) At(ms, $"{ms}");
        Assert.Equal(["2000 2000", "3400 2900"], Run());
    }

    [Fact]
    public void A_debounce_that_is_set_longer_than_that_is_kept_to()
    {
        _watcher.DebounceMs = 5000;
        At(0, "a");
        At(4000, "b");
        Assert.Equal(["5000 b"], Run());
    }

    [Fact]
    public void The_same_content_is_no_reload_and_no_word()
    {
        At(0, "old");
        Assert.Empty(Run());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void A_change_that_is_taken_back_in_time_is_no_reload()
    {
        At(0, "new");
        At(200, "old");
        Assert.Empty(Run());
    }

    [Fact]
    public void A_file_that_goes_and_is_there_again_in_time_is_not_said_to_be_deleted()
    {
        At(0, null);
        At(100, "new");
        Assert.Equal(["600 new"], Run());
        Assert.Equal(0, _log.Count("deleted"));
        Assert.Equal(1, _log.Count("Config file changed"));
    }

    [Fact]
    public void A_file_that_stays_away_is_told_once_and_keeps_the_plan_and_is_taken_when_it_is_back()
    {
        At(0, null);
        _world.At(3000, _world.Tell);
        At(5000, "new");
        Assert.Equal(["5500 new"], Run());
        Assert.Equal(1, _log.Count("Warning: The configuration /x/config.toml was deleted"));
    }

    [Fact]
    public void A_file_that_is_back_as_it_was_is_no_reload_and_its_next_deletion_is_told_again()
    {
        At(0, null);
        At(3000, "old");
        At(6000, null);
        Assert.Empty(Run());
        Assert.Equal(2, _log.Count("was deleted"));
    }

    [Fact]
    public void A_file_that_somebody_still_writes_is_waited_for()
    {
        _world.IsBeingWritten = true;
        At(0, "half");
        _world.At(900, () =>
        {
            _world.Content = "whole";
            _world.IsBeingWritten = false;
        });
        var reload = Assert.Single(Run());
        Assert.EndsWith(" whole", reload, StringComparison.Ordinal);
        Assert.InRange(int.Parse(reload.Split(' ')[0]), 900, 930);
    }

    [Fact]
    public void A_file_that_somebody_never_closes_is_taken_after_2_s()
    {
        _world.IsBeingWritten = true;
        At(0, "open");
        var reload = Assert.Single(Run());
        Assert.InRange(int.Parse(reload.Split(' ')[0]), 2000, 2020);
    }

    [Fact]
    public void A_reload_by_command_meanwhile_leaves_nothing_to_wait_for()
    {
        At(0, "new");
        _world.At(100, () => _watcher.Known(_world.Snapshot()));
        Assert.Empty(Run());
        Assert.Equal(long.MaxValue, _watcher.NextDeadline);
    }

    [Fact]
    public void While_nothing_changes_nobody_is_woken()
    {
        Run();
        Assert.Equal(1, _world.Sleeps);
        Assert.Equal(0, _world.Reads);
    }

    [Fact]
    public void Where_the_file_system_reports_nothing_it_is_looked_at_every_2_s()
    {
        var world = new World { NeedsPolling = true, Content = "old" };
        var reloads = new List<string>();
        var watcher = new ConfigWatcher(world, world.Loop, "/x/config.toml", content => reloads.Add($"{world.Now / 1000}"), _log);
        watcher.Known(world.Snapshot());
        world.At(3000, () => world.Content = "new");
        world.Run(5000);
        Assert.Equal(["4500"], reloads);
    }

    [Fact]
    public void A_file_that_moves_to_a_file_system_that_reports_nothing_is_polled_from_then_on()
    {
        _world.At(1000, () =>
        {
            _world.NeedsPolling = true;   // a directory on the way is a link to a network share now
            _world.Tell();
        });
        _world.At(5500, () => _world.Content = "new");
        Assert.Single(Run());
    }

    [Fact]
    public void A_file_that_moves_to_a_file_system_that_reports_is_polled_no_more()
    {
        var world = new World { NeedsPolling = true, Content = "old" };
        var watcher = new ConfigWatcher(world, world.Loop, "/x/config.toml", _ => { }, _log);
        watcher.Known(world.Snapshot());
        world.At(3000, () =>
        {
            world.NeedsPolling = false;
            world.Tell();
        });
        world.Run(30_000);
        Assert.Equal(long.MaxValue, watcher.NextDeadline);
    }

    [Fact]
    public void An_included_file_is_watched_as_the_file_is()
    {
        Include("/x/a.toml", "a");
        Assert.Equal(["/x/config.toml", "/x/a.toml"], _world.Watched);
        At(100, "/x/a.toml", "a new");
        Assert.Equal(["600 old"], Run());
        Assert.Equal(["Information: Config file changed", "Information: Waiting 500ms for debounce..."], _log.Lines);
    }

    [Fact]
    public void The_same_content_of_an_included_file_is_no_reload()
    {
        Include("/x/a.toml", "a");
        At(0, "/x/a.toml", "a");
        At(1000, "/x/a.toml", "a new");
        At(1200, "/x/a.toml", "a");
        Assert.Empty(Run());
        Assert.Equal(1, _log.Count("Config file changed"));
    }

    [Fact]
    public void Changes_of_several_files_are_one_reload()
    {
        Include("/x/a.toml", "a");
        At(0, "/x/a.toml", "a new");
        At(400, "new");
        At(800, "/x/a.toml", "a newer");
        Assert.Equal(["1300 new"], Run());
    }

    [Fact]
    public void Two_seconds_count_from_the_first_change_of_any()
    {
        Include("/x/a.toml", "a");
        for (var ms = 0; ms <= 2900; ms += 200)
        {
            At(ms, $"{ms}");
            At(ms + 100, "/x/a.toml", $"{ms}");
        }

        Assert.Equal(["2000 2000", "3400 2800"], Run());
    }

    [Fact]
    public void An_included_file_that_is_missing_is_taken_when_it_appears()
    {
        Include("/x/a.toml", null);
        At(1000, "/x/a.toml", "a");
        Assert.Equal(["1500 old"], Run());
        Assert.Equal(0, _log.Count("deleted"));
    }

    [Fact]
    public void An_included_file_that_goes_is_told_once_by_its_name_and_no_reload()
    {
        Include("/x/a.toml", "a");
        At(0, "/x/a.toml", null);
        _world.At(3000, _world.Tell);
        At(5000, "/x/a.toml", "a");
        At(8000, "/x/a.toml", null);
        At(9000, "/x/a.toml", "a new");
        Assert.Equal(["9500 old"], Run());
        Assert.Equal(2, _log.Count("Warning: The configuration /x/a.toml was deleted; the last one stays in force"));
    }

    [Fact]
    public void One_that_goes_because_the_file_includes_it_no_more_is_a_reload_and_no_warning()
    {
        Include("/x/a.toml", "a");
        At(0, "/x/a.toml", null);
        At(300, "new");
        Assert.Equal(["800 new"], Run());
        Assert.Equal(0, _log.Count("deleted"));
    }

    [Fact]
    public void While_the_file_is_away_a_change_in_an_included_one_waits_for_it()
    {
        Include("/x/a.toml", "a");
        _watcher.Known(_world.Snapshot());   // a reload, after which nothing was looked at yet
        At(0, null);
        At(1000, "/x/a.toml", "a new");
        At(5000, "/x/a.toml", null);
        At(6000, "/x/a.toml", "a newer");
        At(8000, "old");
        Assert.Equal(["8500 old"], Run());
        Assert.Equal(["Warning: The configuration /x/config.toml was deleted; the last one stays in force", "Information: Config file changed", "Information: Waiting 500ms for debounce..."], _log.Lines);
    }

    [Fact]
    public void An_included_file_that_somebody_still_writes_is_waited_for()
    {
        Include("/x/a.toml", "a");
        _world.BeingWritten = "/x/a.toml";
        At(0, "/x/a.toml", "half");
        _world.At(900, () => _world.BeingWritten = null);
        Assert.InRange(int.Parse(Assert.Single(Run()).Split(' ')[0]), 900, 930);
    }

    [Fact]
    public void A_file_that_changed_between_being_read_and_being_watched_is_not_missed()
    {
        _world.Included["/x/a.toml"] = "a";
        var read = _world.Snapshot();
        _world.At(1000, () =>
        {
            _world.Included["/x/a.toml"] = "a new";   // nobody watches it, so nobody tells
            _watcher.Known(read);
        });
        Assert.Equal(["1500 old"], Run());
    }

    [Fact]
    public void What_is_included_no_more_is_watched_no_more()
    {
        Include("/x/a.toml", "a");
        _world.Included.Clear();
        _watcher.Known(_world.Snapshot());
        Assert.Equal(["/x/config.toml"], _world.Watched);
        At(0, "/x/a.toml", "a new");
        Assert.Empty(Run());
    }

    [Fact]
    public void An_included_file_where_nothing_is_reported_is_polled()
    {
        _world.NeedsPolling = true;
        Include("/share/a.toml", "a");
        _world.At(3000, () => _world.Included["/share/a.toml"] = "a new");
        _world.At(6000, () => _world.NeedsPolling = false);
        Assert.Equal(["4500 old"], Run());
    }

    /// <summary>A platform of few files, whose sleep jumps to the next thing that happens.</summary>
    private sealed class World : IPlatform, IPoller, IFileWatch, IFiles
    {
        private readonly PriorityQueue<(long Time, Action Do), (long, int)> _planned = new();
        private long _end;
        private int _order;

        public World() => Loop = new ControlLoop(this);

        public ControlLoop Loop { get; }

        /// <summary>Of /x/config.toml.</summary>
        public string? Content { get; set; }

        public Dictionary<string, string?> Included { get; } = [];

        public IReadOnlyList<string> Watched { get; private set; } = [];

        public bool IsBeingWritten
        {
            set => BeingWritten = value ? "/x/config.toml" : null;
        }

        public string? BeingWritten { get; set; }

        public bool NeedsPolling { get; set; }

        public int Sleeps { get; private set; }

        public int Reads { get; private set; }

        public long Now { get; private set; }

        public Action? Changed { get; set; }

        /// <summary>What a reading of all files would find now.</summary>
        public ConfigSnapshot Snapshot() =>
            new([new ReadFile("/x/config.toml", Bytes(Content)), .. Included.Select(file => new ReadFile(file.Key, Bytes(file.Value)))]);

        private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

        public void At(int ms, Action action) => _planned.Enqueue((ms * 1000L, action), (ms, _order++));

        public void Tell() => Changed!();

        public void Run(int untilMs)
        {
            _end = untilMs * 1000L;
            Loop.Run();
        }

        public void Wait(long deadline)
        {
            Sleeps++;
            if (_planned.TryPeek(out var next, out _) && next.Time <= Math.Min(deadline, _end))
            {
                _planned.Dequeue();
                Now = Math.Max(Now, next.Time);
                next.Do();
            }
            else if (deadline <= _end) Now = Math.Max(Now, deadline);
            else Loop.End();
        }

        public void Wake()
        {
        }

        public byte[] ReadWhole(string path, int limit)
        {
            Reads++;
            return Bytes(path == "/x/config.toml" ? Content : Included.GetValueOrDefault(path)) ?? throw new NativeException($"open {path}", 2, "ENOENT");
        }

        bool IFiles.IsBeingWritten(string path) => path == BeingWritten;

        public IPoller CreatePoller() => this;

        public ISurroundings Surroundings => throw new NotSupportedException();

        public IFileWatch CreateFileWatch() => this;

        public IFiles Files => this;

        public void Add(IPollable pollable)
        {
        }

        public void Remove(IPollable pollable)
        {
        }

        public void Watch(IReadOnlyList<string> paths) => Watched = paths;

        public int Descriptor => -1;

        public bool WantsRead => true;

        public bool WantsWrite => false;

        public void OnReady()
        {
        }

        public void Dispose()
        {
        }

        // What the watcher has no business with.
        public string Name => throw new NotSupportedException();

        public int Run(Func<int> program) => throw new NotSupportedException();

        public IPermissions Permissions => throw new NotSupportedException();

        public IServices Services => throw new NotSupportedException();

        public IReadOnlyList<Finding> Diagnose() => throw new NotSupportedException();

        public IPaths Paths => throw new NotSupportedException();

        public ILocalSockets Sockets => throw new NotSupportedException();

        public IProcesses Processes => throw new NotSupportedException();

        public MidiBackend NativeBackend => throw new NotSupportedException();

        public string? SequencerNode => throw new NotSupportedException();

        public IMidiSystem OpenMidi(MidiBackend backend, string clientName) => throw new NotSupportedException();

        public IKeyboard OpenKeyboard() => throw new NotSupportedException();

        public IMouse OpenMouse() => throw new NotSupportedException();

        public bool CanPress(Core.Actions.Key key) => throw new NotSupportedException();

        public void WriteDurably(string path, ReadOnlySpan<byte> content, bool keepBackup) => throw new NotSupportedException();

        public void CreatePrivateDirectory(string path) => throw new NotSupportedException();

        public void Rename(string from, string to) => throw new NotSupportedException();

        public uint? OwnerOf(string path) => throw new NotSupportedException();

        public bool CanWrite(string path) => throw new NotSupportedException();

        public IDisposable? TryLock(string path, out int holder) => throw new NotSupportedException();

        public bool WaitUntilUnlocked(string path, TimeSpan timeout) => throw new NotSupportedException();

        public bool WriteDescriptor(int descriptor, ReadOnlySpan<byte> bytes) => throw new NotSupportedException();

        public bool AddsTime(int descriptor) => throw new NotSupportedException();
    }
}
