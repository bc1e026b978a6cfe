using System.Text;

namespace Conductor.Core.Config;

/// <summary>How problems look to a person: each as <see cref="ProblemDrawing"/> draws it, and how many they are.</summary>
public static class ProblemText
{
    /// <summary>"TOML parse error" is what people look for when the text itself can't be read.</summary>
    public const string ParseError = "TOML parse error";

    /// <summary>"Error at line 42: expected '=' after key 'trigger'"</summary>
    public static string SyntaxLine(Problem problem) => $"Error at line {problem.Line}: {Said(problem.Message)}";

    /// <summary>As <see cref="SyntaxLine(Problem)"/>, where no place stands below it: an included file is named.</summary>
    public static string SyntaxLine(Problem problem, string mainFile) =>
        problem.File == mainFile ? SyntaxLine(problem) : $"Error at line {problem.Line} of {Said(problem.File)}: {Said(problem.Message)}";

    public static bool IsSyntax(Problem problem) => problem.Code == SyntaxProblem.Code;

    /// <summary>Every problem with its excerpt in the order given, then a count where there are several. Lines are indented by two; no line feed at the end.</summary>
    public static string List(IReadOnlyList<Problem> problems, bool color = false)
    {
        var text = new StringBuilder();
        for (var i = 0; i < problems.Count; i++)
        {
            if (IsSyntax(problems[i]) && (i == 0 || !IsSyntax(problems[i - 1]))) text.Append("  ").Append(ParseError).Append('\n');
            new ProblemDrawing(text, problems[i], color).Draw();
        }

        if (problems.Count > 1) text.Append("  ").Append(Count(problems));
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>What quotes the file or names one, fit for a terminal.</summary>
    internal static string Said(string text) => CellWalk.Harmless(Printable.Whole(text));

    /// <summary>"2 errors, 1 warning"</summary>
    public static string Count(IReadOnlyList<Problem> problems)
    {
        var errors = problems.Count(problem => problem.IsError);
        var parts = new List<string>();
        if (errors > 0) parts.Add($"{errors} error{(errors == 1 ? "" : "s")}");
        if (problems.Count > errors) parts.Add($"{problems.Count - errors} warning{(problems.Count - errors == 1 ? "" : "s")}");
        return string.Join(", ", parts);
    }
}
