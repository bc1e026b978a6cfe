namespace Conductor.Core.Config;

/// <summary>Entries and values.</summary>
internal sealed partial class FormatLayout
{
    private void Write(SourceEntry entry)
    {
        WriteKeys(entry.Keys);
        if (entry.Keys.Length > 0) _result.Append(" = ");
        Write(entry.Value);
    }

    private void Write(SourceValue value)
    {
        if (!value.IsContainer)
        {
            _result.Append(_text, value.Start, value.End - value.Start);
            return;
        }

        _result.Append(value.Opener);
        if (value.Gaps.Any(gap => _text.AsSpan(gap.Start, gap.End - gap.Start).Contains('\n'))) WriteOverLines(value);
        else WriteOnLine(value);
        _result.Append(value.IsTable ? '}' : ']');
    }

    /// <summary><c>{ a = 1, b = [2, 3] }</c>; a comma behind the last entry goes.</summary>
    private void WriteOnLine(SourceValue value)
    {
        var edge = value.IsTable && value.Entries.Count > 0 ? " " : "";
        _result.Append(edge);
        for (var i = 0; i < value.Entries.Count; i++)
        {
            if (i > 0) _result.Append(", ");
            Write(value.Entries[i]);
        }

        _result.Append(edge);
    }

    private void WriteOverLines(SourceValue value)
    {
        var index = 0;
        foreach (var gap in value.Gaps)
        {
            var isEdge = index == 0 || index == value.Entries.Count;
            WriteGap(gap.In(_text), isEdge && !value.IsTable ? "" : " ");
            if (index < value.Entries.Count) Write(value.Entries[index++]);
        }
    }

    /// <summary>The comma first; then what is left of the line; then the lines between, with their comments.</summary>
    /// <param name="gap">What stands there.</param>
    /// <param name="blank">What parts both sides where they stand on one line.</param>
    private void WriteGap(string gap, string blank)
    {
        if (SourceGap.Comma(gap) >= 0) _result.Append(',');
        var lines = SourceGap.WithoutComma(gap).Split('\n');
        if (lines.Length == 1)
        {
            _result.Append(blank);
            return;
        }

        var rest = lines[0].TrimEnd();
        if (rest.StartsWith('#')) _result.Append(' ');
        _result.Append(rest).Append(_lineEnd);
        for (var i = 1; i < lines.Length - 1; i++)
        {
            var line = lines[i].TrimEnd();
            if (line.Length > 0 || lines[i - 1].Trim().Length > 0 || i == 1) _result.Append(line).Append(_lineEnd);
        }

        _result.Append(lines[^1]);
    }
}
