using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Files;

public sealed class ReadWholeTests : OnLinux
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(100_000)]
    public void A_file_is_read_to_its_last_byte(int length)
    {
        var content = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        File.WriteAllBytes(At("file"), content);
        Assert.Equal(content, Platform.Files.ReadWhole(At("file"), 100_000));
    }

    [Fact]
    public void A_file_that_the_kernel_calls_empty_is_read_all_the_same() =>
        Assert.Contains("processor"u8.ToArray(), Platform.Files.ReadWhole("/proc/cpuinfo", 10_000_000));

    [Fact]
    public void A_link_is_followed()
    {
        File.WriteAllText(At("file"), "x");
        File.CreateSymbolicLink(At("link"), "file");
        Assert.Equal("x"u8.ToArray(), Platform.Files.ReadWhole(At("link"), 10));
    }

    [Fact]
    public void A_missing_file_is_ENOENT() => Assert.Equal(Errno.ENOENT, Refused(At("missing")).Status);

    [Fact]
    public void A_directory_is_EISDIR() => Assert.Equal(Errno.EISDIR, Refused(Scratch).Status);

    [Fact]
    public void A_file_of_one_byte_too_many_is_EFBIG()
    {
        File.WriteAllBytes(At("file"), new byte[11]);
        Assert.Equal(Errno.EFBIG, Refused(At("file"), limit: 10).Status);
        Assert.Equal(11, Platform.Files.ReadWhole(At("file"), 11).Length);
    }

    [Fact]
    public void A_file_that_turns_out_longer_than_it_said_is_EFBIG() =>
        Assert.Equal(Errno.EFBIG, Refused("/proc/cpuinfo", limit: 10).Status);

    [Fact]
    public void A_fifo_does_not_make_us_wait_for_its_writer()
    {
        Tool.Run("mkfifo", At("fifo"));
        Assert.Contains("ordinary file", Refused(At("fifo")).Remedy);
    }

    [Fact]
    public void A_device_is_refused() => Assert.Contains("ordinary file", Refused("/dev/zero").Remedy);

    private NativeException Refused(string path, int limit = 1000) =>
        Assert.Throws<NativeException>(() => Platform.Files.ReadWhole(path, limit));
}
