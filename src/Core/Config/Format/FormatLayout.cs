using System.Text;

namespace Conductor.Core.Config;

/// <summary>
/// The last part of <c>format</c>: blanks and line ends. One blank around '=', one blank line before a header, no more than one anywhere, nothing behind a line's end. How lines
/// are indented, what stands on one line and what a string holds is the writer's.
/// </summary>
internal sealed partial class FormatLayout
{
    private readonly string _text;
    private readonly List<SourceLine> _lines;
    private readonly string _lineEnd;
    private readonly StringBuilder _result = new();

    private FormatLayout(SourceText source, string lineEnd) => (_text, _lines, _lineEnd) = (source.Text, source.Lines, lineEnd);

    public static string Apply(SourceText source, string lineEnd)
    {
        var layout = new FormatLayout(source, lineEnd);
        layout.Write();
        return layout._result.ToString();
    }

    private void Write()
    {
        var headed = Headed();
        var isParted = false;
        for (var i = 0; i < _lines.Count; i++)
        {
            if (_lines[i].Kind == SourceKind.Blank)
            {
                isParted = true;
                continue;
            }

            if (_result.Length > 0 && (isParted || headed[i] && (i == 0 || _lines[i - 1].Kind != SourceKind.Comment))) _result.Append(_lineEnd);
            Write(_lines[i]);
            isParted = false;
        }
    }

    /// <summary>Which lines are headers or comments directly above one.</summary>
    private bool[] Headed()
    {
        var headed = new bool[_lines.Count];
        for (var i = _lines.Count - 1; i >= 0; i--)
        {
            headed[i] = _lines[i].Kind == SourceKind.Header || _lines[i].Kind == SourceKind.Comment && i + 1 < _lines.Count && headed[i + 1];
        }

        return headed;
    }

    private void Write(SourceLine line)
    {
        _result.Append(_text, line.Start, line.Content - line.Start);
        if (line.Kind == SourceKind.Header) WriteHeader(line);
        else if (line.Entry is { } entry) Write(entry);
        else _result.Append(_text, line.Content, line.ContentEnd - line.Content);
        if (line.Comment is { } comment) _result.Append(Gap(line.ContentEnd, comment.Start)).Append(_text, comment.Start, comment.End - comment.Start);
        _result.Append(_lineEnd);
    }

    /// <summary>Comments below each other stay so.</summary>
    private string Gap(int end, int comment) => comment > end ? _text[end..comment] : " ";

    private void WriteHeader(SourceLine line)
    {
        var brackets = _text[line.Content + 1] == '[' ? 2 : 1;
        _result.Append('[', brackets);
        WriteKeys(line.Header);
        _result.Append(']', brackets);
    }

    private void WriteKeys(SourcePlace[] keys)
    {
        for (var i = 0; i < keys.Length; i++) _result.Append(i > 0 ? "." : "").Append(_text, keys[i].Start, keys[i].End - keys[i].Start);
    }
}
