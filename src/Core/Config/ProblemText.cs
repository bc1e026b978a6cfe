using System.Text;

namespace Conductor.Core.Config;

/// <summary>How problems look to a person: what a place is called, the sentence, and the line with the spot marked.</summary>
public static class ProblemText
{
    private const int Window = 110;   // columns of a line that are shown around the spot
    private const int GutterWidth = 6;

    /// <summary>"TOML parse error" is what people look for when the text itself can't be read.</summary>
    public const string ParseError = "TOML parse error";

    /// <summary>"Error at line 42: expected '=' after key 'trigger'"</summary>
    public static string SyntaxLine(Problem problem) => $"Error at line {problem.Line}: {Printable.Whole(problem.Message)}";

    public static bool IsSyntax(Problem problem) => problem.Code == SyntaxProblem.Code;

    /// <summary>Every problem with its excerpt, then a count where there are several. Lines are indented by two; no line feed at the end.</summary>
    public static string List(IReadOnlyList<Problem> problems, bool color = false)
    {
        var text = new StringBuilder();
        if (problems.Any(IsSyntax)) text.Append("  ").Append(ParseError).Append('\n');
        foreach (var problem in problems) Append(text, problem, new Paint(color));
        if (problems.Count > 1) text.Append("  ").Append(Count(problems));
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>"2 errors, 1 warning"</summary>
    public static string Count(IReadOnlyList<Problem> problems)
    {
        var errors = problems.Count(problem => problem.IsError);
        var parts = new List<string>();
        if (errors > 0) parts.Add($"{errors} error{(errors == 1 ? "" : "s")}");
        if (problems.Count > errors) parts.Add($"{problems.Count - errors} warning{(problems.Count - errors == 1 ? "" : "s")}");
        return string.Join(", ", parts);
    }

    private readonly record struct Paint(bool On)
    {
        public string Error(string text) => On ? $"\e[1;31m{text}\e[0m" : text;

        public string Warning(string text) => On ? $"\e[1;33m{text}\e[0m" : text;

        public string Quiet(string text) => On ? $"\e[2m{text}\e[0m" : text;
    }

    private static void Append(StringBuilder text, Problem problem, Paint paint)
    {
        var severity = problem.IsError ? paint.Error("Error") : paint.Warning("Warning");
        if (IsSyntax(problem)) text.Append("  ").Append(paint.Error(SyntaxLine(problem))).Append('\n');
        else
        {
            text.Append("  ").Append(severity).Append(problem.Context is null ? ":" : $" in {Printable.Whole(problem.Context)}:").Append('\n');
            text.Append("    ").Append(Printable.Whole(problem.Message)).Append('\n');
        }

        text.Append(paint.Quiet($"      --> {problem.File}:{problem.Line}:{problem.Column}")).Append('\n');
        if (problem.Excerpt is not null) AppendExcerpt(text, problem, paint);
    }

    private static void AppendExcerpt(StringBuilder text, Problem problem, Paint paint)
    {
        var (line, spot) = Shown(problem.Excerpt!, problem.Column - 1);
        var marks = Math.Max(1, Math.Min(problem.Length, line.EnumerateRunes().Count() - spot));
        var gutter = paint.Quiet($"{"",GutterWidth} |");
        text.Append(gutter).Append('\n');
        text.Append(paint.Quiet($"{problem.Line,GutterWidth} |")).Append(' ').Append(line).Append('\n');
        var mark = new string('^', marks);
        text.Append(gutter).Append(' ').Append(' ', spot).Append(problem.IsError ? paint.Error(mark) : paint.Warning(mark)).Append('\n');
    }

    /// <summary>The part of the line around the spot, tabs and control characters as one space each so that the mark stands under its text.</summary>
    private static (string Line, int Spot) Shown(string line, int spot)
    {
        var runes = line.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? new Rune(' ') : rune).ToArray();
        spot = Math.Clamp(spot, 0, runes.Length);
        var from = runes.Length <= Window || spot < Window * 3 / 4 ? 0 : spot - (Window / 2);
        var to = Math.Min(runes.Length, from + Window);
        var shown = new StringBuilder(from > 0 ? "…" : "");
        for (var i = from; i < to; i++) shown.Append(runes[i].ToString());
        if (to < runes.Length) shown.Append('…');
        return (shown.ToString(), spot - from + (from > 0 ? 1 : 0));
    }
}
