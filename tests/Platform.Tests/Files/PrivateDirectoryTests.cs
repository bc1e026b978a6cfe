using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Files;

public sealed class PrivateDirectoryTests : OnLinux
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public void Missing_parents_are_made_private_too()
    {
        Platform.Files.CreatePrivateDirectory(At("a/b/c"));
        foreach (var name in new[] { "a", "a/b", "a/b/c" }) Assert.Equal(Private, File.GetUnixFileMode(At(name)));
    }

    [Fact]
    public void One_that_exists_stays_as_it_is()
    {
        Directory.CreateDirectory(At("a"), Private | UnixFileMode.GroupRead);
        Platform.Files.CreatePrivateDirectory(At("a"));
        Assert.Equal(Private | UnixFileMode.GroupRead, File.GetUnixFileMode(At("a")));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    public void A_file_in_its_place_is_told(string name)
    {
        File.WriteAllText(At("file"), "");
        var refusal = Assert.Throws<NativeException>(() => Platform.Files.CreatePrivateDirectory(At(name)));
        Assert.Equal(Errno.EEXIST, refusal.Status);
    }

    [Fact]
    public void The_owner_of_a_link_is_asked_not_of_its_target()
    {
        OtherUser.SkipUnlessPossible(IsRoot);
        File.WriteAllText(At("file"), "");
        File.CreateSymbolicLink(At("link"), At("file"));
        OtherUser.Give(At("link"));
        Assert.Equal(OtherUser.Id, Platform.Files.OwnerOf(At("link")));
        Assert.Equal(0u, Platform.Files.OwnerOf(At("file")));
    }

    [Fact]
    public void Nothing_has_no_owner()
    {
        File.WriteAllText(At("file"), "");
        Assert.Null(Platform.Files.OwnerOf(At("missing")));
        Assert.Null(Platform.Files.OwnerOf(At("file/below")));
        Assert.Equal(Platform.Processes.UserId, Platform.Files.OwnerOf(At("file")));
    }
}
