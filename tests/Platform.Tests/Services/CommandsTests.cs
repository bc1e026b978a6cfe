using System.Diagnostics;
using Conductor.Core.Ports;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Services;

/// <summary>Small programs of the real system, run to their end.</summary>
public sealed class CommandsTests : OnLinux
{
    private Commands New(TimeSpan? patience = null) => new(Platform.Processes, Platform.CreatePoller, ["EXTRA=here"], patience);

    [Fact]
    public void What_it_says_on_both_outputs_and_how_it_ends_is_told()
    {
        var result = New().Run("sh", "-c", "echo one; echo two >&2; exit 3");
        Assert.Equal((3, "one\ntwo\n", "one"), (result.Status, result.Output, result.FirstLine));
        Assert.False(result.IsDone);
        Assert.Equal("C here\n", New().Run("/bin/sh", "-c", "echo $LC_ALL $EXTRA").Output);
    }

    [Fact]
    public void Its_arguments_are_no_shell_s() => Assert.Equal("a b;$HOME\n", New().Run("echo", "a b;$HOME").Output);

    [Fact]
    public void Much_is_cut_and_nothing_hangs() => Assert.Equal(64 * 1024, New().Run("head", "-c", "1000000", "/dev/zero").Output.Length);

    [Fact]
    public void What_it_leaves_in_the_background_holds_up_nobody()
    {
        var begun = Stopwatch.GetTimestamp();
        Assert.Equal("done\n", New().Run("sh", "-c", "sleep 600 & echo done; echo $! >" + At("pid")).Output);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(60));
        Process.GetProcessById(int.Parse(File.ReadAllText(At("pid")))).Kill();
    }

    [Fact]
    public void What_does_not_end_is_ended()
    {
        var refused = Assert.Throws<NativeException>(() => New(TimeSpan.FromMilliseconds(100)).Run("sh", "-c", $"echo $$ >{At("pid")}; sleep 600"));
        Assert.Contains("ETIMEDOUT", refused.Symbol);
        Assert.True(Platform.Processes.WaitForExit(int.Parse(File.ReadAllText(At("pid"))), TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void What_is_not_there_is_told() => Assert.Contains("ENOENT", Assert.Throws<NativeException>(() => New().Run("no-such-program-anywhere")).Symbol);

    [Fact]
    public void The_system_s_own_programs_come_before_those_of_PATH()
    {
        File.WriteAllText(At("true"), "#!/bin/sh\necho planted\n");
        File.SetUnixFileMode(At("true"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            Environment.SetEnvironmentVariable("PATH", $"{Scratch}:{path}");
            Assert.Equal("", New().Run("true").Output);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }
}
