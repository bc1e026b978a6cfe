using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Files;

public sealed class CanWriteTests : OnLinux
{
    [Fact]
    public void What_is_there_and_ours_can_be_written()
    {
        File.WriteAllText(At("file"), "");
        File.CreateSymbolicLink(At("link"), At("file"));
        Assert.True(Platform.Files.CanWrite(At("file")));
        Assert.True(Platform.Files.CanWrite(At("link")));
        Assert.True(Platform.Files.CanWrite(Scratch));
    }

    [Fact]
    public void What_is_not_there_or_lies_where_nobody_writes_can_not()
    {
        Assert.False(Platform.Files.CanWrite(At("nothing")));
        Assert.False(Platform.Files.CanWrite("/proc/self/nothing/at/all"));
        if (!IsRoot) Assert.False(Platform.Files.CanWrite("/etc/passwd"));
    }
}
