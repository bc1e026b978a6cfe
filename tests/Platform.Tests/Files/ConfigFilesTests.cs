using System.Text;
using Conductor.Core.Config;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Files;

/// <summary>What included files say, or why they say nothing.</summary>
public sealed class ConfigFilesTests : OnLinux
{
    private IncludedFile Read(string name) => new ConfigFiles(Platform.Files).Read(At(name));

    [Fact]
    public void A_file_is_read_also_through_a_link()
    {
        File.WriteAllText(At("a.toml"), "x = 1");
        File.CreateSymbolicLink(At("link.toml"), "a.toml");
        Assert.Equal("x = 1", Encoding.UTF8.GetString(Read("link.toml").Content!));
    }

    [Theory]
    [InlineData("gone.toml", "there is no such file")]
    [InlineData("gone/a.toml", "there is no such file")]
    [InlineData("file/a.toml", "there is no such file")]
    [InlineData("directory", "EISDIR (Is a directory)")]
    [InlineData("pipe", "EINVAL (Invalid argument); only an ordinary file can be read here, no pipe or device")]
    [InlineData("large", "EFBIG (File too large); at most 4194304 bytes are read")]
    [InlineData("circle", "ELOOP (Too many levels of symbolic links)")]
    public void One_that_cannot_be_read_says_why(string name, string why)
    {
        File.WriteAllText(At("file"), "");
        Directory.CreateDirectory(At("directory"));
        Tool.Run("mkfifo", At("pipe"));
        File.WriteAllBytes(At("large"), new byte[ConfigReader.MaxFileBytes + 1]);
        File.CreateSymbolicLink(At("circle"), "circle");
        Assert.Equal(new IncludedFile(null, why), Read(name));
    }

    [Theory]
    [InlineData("/etc/x/../a.toml", "/etc/a.toml")]
    [InlineData("//etc/./a.toml", "/etc/a.toml")]
    public void A_file_has_one_name(string path, string name) => Assert.Equal(name, new ConfigFiles(Platform.Files).FullPath(path));

    [Fact]
    public void A_relative_path_starts_at_the_working_directory() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "a.toml"), new ConfigFiles(Platform.Files).FullPath("x/../a.toml"));
}
