using System.Text;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;
using Microsoft.Win32.SafeHandles;

namespace Conductor.Platform.Tests.Processes;

public sealed class ChildProcessTests : OnLinux
{
    /// <summary>Signals 32 and 33: posix_spawn leaves them ignored; glibc sets them up again in the child when it needs them.</summary>
    private const ulong GlibcsOwn = 0x1_8000_0000;

    private readonly Pump _pump;

    public ChildProcessTests() => _pump = new Pump(Platform);

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("exit 255", 255)]
    [InlineData("kill -TERM $$", 128 + 15)]
    [InlineData("kill -KILL $$", 128 + 9)]
    public void Its_end_is_told_as_a_shell_tells_it(string script, int expected) => Assert.Equal(expected, Run(script).Status);

    [Fact]
    public void Its_end_is_told_once_and_leaves_no_zombie()
    {
        using var child = Start("exit 3");
        var ends = 0;
        child.Exited = _ => ends++;
        _pump.Until(() => ends > 0, "the end");
        _pump.Drain();
        child.OnReady();
        Assert.Equal(1, ends);
        Assert.False(Directory.Exists($"/proc/{child.ProcessId}"));
    }

    [Fact]
    public void One_that_ended_unobserved_leaves_no_zombie_when_disposed()
    {
        var child = Start("exit 3");
        Assert.True(Platform.Processes.WaitForExit(child.ProcessId, TimeSpan.FromSeconds(20)));
        child.Dispose();
        Assert.False(Directory.Exists($"/proc/{child.ProcessId}"));
    }

    [Fact]
    public void What_it_writes_arrives_from_both_outputs_and_then_the_end() =>
        Assert.Equal("one\ntwo\n", Run("echo one; echo two >&2").Output);

    [Fact]
    public void Much_output_arrives_whole() =>
        Assert.Equal(1_000_000, Run("head -c 1000000 /dev/zero").Output.Length);

    [Fact]
    public void Its_input_is_empty() => Assert.Equal("/dev/null\nend\n", Run("readlink /proc/self/fd/0; cat; echo end").Output);

    [Fact]
    public unsafe void It_inherits_no_descriptor_not_even_a_careless_one()
    {
        // As our own parent may have left us some: without the close-on-exec flag.
        var number = Native.Libc.Files.open("/dev/zero", Native.Libc.Files.O_RDONLY, 0);
        using var careless = new SafeFileHandle(number, ownsHandle: true);
        var open = Run("for fd in /proc/$$/fd/*; do readlink $fd; done").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, open.Length);
        Assert.DoesNotContain("/dev/zero", open);
    }

    [Fact]
    public void It_leads_a_group_of_its_own()
    {
        using var child = Start("cut -d' ' -f5 /proc/$$/stat");
        Assert.Equal($"{child.ProcessId}\n", Finish(child).Output);
    }

    [Fact]
    public void Signals_do_to_it_what_they_do_by_default()
    {
        Platform.Processes.IgnoreBrokenPipes();
        Assert.True(Ignores("/proc/self/status", Signals.SIGPIPE));
        var status = Run("cat /proc/self/status").Output;
        Assert.Equal(0u, Convert.ToUInt64(Field(status, "SigIgn"), 16) & ~GlibcsOwn);
        Assert.Equal("0000000000000000", Field(status, "SigBlk"));
    }

    [Fact]
    public void A_broken_pipe_ends_its_tools_as_everywhere() =>
        Assert.Equal($"{128 + Signals.SIGPIPE}\n", Run("{ yes; echo $? >&2; } | head -1 >/dev/null").Output);

    [Fact]
    public void It_gets_our_environment_with_what_is_added_in_place_of_ours()
    {
        Environment.SetEnvironmentVariable("CONDUCTOR_TEST_KEPT", "kept");
        Environment.SetEnvironmentVariable("CONDUCTOR_TEST_REPLACED", "old");
        string[] added = ["CONDUCTOR_TEST_REPLACED=a=ü", "CONDUCTOR_TEST_ADDED="];
        using var child = Platform.Processes.Start("/bin/sh", ["sh", "-c", "env | grep ^CONDUCTOR_TEST | sort"], added, Scratch);
        Assert.Equal("CONDUCTOR_TEST_ADDED=\nCONDUCTOR_TEST_KEPT=kept\nCONDUCTOR_TEST_REPLACED=a=ü\n", Finish(child).Output);
    }

    [Fact]
    public void It_gets_its_arguments_as_they_are() =>
        Assert.Equal("[name][][a b][ü'\"$]", Finish(Platform.Processes.Start(
            "/bin/sh", ["sh", "-c", "printf '[%s]' \"$0\" \"$@\"", "name", "", "a b", "ü'\"$"], [], Scratch)).Output);

    [Fact]
    public void It_works_in_its_directory_or_in_the_root_where_that_cannot_be_entered()
    {
        File.WriteAllText(At("file"), "");
        Assert.Equal(Scratch + "\n", RunIn(Scratch));
        Assert.Equal("/\n", RunIn(At("missing")));
        Assert.Equal("/\n", RunIn(At("file")));
    }

    [Fact]
    public void A_directory_that_it_may_not_enter_is_none()
    {
        Assert.SkipWhen(IsRoot, "root may enter every directory");
        Directory.CreateDirectory(At("closed"), UnixFileMode.UserRead);
        Assert.Equal("/\n", RunIn(At("closed")));
    }

    [Fact]
    public void A_program_that_is_not_there_or_is_none_is_told()
    {
        File.WriteAllText(At("text"), "no program");
        Assert.Equal(Errno.ENOENT, Refused(At("missing")).Status);
        Assert.Equal(Errno.EACCES, Refused(At("text")).Status);
        File.SetUnixFileMode(At("text"), (UnixFileMode)0x1C0);
        Assert.Equal(Errno.ENOEXEC, Refused(At("text")).Status);
        Assert.Equal(Errno.EINVAL, Refused("/bin/true", "\0").Status);
    }

    [Fact]
    public void Starts_that_fail_leave_no_descriptor_and_no_zombie()
    {
        _ = Refused(At("missing"));
        var open = Descriptors.Of(Environment.ProcessId).Count;
        const int Starts = 50;
        for (var i = 0; i < Starts; i++) _ = Refused(At("missing"));

        // The runtime opens and closes some of its own meanwhile; one left by each start would be seen all the same.
        Assert.InRange(Descriptors.Of(Environment.ProcessId).Count, 0, open + (Starts / 2));
    }

    [Theory]
    [InlineData(false, 128 + 15)]
    [InlineData(true, 128 + 9)]
    public void Ending_its_group_ends_what_it_started_too(bool now, int expected)
    {
        using var child = Start("sleep 1000 & echo $!; wait");
        var output = "";
        int? status = null;
        child.Wrote = bytes => output += Encoding.UTF8.GetString(bytes);
        child.Exited = end => status = end;
        _pump.Until(() => output.EndsWith('\n'), "the grandchild's pid");
        child.EndGroup(now);
        _pump.Until(() => status is not null, "the end");
        Assert.Equal(expected, status);
        Assert.True(Platform.Processes.WaitForExit(int.Parse(output), TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Ending_one_that_has_ended_is_nothing()
    {
        using var child = Start("exit 0");
        Finish(child);
        child.EndGroup(now: true);
    }

    [Fact]
    public void Its_end_is_told_though_we_were_started_with_children_ignored()
    {
        using var ignored = Disposition.Ignore(Signals.SIGCHLD);
        Assert.Equal(7, Run("exit 7").Status);
    }

    public override void Dispose()
    {
        _pump?.Dispose();
        base.Dispose();
    }

    private static bool Ignores(string statusFile, int signal) =>
        (Convert.ToUInt64(Field(File.ReadAllText(statusFile), "SigIgn"), 16) & (1UL << (signal - 1))) != 0;

    private static string Field(string status, string name) =>
        status.Split('\n').Single(line => line.StartsWith(name + ":"))[(name.Length + 1)..].Trim();

    private NativeException Refused(string file, params string[] arguments) =>
        Assert.Throws<NativeException>(() => Platform.Processes.Start(file, ["name", .. arguments], [], Scratch));

    private string RunIn(string directory) => Finish(Platform.Processes.Start("/bin/pwd", ["pwd", "-P"], [], directory)).Output;

    private (int Status, string Output) Run(string script)
    {
        using var child = Start(script);
        return Finish(child);
    }

    private IChildProcess Start(string script)
    {
        var child = Platform.Processes.Start("/bin/sh", ["sh", "-c", script], [], Scratch);
        _pump.Poller.Add(child);
        _pump.Poller.Add(child.Output!);
        return child;
    }

    private (int Status, string Output) Finish(IChildProcess child)
    {
        var output = new MemoryStream();
        var closed = false;
        int? status = null;
        child.Exited = end => status = end;
        child.Wrote = bytes =>
        {
            closed = bytes.IsEmpty;
            output.Write(bytes);
        };
        _pump.Poller.Add(child);
        _pump.Poller.Add(child.Output!);
        _pump.Until(() => closed && status is not null, "the end of the program and of its output");
        _pump.Poller.Remove(child);
        _pump.Poller.Remove(child.Output!);
        return (status!.Value, Encoding.UTF8.GetString(output.ToArray()));
    }
}
