using System.Text;
using Conductor.Core;
using Conductor.Core.Config;

namespace Conductor.Ctl;

internal static class RenderTest
{
    /// <summary>"✓ pads.gesture: 12 passed"</summary>
    public static string Counts(TestedFile file) =>
        file.Failed == 0 ? $"✓ {file.Path}: {file.Passed} passed\n" : $"✗ {file.Path}: {(file.Passed > 0 ? $"{file.Passed} passed, " : "")}{file.Failed} failed\n";

    /// <summary>The last line of all.</summary>
    public static string Total(TestReport report) => $"{report.Passed} passed, {report.Failed} failed\n";

    /// <summary>Its counts, then each script that failed: where it begins, its name, and what is wrong at which line.</summary>
    public static string Failures(TestedFile file, bool color)
    {
        var text = new StringBuilder(Counts(file));
        var before = "";
        foreach (var failed in file.Failures)
        {
            var reason = Reason(failed, color);
            text.Append($"  {file.Path}:{failed.Line}: {Printable.Whole(failed.Name)}\n").Append(reason == before ? "    the same\n" : reason);
            before = failed.Problems is null ? "" : reason;   // of a configuration that many scripts name
        }

        return text.ToString();
    }

    private static string Reason(FailedScript failed, bool color)
    {
        if (failed.Problems is { } problems) return Indented(ProblemText.List(problems, color));
        var place = failed.At > 0 ? $"    line {failed.At}" : "    the file";
        return failed.Message is { } message ? $"{place}: {Printable.Whole(message)}\n" : $"{place}:\n      expected  {Printable.Whole(failed.Expected!)}\n      got       {Printable.Whole(failed.Got!)}\n";
    }

    private static string Indented(string text) => string.Concat(text.Split('\n').Select(line => $"  {line}".TrimEnd() + "\n"));
}
