using Conductor.Core.Ports;

namespace Conductor.Platform.Tests.Services;

/// <summary>The program that a service is to start, looked at before anything is written.</summary>
public sealed class ServiceProgramTests : ServiceTest
{
    [Theory]
    [InlineData("/opt/homebrew/Cellar/conductor/0.1.0/bin/conductor", "/opt/homebrew/opt/conductor/bin/conductor")]
    [InlineData("/usr/local/Cellar/conductor/0.1.0_1/bin/conductor", "/usr/local/opt/conductor/bin/conductor")]
    [InlineData("/home/linuxbrew/.linuxbrew/Cellar/conductor/1/bin/conductor", "/home/linuxbrew/.linuxbrew/opt/conductor/bin/conductor")]
    [InlineData("/opt/homebrew/bin/conductor", "/opt/homebrew/bin/conductor")]
    [InlineData("/usr/bin/conductor", "/usr/bin/conductor")]
    [InlineData("/Cellar/conductor", "/Cellar/conductor")]
    public void A_path_with_a_version_becomes_the_one_that_stays(string path, string expected) => Assert.Equal(expected, ServiceProgram.Stable(path));

    [Fact]
    public void Without_the_stable_link_the_path_is_taken_as_it_is()
    {
        var program = NewProgram("Cellar/conductor/0.1.0/bin/conductor");
        Assert.Equal(program, ServiceProgram.Checked(program, Commands));
    }

    [Fact]
    public void A_link_to_a_program_is_kept_as_the_link()
    {
        var program = NewProgram();
        File.CreateSymbolicLink(At("conductor"), program);
        Assert.Equal(At("conductor"), ServiceProgram.Checked(At("conductor"), Commands));
    }

    [Fact]
    public void What_is_no_program_of_ours_is_refused_with_the_reason()
    {
        var program = NewProgram();
        Assert.Contains("no such file", Refused(At("nothing")));
        Assert.Contains("no such file", Refused(Scratch));
        File.SetUnixFileMode(program, UnixFileMode.UserRead);
        Assert.Contains("not executable", Refused(program));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Commands.On("conductor --version", (1, "cat: unrecognized option\n"));
        Assert.Contains("cat: unrecognized option", Refused(program));
        Commands.On("conductor --version", (0, "hello\n"));
        Assert.Contains("hello", Refused(program));
    }

    private string Refused(string path)
    {
        var refused = Assert.Throws<NativeException>(() => ServiceProgram.Checked(path, Commands));
        Assert.Equal("name the daemon's path with --program", refused.Remedy);
        return refused.Symbol;
    }
}
