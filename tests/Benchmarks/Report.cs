using System.Globalization;

namespace Conductor.Benchmarks;

internal static class Report
{
    public static void Line(string what, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"what":"{{what}}","value":{{value:0.###}},"unit":"{{unit}}"}"""));

    /// <summary>The median of several runs: the machine is shared.</summary>
    public static double Median(int runs, Func<double> measure)
    {
        var values = Enumerable.Range(0, runs).Select(_ => measure()).Order().ToArray();
        return values[values.Length / 2];
    }
}
