using System.IO.Pipes;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Files;

public sealed class WriteDescriptorTests : OnLinux
{
    [Fact]
    public void All_bytes_arrive()
    {
        using (var file = File.OpenWrite(At("out")))
            Assert.True(Platform.Files.WriteDescriptor((int)file.SafeFileHandle.DangerousGetHandle(), "line\n"u8));
        Assert.Equal("line\n", File.ReadAllText(At("out")));
    }

    [Fact]
    public void A_pipe_that_nobody_reads_any_more_is_no_more_than_false()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.DisposeLocalCopyOfClientHandle();
        Assert.False(Platform.Files.WriteDescriptor((int)pipe.SafePipeHandle.DangerousGetHandle(), "line\n"u8));
    }

    [Fact]
    public void A_full_disk_is_no_more_than_false()
    {
        using var full = File.OpenWrite("/dev/full");
        Assert.False(Platform.Files.WriteDescriptor((int)full.SafeFileHandle.DangerousGetHandle(), "line\n"u8));
    }

    [Fact]
    public void Only_the_journal_itself_adds_a_time_of_its_own()
    {
        using var journal = File.OpenWrite(At("journal"));
        using var other = File.OpenWrite(At("other"));
        var before = Environment.GetEnvironmentVariable("JOURNAL_STREAM");
        Environment.SetEnvironmentVariable("JOURNAL_STREAM", Tool.Run("stat", "-c", "%d:%i", At("journal")).Output.Trim());
        try
        {
            Assert.True(Platform.Files.AddsTime((int)journal.SafeFileHandle.DangerousGetHandle()));
            Assert.False(Platform.Files.AddsTime((int)other.SafeFileHandle.DangerousGetHandle()));
            Assert.False(Platform.Files.AddsTime(-1));
        }
        finally
        {
            Environment.SetEnvironmentVariable("JOURNAL_STREAM", before);
        }
    }

    [Fact]
    public void A_closed_descriptor_is_no_more_than_false() => Assert.False(Platform.Files.WriteDescriptor(-1, "line\n"u8));
}
