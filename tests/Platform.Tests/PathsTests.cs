using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests;

public sealed class PathsTests : OnLinux
{
    private readonly string? _before = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");

    [Theory]
    [InlineData("/xdg", "/xdg/conductor")]
    [InlineData("relative", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_configuration_lies_where_the_desktops_specification_says(string? variable, string? expected)
    {
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", variable);
        var home = Environment.GetEnvironmentVariable("HOME")!;
        Assert.Equal(expected ?? Path.Combine(home, ".config/conductor"), Platform.Paths.ConfigDirectory);
    }

    [Fact]
    public void A_users_own_socket_bears_the_uid() =>
        Assert.Equal($"/tmp/conductor-{Platform.Processes.UserId}.sock", Platform.Paths.UserSocket);

    public override void Dispose()
    {
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", _before);
        base.Dispose();
    }
}
