using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Files;

public sealed class IsBeingWrittenTests : OnLinux
{
    private string Config => At("config.toml");

    [Fact]
    public void It_is_while_somebody_has_it_open_for_writing()
    {
        File.WriteAllText(Config, "");
        using (File.Open(Config, FileMode.Open, FileAccess.Write)) Assert.True(Platform.Files.IsBeingWritten(Config));
        Assert.False(Platform.Files.IsBeingWritten(Config));
    }

    [Fact]
    public void It_is_not_while_somebody_reads()
    {
        File.WriteAllText(Config, "");
        using var reader = File.OpenRead(Config);
        Assert.False(Platform.Files.IsBeingWritten(Config));
    }

    [Fact]
    public void It_is_not_where_the_system_cannot_tell()
    {
        Assert.False(Platform.Files.IsBeingWritten(At("missing")));
        Assert.False(Platform.Files.IsBeingWritten(Scratch));
        Assert.False(Platform.Files.IsBeingWritten("/dev/null"));
    }

    /// <summary>Breaking our lease sends a signal; the usual one, SIGIO, would end the process.</summary>
    [Fact]
    public async Task Writers_that_come_in_the_instant_of_asking_are_survived()
    {
        File.WriteAllText(Config, "");
        using var writer = Tool.Start("sh", "-c", "i=0; while [ $i -lt 20000 ]; do : >> \"$0\"; i=$((i+1)); done", Config);
        var ended = Task.Run(() => writer.Finish(out _), TestContext.Current.CancellationToken);
        while (!ended.IsCompleted) _ = Platform.Files.IsBeingWritten(Config);
        Assert.Equal(0, await ended);
    }
}
