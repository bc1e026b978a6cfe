using System.Globalization;
using System.Text;

namespace Conductor.Core.Config;

/// <summary>Draws one problem: the sentence, the place, the line with its marks, the help, and the other place where there is one.</summary>
internal readonly struct ProblemDrawing(StringBuilder text, Problem problem, bool color)
{
    private const int GutterWidth = 6;

    private readonly int _gutter = Math.Max(GutterWidth, Digits(Math.Max(problem.Line, problem.Related?.Line ?? 0)));

    public void Draw()
    {
        DrawSentence();
        DrawPlace(problem.File, problem.Line, problem.Column, null);
        DrawExcerpt(problem.Excerpt, problem.ExcerptOffset, problem.Line, problem.Column, problem.Length);
        DrawHelp();
        if (problem.Related is not { } other) return;
        DrawPlace(other.File, other.Line, other.Column, other.Message);
        DrawExcerpt(other.Excerpt, other.ExcerptOffset, other.Line, other.Column, other.Length);
    }

    private void DrawSentence()
    {
        if (ProblemText.IsSyntax(problem))
        {
            text.Append("  ").Append(Loud(ProblemText.SyntaxLine(problem))).Append('\n');
            return;
        }

        text.Append("  ").Append(Loud(problem.IsError ? "Error" : "Warning"));
        text.Append(problem.Context is null ? ":" : $" in {ProblemText.Said(problem.Context)}:").Append('\n');
        text.Append("    ").Append(ProblemText.Said(problem.Message)).Append('\n');
    }

    private void DrawPlace(string file, int line, int column, string? what)
    {
        text.Append(Quiet($"      --> {ProblemText.Said(file)}:{line}:{column}"));
        if (what is not null) text.Append(' ').Append(ProblemText.Said(what));
        text.Append('\n');
    }

    private void DrawExcerpt(string? source, int offset, int line, int column, int length)
    {
        if (source is null) return;
        var excerpt = Excerpt.Of(source, column - 1 - offset, length, isCut: offset > 0);
        var bar = Quiet($"{new string(' ', _gutter)} |");
        text.Append(bar).Append('\n');
        text.Append(Quiet($"{line.ToString(CultureInfo.InvariantCulture).PadLeft(_gutter)} |")).Append(' ').Append(excerpt.Line).Append('\n');
        text.Append(bar).Append(' ').Append(' ', excerpt.Before).Append(Loud(new string('^', excerpt.Marks))).Append('\n');
    }

    private void DrawHelp()
    {
        if (problem.Suggestion is not { Length: > 0 } meant || IsNamed(meant, problem.Message)) return;
        text.Append(Quiet($"{new string(' ', _gutter)} =")).Append($" help: did you mean '{ProblemText.Said(meant)}'?\n");
    }

    /// <summary>As what to write, not only as one of all that are legal.</summary>
    private static bool IsNamed(string meant, string sentence) =>
        sentence.Contains($"'{meant}'", StringComparison.Ordinal) || sentence.Contains($"write {meant}", StringComparison.Ordinal);

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private string Loud(string what) => Paint(problem.IsError ? "1;31" : "1;33", what);

    private string Quiet(string what) => Paint("2", what);

    private string Paint(string code, string what) => color ? $"\e[{code}m{what}\e[0m" : what;
}
