using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Services;

public sealed class ServiceTextTests : OnLinux
{
    [Theory]
    [InlineData("/usr/bin/conductor", "/usr/bin/conductor")]
    [InlineData("/home/a b/conductor", "\"/home/a b/conductor\"")]
    [InlineData("/home/50%/$x\\\"/conductor", "\"/home/50%%/$$x\\\\\\\"/conductor\"")]
    public void A_path_is_written_as_systemd_reads_it(string path, string expected) => Assert.Contains($"\nExecStart={expected}\n", ServiceText.UnitFor(path));

    [Fact]
    public void The_unit_is_the_package_s_but_for_its_program()
    {
        var unit = ServiceText.UnitFor("/usr/bin/conductor");
        Assert.Equal("/usr/bin/conductor", ServiceText.ProgramOfUnit(unit));
        Assert.Single(unit.Split('\n'), line => line.StartsWith("ExecStart=", StringComparison.Ordinal));
    }

    [Fact]
    public void The_unit_is_one_that_systemd_takes_also_with_an_odd_path()
    {
        Directory.CreateDirectory(At("50% & more"));
        File.CreateSymbolicLink(At("50% & more/conductor"), "/bin/true");
        var path = At("conductor.service");
        File.WriteAllText(path, ServiceText.UnitFor(At("50% & more/conductor")).Replace("Documentation=man:conductor(1)\n", ""));
        var (status, output) = Tool.Run("systemd-analyze", "verify", path);
        Assert.True(status == 0, output);
    }
}
