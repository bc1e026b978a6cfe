using System.Diagnostics;
using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Tomlyn.Parsing;

namespace Conductor.Benchmarks;

/// <summary>Reading, checking and building 15, 1,000 and 10,000 mappings, beside the TOML library's bare event loop over the same text.</summary>
internal static class ConfigFigures
{
    public static void Print()
    {
        foreach (var mappings in new[] { 15, 1_000, 10_000 })
        {
            var file = Files.WithMappings(mappings);
            Build(file);
            Bare(file);
            var runs = mappings > 5_000 ? 5 : 21;
            var build = Report.Median(runs, () => Build(file));
            var bare = Report.Median(runs, () => Bare(file));
            Report.Line($"read, check and build, {mappings} mappings", build, "ms");
            Report.Line($"bare event loop, {mappings} mappings", bare, "ms");
            Report.Line($"read, check and build / bare event loop, {mappings} mappings", build / bare, "x");
        }
    }

    private static double Build(byte[] file)
    {
        var begin = Stopwatch.GetTimestamp();
        var read = PlanReader.Read("bench.toml", file);
        if (read.Plan is null) throw new InvalidOperationException(ProblemText.List(read.Result.Problems));
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static double Bare(byte[] file)
    {
        var begin = Stopwatch.GetTimestamp();
        var parser = TomlParser.Create(Encoding.UTF8.GetString(file));
        while (parser.MoveNext())
        {
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
