using System.Text.Json;
using Conductor.Core.Ports;
using Conductor.Doctor;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Daemon.Tests;

/// <summary>The report: what the daemon finds, and what is found around it.</summary>
public sealed class DoctorTests : IDisposable
{
    private const string Pads = """
        [[devices]]
        id = "pads"
        name = "Launchpad"
        [[modes]]
        name = "Default"
        [[modes.mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "a" }

        """;

    private static readonly TimeSpan Patience = Until.Patience;

    private readonly RunningDaemon _daemon = new();

    private FakePlatform Platform => _daemon.Platform;

    public void Dispose() => _daemon.Dispose();

    private Examination Examination(string version = "0.1.0") => new(Platform, version, new ConfigPath(_daemon.ConfigPath, IsNamed: true));

    private SocketPlaces Named => new([_daemon.Socket], IsNamed: true);

    private SocketPlaces Usual => new([Platform.Paths.DefaultSocket, Platform.Paths.UserSocket], IsNamed: false);

    private DoctorReply Look(SocketPlaces? places = null, bool asksDaemon = true, string version = "0.1.0") => Examination(version).Whole(places ?? Named, Patience, asksDaemon);

    private static FindingInfo? Find(DoctorReply report, string id) => report.Findings.SingleOrDefault(finding => finding.Id == id);

    private static string State(DoctorReply report, string id) => Find(report, id)?.State ?? "none";

    private void Knows(string text) => Platform.Diagnosis = () => [new Finding("midi.open", FindingState.Good, text)];

    [Fact]
    public void The_command_answers_with_what_the_daemon_finds_of_system_configuration_and_state()
    {
        Platform.Diagnosis = () => [new Finding("keys.permission", FindingState.Bad, "Keys can't be pressed", "tick the box")];
        _daemon.Write(Pads).Start();
        var reply = _daemon.Ask("doctor");
        Assert.Equal("success", reply.GetProperty("status").GetString());
        Assert.Equal(["0.1.0", Platform.Name], [reply.GetProperty("version").GetString(), reply.GetProperty("system").GetString()!.Split(' ')[0]]);
        var findings = reply.GetProperty("findings").EnumerateArray().ToDictionary(finding => finding.GetProperty("id").GetString()!);
        Assert.Equal("bad", findings["keys.permission"].GetProperty("state").GetString());
        Assert.Equal("tick the box", findings["keys.permission"].GetProperty("remedy").GetString());
        Assert.Equal("good", findings["config"].GetProperty("state").GetString());
        Assert.Equal("good", findings["state"].GetProperty("state").GetString());
        Assert.DoesNotContain("service", findings.Keys);
    }

    [Fact]
    public void Looking_takes_its_time_and_everything_else_goes_on()
    {
        using var go = new ManualResetEventSlim();
        var looks = 0;
        Platform.Diagnosis = () =>
        {
            Interlocked.Increment(ref looks);
            go.Wait(Patience);
            return [new Finding("look", FindingState.Good, $"Look {Volatile.Read(ref looks)}")];
        };
        _daemon.Write(Pads).Start();
        using var first = _daemon.Connect();
        using var second = _daemon.Connect();
        first.Send("doctor");
        Until.Equal(1, () => Volatile.Read(ref looks));
        second.Send("doctor");
        Assert.Equal("pong", _daemon.Ask("ping").GetProperty("message").GetString());
        Assert.Equal(1, Volatile.Read(ref looks));
        go.Set();
        Assert.Equal("Look 1", Text(first.Next()));
        Assert.Equal("Look 2", Text(second.Next()));   // it asked during the first look, and may have mended something before

        static string Text(JsonElement reply) => reply.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("id").GetString() == "look").GetProperty("text").GetString()!;
    }

    [Fact]
    public void A_look_that_fails_is_an_error_and_the_daemon_goes_on()
    {
        Platform.Diagnosis = () => throw new InvalidOperationException("broken");
        _daemon.Write(Pads).Start();
        Assert.Equal(4001, _daemon.Ask("doctor").GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("pong", _daemon.Ask("ping").GetProperty("message").GetString());
    }

    [Fact]
    public void A_running_daemon_s_findings_take_the_place_of_ours()
    {
        Knows("the daemon's word");
        _daemon.Write(Pads).Start();
        var asked = 0;
        Platform.Diagnosis = () => [new Finding("midi.open", FindingState.Good, $"Look {++asked}")];
        var report = Look();
        Assert.Equal("Look 1", Find(report, "midi.open")!.Text);   // one look only, and the daemon's
        Assert.Null(Find(report, "program.place"));
        Assert.StartsWith($"A daemon answers at {_daemon.Socket}: PID {Environment.ProcessId}, Degraded", Find(report, "daemon")!.Text);
        Assert.Equal("notice", State(report, "daemon.state"));
        Assert.Equal(("notice", "1 device of the configuration is not connected: pads (\"Launchpad\")"), (State(report, "devices"), Find(report, "devices")!.Text));
    }

    [Fact]
    public void Without_a_daemon_it_looks_itself_and_says_whose_permissions_those_are()
    {
        Knows("our own word");
        var report = Look();
        Assert.Equal("our own word", Find(report, "midi.open")!.Text);
        Assert.Equal(["notice", "notice"], [State(report, "daemon"), State(report, "program.place")]);
        Assert.Contains("this terminal", Find(report, "program.place")!.Text);
    }

    [Fact]
    public void Who_asks_for_its_own_look_gets_it_also_where_a_daemon_runs()
    {
        _daemon.Write(Pads).Start();
        Knows("our own word");
        var report = Look(asksDaemon: false);
        Assert.Equal("our own word", Find(report, "midi.open")!.Text);
        Assert.Equal("good", State(report, "daemon"));
        Assert.Equal("ask the daemon that runs: conductorctl doctor", Find(report, "program.place")!.Remedy);
    }

    [Fact]
    public void A_daemon_of_another_version_is_told_of()
    {
        _daemon.Write(Pads).Start();
        Assert.Contains("of version 0.1.0, this program of 0.2.0", Find(Look(version: "0.2.0"), "daemon.version")!.Text);
        Assert.Null(Find(Look(), "daemon.version"));
    }

    [Fact]
    public void The_daemon_s_last_problem_is_quoted_and_not_for_strangers()
    {
        Platform.KeyboardRefusal = new NativeException("post", 0, "not permitted", null);
        _daemon.Write(Pads).Start();
        var report = Look();
        Assert.Equal(["post: not permitted"], Find(report, "daemon.error")!.Quoted!);
        Assert.All(report.ForStrangers().Findings, finding => Assert.Null(finding.Quoted));
    }

    [Fact]
    public void A_configuration_is_told_with_its_first_error_and_the_place()
    {
        _daemon.Write(Pads + "[[modes.mappings]]\ntrigger = { type = \"Note\", note = 128 }\naction = { type = \"Keystroke\", keys = \"a\" }\n");
        var config = Find(Look(), "config")!;
        Assert.Equal("bad", config.State);
        Assert.EndsWith($"has 1 error, the first at {_daemon.ConfigPath}:10:35", config.Text);
        Assert.Contains("128", Assert.Single(config.Quoted!));
        Assert.False(Look().IsWell);
    }

    [Fact]
    public void A_configuration_that_was_named_must_be_there_and_the_default_one_need_not()
    {
        Assert.Equal("bad", State(Look(), "config"));
        var report = new Examination(Platform, "0.1.0", new ConfigPath(_daemon.ConfigPath, IsNamed: false)).Whole(Named, Patience, asksDaemon: false);
        Assert.Equal("notice", State(report, "config"));
        _daemon.Write(Pads + "unknown_key = 1\n");
        Assert.Equal(["good", "notice"], [State(Look(), "config"), State(Look(), "config.warnings")]);
    }

    [Fact]
    public void A_socket_that_was_left_behind_and_a_lock_that_is_held_are_told_apart()
    {
        using (Platform.Sockets.Listen(_daemon.Directory["old.sock"])) Platform.Files.Rename(_daemon.Directory["old.sock"], _daemon.Socket);
        Assert.Contains("left behind", Find(Look(), "socket")!.Text);
        Assert.Equal("none", State(Look(), "socket.lock"));
        using (Platform.Files.TryLock(_daemon.Socket + ".lock", out _))
        {
            Assert.Contains($"Process {Environment.ProcessId} holds", Find(Look(), "socket.lock")!.Text);
            Assert.Equal("none", State(Look(), "socket"));
        }

        Assert.Equal("none", State(Look(), "socket.lock"));
    }

    [Fact]
    public void Nothing_is_made_by_looking()
    {
        Look(Usual);
        Assert.Empty(Directory.GetFileSystemEntries(_daemon.Directory.Path));
    }

    [Fact]
    public void Another_daemon_of_the_same_user_is_told_of()
    {
        _daemon.Write(Pads).Start();
        using var other = new OtherDaemon(Platform.Paths.DefaultSocket);
        Assert.Contains("PID 4711", Find(Look(), "daemon.other")!.Text);
        Assert.Equal("good", State(Look(), "daemon"));
    }

    [Fact]
    public void The_manager_s_word_stands_beside_who_answers()
    {
        _daemon.Write(Pads).Start();
        Assert.Equal("notice", State(Look(), "service"));
        Platform.Services.Answer = new ServiceStatus(ServiceState.Failed, "the service ended with exit status 1", null, true, ["a line"]);
        Assert.Equal(("bad", "a line"), (State(Look(), "service"), Assert.Single(Find(Look(), "service")!.Quoted!)));
        Platform.Services.Answer = new ServiceStatus(ServiceState.Running, "the service runs (PID 1)", 1, true, []);
        Assert.Equal(["good", "notice"], [State(Look(), "service"), State(Look(), "service.other")]);
        Platform.Services.Answer = new ServiceStatus(ServiceState.Running, "the service runs", Environment.ProcessId, true, []);
        Assert.Equal(["good", "none", "none"], [State(Look(), "service"), State(Look(), "service.other"), State(Look(), "service.answers")]);
        Assert.Equal("bad", State(Look(Usual), "service.answers"));
        Platform.Services.Refusal = new NativeException("systemctl --user show", 1, "no bus", "log in");
        Assert.Equal(("notice", "log in"), (State(Look(), "service"), Find(Look(), "service")!.Remedy));
    }

    [Fact]
    public void Variables_that_change_things_are_told_and_strange_ones_too()
    {
        Set("MIDIMON_SOCKET", "/run/x.sock");
        Set("CONDUCTOR_CONFG", "oops");
        try
        {
            var report = Look();
            Assert.Contains("it decides the socket", Find(report, "environment.midimon_socket")!.Text);
            Assert.Contains("means nothing", Find(report, "environment.conductor_confg")!.Text);
            Assert.DoesNotContain("oops", Find(report, "environment.conductor_confg")!.Text);
            Set("CONDUCTOR_SOCKET", "/run/y.sock");
            Assert.Contains("not looked at, because CONDUCTOR_SOCKET is", Find(Look(), "environment.midimon_socket")!.Text);
        }
        finally
        {
            foreach (var name in new[] { "MIDIMON_SOCKET", "CONDUCTOR_CONFG", "CONDUCTOR_SOCKET" }) Set(name, null);
        }

        static void Set(string name, string? value) => Environment.SetEnvironmentVariable(name, value);
    }

    [Theory]
    [InlineData("in /home/anna/.config and /home/anna", "in ~/.config and ~")]
    [InlineData("in /home/annabel/.config, /mnt/home/anna-2", "in /home/annabel/.config, /mnt/home/anna-2")]
    [InlineData("\"/home/anna\":3 /home/anna:4", "\"~\":3 ~:4")]
    public void The_home_directory_has_no_name(string text, string expected) => Assert.Equal(expected, Discretion.Shortened(text, "/home/anna"));

    private static DoctorReply Report(params FindingInfo[] findings) => new() { Version = "0.1.0", System = "Linux 6.1", Arch = "x64", Findings = findings };

    private static readonly FindingInfo[] Three =
    [
        new() { Id = "a", State = FindingInfo.Good, Text = "All is well" },
        new() { Id = "b", State = FindingInfo.Notice, Text = "It is late", Remedy = "sleep" },
        new() { Id = "c", State = FindingInfo.Bad, Text = "It is dark", Remedy = "make light", Quoted = ["a line\e[31m"] },
    ];

    [Fact]
    public void The_report_is_a_mark_and_a_sentence_a_line_with_what_to_do_below() => Assert.Equal(
        "Conductor 0.1.0, Linux 6.1, x64\n✓ All is well\n! It is late\n  → sleep\n✗ It is dark\n  | a line\\x1b[31m\n  → make light\n1 thing does not work, 1 worth knowing\n",
        new DoctorText(color: false, isPlain: false).Of(Report(Three)));

    [Fact]
    public void A_terminal_without_UTF_8_gets_ASCII_and_one_with_colors_gets_them()
    {
        Assert.Equal(
            "Conductor 0.1.0, Linux 6.1, x64\nok All is well\n!! It is late\n   -> sleep\nXX It is dark\n   | a line\\x1b[31m\n   -> make light\n1 thing does not work, 1 worth knowing\n",
            new DoctorText(color: false, isPlain: true).Of(Report(Three)));
        Assert.Contains("\e[32m✓\e[0m All is well\n\e[33m!\e[0m It is late\n", new DoctorText(color: true, isPlain: false).Of(Report(Three)));
        Assert.EndsWith("Nothing is wrong\n", new DoctorText(color: true, isPlain: false).Of(Report(Three[0])));
    }

    [Theory]
    [InlineData(null, null, "en_US.UTF-8", false)]
    [InlineData(null, "de_DE.utf8", "C", false)]
    [InlineData("C", "de_DE.utf8", "en_US.UTF-8", true)]
    [InlineData("", null, "POSIX", true)]
    [InlineData(null, null, null, true)]
    public void The_locale_decides_by_the_variable_that_comes_first(string? all, string? type, string? lang, bool expected)
    {
        var variables = new Dictionary<string, string?> { ["LC_ALL"] = all, ["LC_CTYPE"] = type, ["LANG"] = lang };
        Assert.Equal(expected, DoctorText.LocaleIsPlain(variables.GetValueOrDefault));
    }

    /// <summary>Says that it is process 4711 to whoever asks.</summary>
    private sealed class OtherDaemon : IDisposable
    {
        private readonly System.Net.Sockets.Socket _listener = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);

        public OtherDaemon(string path)
        {
            _listener.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
            _listener.Listen();
            new Thread(Serve) { IsBackground = true }.Start();
        }

        private void Serve()
        {
            try
            {
                while (true)
                {
                    using var peer = new System.Net.Sockets.NetworkStream(_listener.Accept(), ownsSocket: true);
                    using var reader = new StreamReader(peer);
                    if (reader.ReadLine() is null) continue;
                    peer.Write(System.Text.Encoding.UTF8.GetBytes(Status + "\n"));
                }
            }
            catch (Exception e) when (e is System.Net.Sockets.SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private const string Status = """{"status":"success","state":"Running","uptime_seconds":5,"config_path":"/c","last_reload_seconds":null,"ipc_socket":"/s","pid":4711,"version":"0.1.0","mode":"Default","modes":["Default"],"mappings":0,"global_mappings":0,"devices":[],"paused":false,"metrics":{"reloads":0,"reload_failures":0,"events":0,"actions":0,"dropped":0,"errors":0,"event_latency_us":{"p50":0,"p99":0,"max":0},"memory_bytes":1,"log_lines_lost":0},"backend":"alsa"}""";

        public void Dispose() => _listener.Dispose();
    }
}
