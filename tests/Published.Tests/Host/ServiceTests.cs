using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary><c>conductorctl service</c> with a real user manager and a real journal, which need root to be made and vanish with the test.</summary>
public class ServiceTests : HostTest
{
    private const string Tell = """
        run() { echo "== $*"; status=0; "$@" 2>&1 || status=$?; echo "-- $status"; }
        told() { until $ctl service status 2>&1 | grep -q "$1"; do sleep 0.1; done; } # the journal writes a little later
        ctl=$HOME/bin/conductorctl

        """;

    private static string ConfigOf(Home home) => $"[daemon]\nipc_socket = \"{home.At("s")}\"\n{Config}";

    /// <summary>What each step of a scenario said and how it ended, by the words behind <c>run</c>.</summary>
    private sealed class Steps(string output)
    {
        private readonly List<string> _steps = [.. output.Split("== ", StringSplitOptions.RemoveEmptyEntries)];
        private int _next;

        public override string ToString() => output;

        /// <summary>The next step must be this one, and end so.</summary>
        public string Next(string words, int status)
        {
            Assert.True(_next < _steps.Count, $"no step {words}:\n{output}");
            var lines = _steps[_next++].TrimEnd('\n').Split('\n');
            Assert.True(lines[0].EndsWith(words, StringComparison.Ordinal) && lines[^1] == $"-- {status}", $"expected '{words}' to end with {status}:\n{output}");
            return string.Join('\n', lines[1..^1]);
        }
    }

    private static Steps Play(Home home, string scenario)
    {
        RequireMounts();
        Tier.SkipUnless(File.Exists("/usr/lib/systemd/systemd") && File.Exists("/usr/lib/systemd/systemd-journald") && Tool.Exists("setpriv"), "systemd is not installed");
        Directory.CreateDirectory(home.At("bin"));
        foreach (var program in new[] { Repository.Conductor, Repository.Conductorctl })
            File.Copy(program, home.At("bin", Path.GetFileName(program)), overwrite: true);
        var run = Tool.Run("unshare", "--mount", "bash", Repository.At("tests", "Published.Tests", "Host", "user-manager.sh"), home.At(), Tell + scenario);
        Assert.SkipWhen(run.Code == 99, $"no user manager can be made here: {run.Errors}");
        Assert.True(run.Code == 0, $"{run}");
        return new Steps(run.Output);
    }

    [Fact]
    public void From_installing_to_uninstalling()
    {
        var home = NewHome();
        home.WriteConfig(ConfigOf(home));
        var steps = Play(home, """
            run $ctl service status
            run $ctl service start
            run $ctl service install
            run systemctl --user is-enabled conductor.service
            run $ctl service status
            run $ctl service start
            run $ctl ping
            run $ctl service start
            run $ctl doctor
            told 'Conductor 0.1.0 started'
            run $ctl service status --json
            pid=$(systemctl --user show conductor -P MainPID)
            kill -KILL $pid
            until [ "$(systemctl --user show conductor -P NRestarts)" = 1 ] && $ctl ping >/dev/null 2>&1; do sleep 0.1; done
            run $ctl service status
            run $ctl service restart
            run $ctl service stop
            told Stopping   # what a program says as it ends the journal may file where only root can read
            run $ctl service status
            run $ctl ping
            run $ctl service uninstall
            run $ctl service status
            run $ctl service uninstall
            """);
        Assert.Equal("✗ systemd: the service is not installed", steps.Next("service status", 1));
        Assert.Contains("not installed; conductorctl service install", steps.Next("service start", 1));
        var installed = steps.Next("service install", 0);
        Assert.StartsWith($"✓ Service installed (systemd)\n  wrote {home.At(".config/systemd/user/conductor.service")}\n", installed);
        Assert.EndsWith("Next: conductorctl service start starts it now; conductorctl doctor looks whether everything is there", installed);
        Assert.Equal("enabled", steps.Next("is-enabled conductor.service", 0));
        Assert.StartsWith("✗ systemd: the service is stopped", steps.Next("service status", 1));
        Assert.Matches(@"^✓ systemd: the service runs \(PID \d+\)$", steps.Next("service start", 0));
        Assert.StartsWith("Pong!", steps.Next("ping", 0));   // at once: it was started when it answered
        Assert.Matches(@"^✓ systemd: the service runs \(PID \d+\)$", steps.Next("service start", 0));
        Assert.Matches(@"✓ systemd: the service runs \(PID \d+\), starts at login", DoctorOf(steps));
        var status = System.Text.Json.Nodes.JsonNode.Parse(steps.Next("service status --json", 0))!;
        Assert.Equal(("running", true, "systemd"), ((string?)status["state"], (bool)status["starts_at_login"]!, (string?)status["manager"]));
        Assert.Contains(status["last_lines"]!.AsArray(), line => ((string)line!).Contains("Conductor 0.1.0 started"));
        Assert.Contains(", started anew once so far", steps.Next("service status", 0));
        Assert.Matches(@"^✓ systemd: the service runs", steps.Next("service restart", 0));
        Assert.Equal("✓ systemd: the service is stopped", steps.Next("service stop", 0));
        Assert.Contains("Stopping (SIGTERM)", steps.Next("service status", 1));
        steps.Next("ping", 3);
        var uninstalled = steps.Next("service uninstall", 0);
        Assert.Contains($"  removed {home.At(".config/systemd/user/conductor.service")}\n", uninstalled);
        Assert.Contains($"Left to you:\n  {home.ConfigDirectory}: your configuration", uninstalled);
        Assert.Equal("✗ systemd: the service is not installed", steps.Next("service status", 1));
        Assert.DoesNotContain("removed", steps.Next("service uninstall", 0));
        Assert.False(File.Exists(home.At(".config/systemd/user/conductor.service")));
        Assert.True(File.Exists(home.ConfigFile));
    }

    /// <summary>Its status depends on what this machine has.</summary>
    private static string DoctorOf(Steps steps)
    {
        var before = steps.ToString();
        return steps.Next("doctor", before.Contains("\n✗ ") && before.Split("== ").Single(step => step.Contains(" doctor\n")).Contains("\n✗ ") ? 1 : 0);
    }

    [Fact]
    public void Wish_6_what_dies_soon_is_never_called_started_and_its_last_words_are_shown()
    {
        var home = NewHome();
        home.WriteConfig(ConfigOf(home));
        var steps = Play(home, """
            mkdir $HOME/odd; printf '%s\n' '#!/bin/sh' '[ "$1" = --version ] && echo 0.1.0 && exit 0' 'echo "no luck today" >&2' 'sleep 0.3' 'exit 2' >$HOME/odd/conductor
            chmod +x $HOME/odd/conductor
            run $ctl service install --program $HOME/odd/conductor
            run $ctl service start
            told 'no luck today'
            run $ctl service status
            sed -i 's/exit 2/exit 1/' $HOME/odd/conductor
            run $ctl service restart
            run $ctl service install --program $HOME/nothing
            run $ctl service install --program $HOME/.config
            run $ctl service install --program /bin/true
            """);
        steps.Next("odd/conductor", 0);
        var started = steps.Next("service start", 1);
        Assert.Contains("✗ systemd: the service ended with exit status 2", started);
        Assert.Contains("no luck today", started);
        Assert.Contains("no luck today", steps.Next("service status", 1));
        Assert.Matches("✗ systemd: the service ended with exit status 1 and is started anew after a moment", steps.Next("service restart", 1));
        Assert.Contains("there is no such file", steps.Next("nothing", 1));
        Assert.Contains("there is no such file", steps.Next(".config", 1));
        Assert.Contains("does not answer to --version as conductor does", steps.Next("/bin/true", 1));
    }

    [Fact]
    public void A_service_that_waits_for_another_daemon_is_not_called_started()
    {
        var home = NewHome();
        home.WriteConfig(ConfigOf(home));
        var steps = Play(home, """
            $HOME/bin/conductor --backend loopback 2>/dev/null &
            until $ctl ping >/dev/null 2>&1; do sleep 0.05; done
            run $ctl service install
            run $ctl service start --timeout 0.5
            run $ctl doctor
            run $ctl stop
            until [ "$($ctl status --json | sed 's/.*"pid":\([0-9]*\).*/\1/')" = "$(systemctl --user show conductor -P MainPID)" ]; do sleep 0.1; done
            run $ctl service start
            """);
        steps.Next("service install", 0);
        Assert.Matches(@"✗ systemd: the service runs \(PID \d+\), but another daemon \(PID \d+\) answers: end it", steps.Next("service start --timeout 0.5", 1));
        Assert.Matches(@"! The service \(PID \d+\) is not the daemon that answers \(PID \d+\)", DoctorOf(steps));
        steps.Next("stop", 0);
        steps.Next("service start", 0);
    }
}
