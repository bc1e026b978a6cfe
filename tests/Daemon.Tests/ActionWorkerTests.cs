using System.Collections.Concurrent;
using System.Diagnostics;
using Conductor.Core;
using Conductor.Core.Actions;
using Conductor.Core.Midi;
using Conductor.TestKit;

namespace Conductor.Daemon.Tests;

/// <summary>Real shells on the worker's thread; the test's thread is the engine's.</summary>
public sealed class ActionWorkerTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly FakePlatform _platform;
    private readonly RecordingLogger _log = new();
    private readonly RecordingListener _heard = new();
    private readonly ConcurrentQueue<(JobTicket Ticket, string? Error)> _answers = new();
    private readonly CountingQueue _jobs;
    private readonly ActionWorker _worker;
    private Engine _engine = null!;
    private long _now;
    private bool _isStopped;

    public ActionWorkerTests()
    {
        _platform = new FakePlatform(_directory.Path);
        _worker = new ActionWorker(_platform, _log)
        {
            Answer = (ticket, error) => _answers.Enqueue((ticket, error)),
            DeviceName = slot => $"slot {slot}",
        };
        _jobs = new CountingQueue(_worker);
        _worker.Start();
    }

    public void Dispose()
    {
        Stop(hurry: true);
        _directory.Dispose();
    }

    private sealed class CountingQueue(IJobQueue inner) : IJobQueue
    {
        public int Started { get; private set; }

        public bool TryStart(in JobRequest request)
        {
            Started++;
            return inner.TryStart(request);
        }

        public void Cancel(in JobTicket ticket) => inner.Cancel(ticket);
    }

    private void Stop(bool hurry)
    {
        if (_isStopped) return;
        _isStopped = true;
        _worker.Stop(() => hurry);
    }

    /// <summary>One mapping for note 36; <c>$D</c> is the test's directory.</summary>
    private void Map(string command, string more = "", string beside = "", IJobQueue? jobs = null)
    {
        var text = command.Replace("$D", _directory.Path, StringComparison.Ordinal);
        var toml = $$"""
            [[global_mappings]]
            description = "the shell"
            trigger = { type = "Note", note = "any" }
            action = { type = "Shell", command = '''{{text}}'''{{more}} }
            {{beside}}
            """;
        _engine = new Engine(EngineRig.Plan(toml), _heard, jobs ?? _jobs);
    }

    private void Press(string words = "note-on 36 100")
    {
        Assert.True(MidiWords.TryParse(words, out var message, out _, out _, out _));
        _engine.Process(message.From(3).At(++_now));
    }

    /// <summary>Gives the engine what the worker has answered, as its thread does.</summary>
    private bool IsIdle()
    {
        while (_answers.TryDequeue(out var answer)) _engine.Complete(answer.Ticket, answer.Error, ++_now);
        return _engine.Waiting == 0;
    }

    private void WaitForAnswers() => Until.True(IsIdle, () => $"answers of {_engine.Waiting} shells");

    private string Text(string file) => File.Exists(_directory[file]) ? File.ReadAllText(_directory[file]).TrimEnd('\n') : "";

    private string[] Lines(string file) => Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void A_shell_that_ends_well_is_not_mentioned()
    {
        Map("true");
        Press();
        WaitForAnswers();
        Assert.Empty(_log.Lines);
        Assert.Empty(_heard.Failures);
    }

    [Theory]
    [InlineData("exit 3", "ended with status 3")]
    [InlineData("no-such-program-anywhere", "ended with status 127 (command not found: is its folder in PATH?)")]
    [InlineData("kill -KILL $$", "ended with status 137")]
    public void A_shell_s_status_other_than_0_is_told_and_is_no_failure(string command, string told)
    {
        Map(command);
        Press();
        WaitForAnswers();
        Assert.Equal(1, _log.Count($"Warning: Shell of 'the shell' {told}"));
        Assert.Empty(_heard.Failures);
    }

    [Fact]
    public void What_it_writes_goes_to_the_log_line_by_line_its_last_words_too()
    {
        Map("echo one; echo two >&2; printf three");
        Press();
        WaitForAnswers();
        Assert.Equal(["one", "two", "three"], _log.Lines.Select(line => line[(line.LastIndexOf(' ') + 1)..]));
        Assert.All(_log.Lines, line => Assert.StartsWith("Debug: Shell of 'the shell': ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_last_words_of_a_talkative_shell_are_all_in_the_log()
    {
        Map("i=0; while [ $i -lt 3000 ]; do echo \"line $i\"; i=$((i + 1)); done");
        Press();
        WaitForAnswers();
        var told = _log.Lines.Select(line => line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"line {i}"), told);
    }

    [Fact]
    public void It_is_told_what_was_played_in_its_environment_and_nothing_in_its_text()
    {
        Map("echo $CONDUCTOR_NOTE $CONDUCTOR_VELOCITY $CONDUCTOR_VALUE $CONDUCTOR_CHANNEL $CONDUCTOR_MODE $CONDUCTOR_DEVICE > $D/told");
        Press("note-on 40 77 ch=5");
        WaitForAnswers();
        Assert.Equal("40 77 77 5 Default slot 3", Text("told"));
    }

    [Fact]
    public void Its_input_is_empty_and_it_inherits_no_descriptors_of_ours()
    {
        Map("cat > $D/in; ls /proc/self/fd | wc -l > $D/count");
        Press();
        WaitForAnswers();
        Assert.Equal("", Text("in"));
        Assert.Equal(4, int.Parse(Text("count")));   // 0, 1, 2 and ls's own directory
    }

    [Fact]
    public void The_17th_of_one_mapping_waits_until_one_of_them_has_ended()
    {
        Map("echo begun >> $D/begun; while [ ! -e $D/open ]; do sleep 0.05; done");
        for (var i = 0; i < 17; i++) Press();
        Until.Equal(16, () => Lines("begun").Length);
        Assert.Equal(16, _jobs.Started);
        File.WriteAllText(_directory["open"], "");
        WaitForAnswers();
        Assert.Equal(17, _jobs.Started);
        Assert.Equal(17, Lines("begun").Length);
        Assert.Empty(_heard.Drops);
    }

    [Fact]
    public void Sixteen_wait_behind_sixteen_and_the_33rd_is_dropped_and_told()
    {
        Map("while [ ! -e $D/open ]; do sleep 0.05; done");
        for (var i = 0; i < 33; i++) Press();
        Assert.Single(_heard.Drops);
        File.WriteAllText(_directory["open"], "");
        WaitForAnswers();
        Assert.Equal(32, _jobs.Started);
    }

    [Fact]
    public void A_press_that_stops_its_mapping_ends_the_shell_with_all_that_it_started()
    {
        Map("sleep 1000 & echo $! > $D/inner; echo $$ > $D/outer; wait", beside: "when_running = \"stop\"");
        Press();
        var (inner, outer) = (Children.PidIn(_directory["inner"]), Children.PidIn(_directory["outer"]));
        Press();
        Assert.Equal(0, _engine.Waiting);
        Until.True(() => !Children.IsRunning(inner) && !Children.IsRunning(outer), "the end of the group");
        Until.True(() => !_answers.IsEmpty, "the answer that nobody waits for");
        Assert.True(IsIdle());
        Assert.Empty(_log.Lines);
        Assert.Empty(_heard.Failures);
    }

    [Fact]
    public void A_press_that_restarts_its_mapping_begins_it_anew_and_waits_for_that_one_only()
    {
        Map("echo begun >> $D/said; if [ $(wc -l < $D/said) = 1 ]; then sleep 1000; fi", beside: "when_running = \"restart\"");
        Press();
        Until.True(() => Lines("said").Length == 1, "the first to begin");
        Press();
        WaitForAnswers();
        Assert.Equal(2, Lines("said").Length);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void A_shell_that_was_called_off_before_it_began_is_never_begun()
    {
        var worker = new ActionWorker(_platform, _log) { Answer = _worker.Answer, DeviceName = _worker.DeviceName };
        Map("echo $CONDUCTOR_VELOCITY >> $D/said", beside: "when_running = \"restart\"", jobs: worker);
        Press("note-on 36 1");
        Press("note-on 36 2");
        Press("note-on 36 3");
        worker.Start();
        WaitForAnswers();
        worker.Stop(() => true);
        Assert.Equal(["3"], Lines("said"));
    }

    [Fact]
    public void A_timeout_ends_the_shell_with_all_that_it_started()
    {
        Map("sleep 1000 & echo $! > $D/inner; echo $$ > $D/outer; wait", ", timeout_ms = 300");
        Press();
        var (inner, outer) = (Children.PidIn(_directory["inner"]), Children.PidIn(_directory["outer"]));
        WaitForAnswers();
        Until.True(() => !Children.IsRunning(inner) && !Children.IsRunning(outer), "the end of the group");
        Assert.Equal(1, _log.Count("took longer than 300 ms and was ended"));
    }

    [Fact]
    public void A_shell_that_does_not_listen_is_made_to_end()
    {
        Map("trap '' TERM; echo $$ > $D/pid; while :; do sleep 0.05; done", ", timeout_ms = 200");
        Press();
        WaitForAnswers();
        Assert.False(Children.IsRunning(Children.PidIn(_directory["pid"])));
        Assert.Equal(1, _log.Count("ended with status 137"));
        Assert.Equal(1, _log.Count("took longer than"));
    }

    [Fact]
    public void What_a_finished_shell_left_in_the_background_is_not_waited_for_and_not_ended()
    {
        Map("sleep 1000 & echo $! > $D/pid");
        Press();
        WaitForAnswers();
        var pid = Children.PidIn(_directory["pid"]);
        Stop(hurry: false);
        Assert.True(Children.IsRunning(pid));
        Children.Signal("KILL", pid);
    }

    [Fact]
    public void Stopping_lets_a_shell_that_is_nearly_done_finish()
    {
        Map("trap 'echo ended > $D/how; exit 1' TERM; echo > $D/begun; sleep 0.2; echo done > $D/how");
        Press();
        Until.True(() => File.Exists(_directory["begun"]), "its beginning");
        Stop(hurry: false);
        Assert.Equal("done", Text("how"));
    }

    [Fact]
    public void Stopping_ends_what_still_runs_after_a_moment_and_in_a_hurry_without_one()
    {
        var patient = TimeToStop(hurry: false);
        using var other = new ActionWorkerTests();
        var hurried = other.TimeToStop(hurry: true);
        Assert.True(hurried < patient / 2, $"{hurried} in a hurry, {patient} without");
    }

    private TimeSpan TimeToStop(bool hurry)
    {
        Map("echo $$ > $D/pid; exec sleep 1000");
        Press();
        var pid = Children.PidIn(_directory["pid"]);
        var begun = Stopwatch.GetTimestamp();
        Stop(hurry);
        Assert.False(Children.IsRunning(pid));
        return Stopwatch.GetElapsedTime(begun);
    }

    [Fact]
    public void Stopping_ends_even_a_shell_that_does_not_listen()
    {
        Map("trap '' TERM; echo $$ > $D/pid; while :; do sleep 0.05; done");
        Press();
        var pid = Children.PidIn(_directory["pid"]);
        Stop(hurry: true);
        Assert.False(Children.IsRunning(pid));
    }

    [Fact]
    public void No_zombie_is_left()
    {
        Map("exit 0");
        for (var i = 0; i < 16; i++) Press();
        WaitForAnswers();
        Map("echo $$ > $D/pid; exec sleep 1000");
        Press();
        Children.PidIn(_directory["pid"]);
        Stop(hurry: true);
        Assert.Empty(Children.Zombies());
    }

    [Fact]
    public void A_shell_that_cannot_be_started_is_a_failure_of_its_mapping_and_the_next_one_runs()
    {
        Map("echo hello");
        Environment.SetEnvironmentVariable("TOO_LONG", new string('x', 200_000));   // E2BIG: one string may have 128 KiB
        try
        {
            Press();
            WaitForAnswers();
        }
        finally
        {
            Environment.SetEnvironmentVariable("TOO_LONG", null);
        }

        Assert.Equal("the shell", Assert.Single(_heard.Failures).Mapping.Name);
        Press();
        WaitForAnswers();
        Assert.Single(_heard.Failures);
        Assert.Equal(1, _log.Count("hello"));
    }
}
