using Conductor.Core;
using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Doctor;

/// <summary>The configuration as it lies on the disk now.</summary>
internal sealed class ConfigurationCheck(IPlatform platform, ConfigPath config)
{
    private const string Id = "config";

    public void Look(Findings findings)
    {
        try
        {
            Tell(PlanReader.Read(config.Path, platform.Files.ReadWhole(config.Path, ConfigReader.MaxFileBytes), platform.CanPress, new ConfigFiles(platform.Files)).Result, findings);
        }
        catch (NativeException e) when (e.IsMissingFile && !config.IsNamed)
        {
            findings.Notice(Id, $"There is no configuration at {config.Path}: the built-in starter is used", "write one: conductorctl init");
        }
        catch (NativeException e)
        {
            findings.Bad(Id, $"The configuration {config.Path} can't be read: {e.Symbol}", e.Remedy ?? "check its path and its owner");
        }
    }

    private void Tell(ConfigResult result, Findings findings)
    {
        var (outline, warnings) = (result.Outline, result.Warnings);
        if (!result.IsValid)
        {
            findings.Bad(Id, $"The configuration {config.Path} has {Count(result.Errors, "error")}, the first at {Place(result, isError: true)}", "conductorctl validate shows them all", [MessageOf(result, isError: true)]);
            return;
        }

        findings.Good(Id, $"The configuration {config.Path} is valid: {Count(outline.Mappings, "mapping")} in {Count(outline.Modes.Count, "mode")}");
        if (warnings > 0) findings.Notice("config.warnings", $"The configuration has {Count(warnings, "warning")}, the first at {Place(result, isError: false)}", "conductorctl validate shows them all", [MessageOf(result, isError: false)]);
    }

    private static Problem First(ConfigResult result, bool isError) => result.Problems.First(problem => problem.IsError == isError);

    private static string Place(ConfigResult result, bool isError)
    {
        var first = First(result, isError);
        return $"{first.File}:{first.Line}:{first.Column}";
    }

    private static string MessageOf(ConfigResult result, bool isError) => Printable.Of(First(result, isError).Message);

    private static string Count(int count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";
}
