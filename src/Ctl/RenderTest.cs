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
    public static string Failures(TestedFile file, bool color) => Counts(file) + string.Concat(file.Failures.Select(failed => Failure(file.Path, failed, color)));

    private static string Failure(string path, FailedScript failed, bool color)
    {
        var head = $"  {path}:{failed.Line}: {Printable.Whole(failed.Name)}\n";
        var place = failed.At > 0 ? $"    line {failed.At}" : "    the file";
        if (failed.Problems is { } problems) return $"{head}{Indented(ProblemText.List(problems, color))}";
        return failed.Message is { } message ? $"{head}{place}: {Printable.Whole(message)}\n" : $"{head}{place}:\n      expected  {Printable.Whole(failed.Expected!)}\n      got       {Printable.Whole(failed.Got!)}\n";
    }

    private static string Indented(string text) => string.Concat(text.Split('\n').Select(line => $"  {line}".TrimEnd() + "\n"));
}
