using System.Xml.Linq;
using Conductor.Core.Ports;
using Conductor.Platform.MacOS;

namespace Conductor.Platform.Tests.Services;

/// <summary>What is asked of launchctl, and what is made of its answers. Its words are from memory and from what others have shown, so a Mac may know better.</summary>
public sealed class LaunchdTests : ServiceTest
{
    private const string Target = "gui/501/com.amiable.conductor";

    private const string Running = """
        gui/501/com.amiable.conductor = {
        	active count = 1
        	path = /Users/you/Library/LaunchAgents/com.amiable.conductor.plist
        	type = LaunchAgent
        	state = running

        	program = /opt/homebrew/opt/conductor/bin/conductor
        	arguments = {
        		/opt/homebrew/opt/conductor/bin/conductor
        	}
        	runs = 1
        	pid = 4711
        	last exit code = (never exited)
        	endpoints = {
        		"other" = {
        			state = waiting
        			pid = 9
        		}
        	}
        }
        """;

    private static readonly (int, string) NotLoaded = (113, "Could not find service \"com.amiable.conductor\" in domain for user gui: 501\n");

    private static string Ended(string state, string code) => Running.Replace("state = running", $"state = {state}").Replace("\tpid = 4711\n", "").Replace("(never exited)", code);

    private string Agent => At("Library/LaunchAgents/com.amiable.conductor.plist");

    private string Log => At("Library/Logs/Conductor/conductor.log");

    private Launchd New(uint user = 501, int parent = 99) => new(Commands, Platform.Files, user, parent, Scratch, Wait);

    private void Prints(params (int, string)[] answers) => Commands.On($"launchctl print {Target}", answers);

    private void IsInstalled(string? text = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Agent)!);
        File.WriteAllText(Agent, text ?? ServiceText.AgentFor("/usr/local/bin/conductor", Log));
    }

    [Fact]
    public void Installing_writes_the_agent_with_program_and_log_and_a_private_log_folder()
    {
        Prints(NotLoaded);
        var program = NewProgram();
        var change = New().Install(program);
        var plist = XDocument.Load(Agent).Root!.Element("dict")!.Elements().ToList();
        string After(string key) => plist[plist.FindIndex(element => element.Name == "key" && element.Value == key) + 1].Value.Trim();
        Assert.Equal("com.amiable.conductor", After("Label"));
        Assert.Equal(program, After("ProgramArguments"));
        Assert.Equal((Log, Log), (After("StandardOutPath"), After("StandardErrorPath")));
        Assert.Equal(("Interactive", "Aqua"), (After("ProcessType"), After("LimitLoadToSessionType")));
        Assert.Equal("SuccessfulExit", After("KeepAlive"));
        Assert.StartsWith("/opt/homebrew/bin:", After("EnvironmentVariables")[4..]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Log)!));
        Assert.Contains("Accessibility", Assert.Single(change.Left));
        Assert.True(Commands.WasAsked($"launchctl enable {Target}"));
        Assert.DoesNotContain(Commands.Asked, line => line.Contains("bootstrap"));
    }

    [Fact]
    public void A_path_with_signs_of_XML_is_written_as_XML_wants_it()
    {
        var plist = XDocument.Parse(ServiceText.AgentFor("/a/<b> & c/conductor", Log).Replace("\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\"", "\"\""));
        Assert.Equal("/a/<b> & c/conductor", plist.Descendants("array").First().Value.Trim());
    }

    [Fact]
    public void Wish_3_and_7_a_path_of_Homebrew_s_is_written_as_the_link_that_stays()
    {
        Prints(NotLoaded);
        NewProgram("opt/conductor/bin/conductor");
        New().Install(NewProgram("Cellar/conductor/0.1.0/bin/conductor"));
        Assert.Contains($"<string>{At("opt/conductor/bin/conductor")}</string>", File.ReadAllText(Agent));
        Assert.DoesNotContain("Cellar", File.ReadAllText(Agent));
    }

    [Fact]
    public void Wish_6_a_service_of_Homebrew_s_is_told_of_and_left_alone()
    {
        IsInstalled("<plist><array><string>Aqua</string><string>LoginWindow</string></array></plist>");
        Prints((0, Running));
        var program = NewProgram();
        var service = New();
        Assert.Contains("brew services start conductor", Assert.Throws<NativeException>(() => service.Install(program)).Remedy);
        Assert.Contains("brew services stop conductor", Assert.Throws<NativeException>(() => service.Uninstall()).Remedy);
        foreach (var act in new Action[] { () => service.Start(), () => service.Stop(), () => service.Restart() }) Assert.Throws<NativeException>(act);
        Assert.Contains("Homebrew manages it", service.Status().Text);
        Assert.True(File.Exists(Agent));
        Assert.All(Commands.Asked, line => Assert.StartsWith("launchctl print", line));
    }

    [Fact]
    public void A_job_that_was_loaded_from_Homebrew_s_folder_is_Homebrew_s()
    {
        Prints((0, Running.Replace("/Users/you/Library/LaunchAgents/", "/opt/homebrew/opt/conductor/")));
        Assert.Throws<NativeException>(() => New().Stop());
    }

    [Fact]
    public void Wish_6_root_installs_and_starts_nothing()
    {
        var program = NewProgram();
        Assert.Contains("without sudo", Assert.Throws<NativeException>(() => New(user: 0).Install(program)).Remedy);
        Assert.Throws<NativeException>(() => New(user: 0).Start());
        Assert.Throws<NativeException>(() => New(user: 0).Restart());
        Assert.False(File.Exists(Agent));
        Assert.Empty(Commands.Asked);
    }

    [Fact]
    public void Starting_loads_it_and_waits_until_it_runs()
    {
        IsInstalled();
        Prints(NotLoaded, NotLoaded, (0, Ended("spawn scheduled", "(never exited)")), (0, Ended("xpcproxy", "(never exited)")), (0, Running));
        var status = New().Start();
        Assert.Equal((ServiceState.Running, 4711), (status.State, status.ProcessId));
        Assert.True(Commands.WasAsked($"launchctl bootstrap gui/501 {Agent}"));
    }

    [Fact]
    public void Starting_what_has_failed_before_loads_it_anew_so_that_its_old_end_is_not_taken_for_the_new_one()
    {
        IsInstalled();
        Prints((0, Ended("not running", "1")), NotLoaded, (0, Ended("spawn scheduled", "(never exited)")), (0, Running));
        Assert.Equal(ServiceState.Running, New().Start().State);
        Assert.Equal([$"launchctl bootout {Target}", $"launchctl enable {Target}", $"launchctl bootstrap gui/501 {Agent}"], Commands.Asked.Where(line => !line.Contains("print")));
    }

    [Fact]
    public void Starting_what_runs_changes_nothing()
    {
        IsInstalled();
        Prints((0, Running));
        Assert.Equal(ServiceState.Running, New().Start().State);
        Assert.All(Commands.Asked, line => Assert.StartsWith("launchctl print", line));
    }

    [Fact]
    public void Wish_6_starting_what_ends_at_once_is_never_called_started()
    {
        IsInstalled();
        Directory.CreateDirectory(Path.GetDirectoryName(Log)!);
        File.WriteAllLines(Log, Enumerable.Range(1, 30).Select(i => $"line {i}"));
        Prints(NotLoaded, (0, Ended("spawn scheduled", "1")));
        var status = New().Start();
        Assert.Equal(ServiceState.Failed, status.State);
        Assert.Contains("ended with exit status 1 and is started anew after a moment", status.Text);
        Assert.Equal(Enumerable.Range(21, 10).Select(i => $"line {i}"), status.LastLines);
    }

    [Fact]
    public void Without_a_desktop_it_says_where_to_log_in()
    {
        IsInstalled();
        Prints(NotLoaded);
        Commands.On("launchctl bootstrap", (125, "Bootstrap failed: 125: Domain does not support specified action\n"));
        var status = New().Start();
        Assert.Equal(ServiceState.Failed, status.State);
        Assert.Contains("log in at the screen", status.Text);
    }

    [Fact]
    public void Restarting_loads_what_was_written_meanwhile()
    {
        IsInstalled();
        Prints((0, Running), NotLoaded, (0, Running));
        Assert.Equal(ServiceState.Running, New().Restart().State);
        Assert.Equal([$"launchctl bootout {Target}", $"launchctl enable {Target}", $"launchctl bootstrap gui/501 {Agent}"], Commands.Asked.Where(line => !line.Contains("print")));
    }

    [Fact]
    public void Stopping_unloads_it_and_waits_for_its_end()
    {
        IsInstalled();
        Prints((0, Running), (0, Running), (0, Running), NotLoaded);
        Commands.On("launchctl bootout", (36, "Boot-out failed: 36: Operation now in progress\n"));
        Assert.Equal(ServiceState.Stopped, New().Stop().State);
        Assert.Equal(2, Pauses);
    }

    [Fact]
    public void What_launchd_does_not_stop_is_not_called_stopped()
    {
        IsInstalled();
        Prints((0, Running));
        Commands.On("launchctl bootout", (1, "Boot-out failed: 1: Operation not permitted\n"));
        Assert.Contains("not permitted", Assert.Throws<NativeException>(() => New().Stop()).Message);
    }

    [Fact]
    public void Wish_22_uninstalling_lists_what_it_removed_and_what_only_the_user_can()
    {
        Prints(NotLoaded);
        New().Install(NewProgram());
        Prints((0, Running), NotLoaded);
        var change = New().Uninstall();
        Assert.Equal(["stopped it", $"removed {Agent}"], change.Done);
        Assert.False(File.Exists(Agent));
        Assert.Contains(change.Left, line => line.Contains("Accessibility"));
        Assert.Contains(change.Left, line => line.Contains("Library/Logs/Conductor"));
        Assert.DoesNotContain(Commands.Asked, line => line.Contains("tccutil"));
    }

    [Theory]
    [InlineData("running", "(never exited)", ServiceState.Running, "the service runs (PID 4711)")]
    [InlineData("not running", "0", ServiceState.Stopped, "the service is stopped")]
    [InlineData("not running", "(never exited)", ServiceState.Stopped, "the service is stopped")]
    [InlineData("not running", "78: EX_CONFIG", ServiceState.Failed, "exit status 78: EX_CONFIG")]
    [InlineData("spawn scheduled", "5", ServiceState.Failed, "exit status 5 and is started anew")]
    [InlineData("spawn scheduled", "(never exited)", ServiceState.Stopped, "about to start")]
    [InlineData("something new", "0", ServiceState.Stopped, "stopped")]
    public void Status_is_what_launchd_says(string state, string code, ServiceState expected, string text)
    {
        IsInstalled();
        Prints((0, state == "running" ? Running : Ended(state, code)));
        var status = New().Status();
        Assert.Equal(expected, status.State);
        Assert.Contains(text, status.Text);
        Assert.True(status.StartsAtLogin);
    }

    [Fact]
    public void What_was_killed_is_told_with_its_signal()
    {
        IsInstalled();
        Prints((0, Ended("not running", "0").Replace("last exit code = 0", "last terminating signal = Killed: 9")));
        Assert.Contains("ended by a signal (Killed: 9)", New().Status().Text);
    }

    [Fact]
    public void Not_installed_not_loaded_and_disabled_are_told_apart()
    {
        Prints(NotLoaded);
        Assert.Equal(ServiceState.NotInstalled, New().Status().State);
        IsInstalled();
        Assert.Equal((ServiceState.Stopped, true), (New().Status().State, New().Status().StartsAtLogin));
        Commands.On("launchctl print-disabled gui/501", (0, "disabled services = {\n\t\"com.amiable.conductor\" => disabled\n}\n"));
        Assert.False(New().Status().StartsAtLogin);
    }

    [Theory]
    [InlineData(1, "com.amiable.conductor", true)]
    [InlineData(1, "0", false)]
    [InlineData(1, null, false)]
    [InlineData(99, "com.amiable.conductor", false)]
    public void It_is_launchd_that_started_us_where_our_parent_is_1_and_the_service_has_a_name(int parent, string? name, bool expected)
    {
        var before = Environment.GetEnvironmentVariable("XPC_SERVICE_NAME");
        try
        {
            Environment.SetEnvironmentVariable("XPC_SERVICE_NAME", name);
            Assert.Equal(expected, New(parent: parent).IsSupervised);
        }
        finally
        {
            Environment.SetEnvironmentVariable("XPC_SERVICE_NAME", before);
        }
    }
}
