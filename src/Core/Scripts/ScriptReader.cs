namespace Conductor.Core.Scripts;

/// <summary>Text → scripts, parted by <c>=== name</c>, which may also begin the file. A script that can't be read says why and is no hindrance to the next.</summary>
internal sealed class ScriptReader
{
    private const string Bar = "---";
    private const string NameMark = "===";

    private readonly string _file;
    private readonly string[] _lines;
    private int _at;

    public ScriptReader(string file, string text)
    {
        _file = file;
        _lines = text.Replace("\r\n", "\n").Split('\n');
    }

    private bool IsAtEnd => _at == _lines.Length;

    private bool IsAtName => _lines[_at] == NameMark || _lines[_at].StartsWith(NameMark + " ", StringComparison.Ordinal);

    private bool IsAtBar => _lines[_at].Trim() == Bar;

    public List<GestureScript> Read()
    {
        var scripts = new List<GestureScript>();
        SkipPreface();
        while (!IsAtEnd) scripts.Add(ReadScript());
        if (scripts.Count == 0) scripts.Add(GestureScript.Unreadable(_file, ScriptFailure.Fault(0, $"there is no script here: write a configuration, then '{Bar}', then a timeline")));
        return scripts;
    }

    /// <summary>Comments about the whole file may stand before the first name; what is more than that is a script without one.</summary>
    private void SkipPreface()
    {
        while (!IsAtEnd && IsBlank(_lines[_at])) _at++;
        if (!IsAtEnd && !IsAtName) _at = 0;
    }

    private GestureScript ReadScript()
    {
        var script = new GestureScript { Name = GestureScript.NameOf(_file), File = _file, Line = _at + 1 };
        if (IsAtName) script = script with { Name = _lines[_at++][NameMark.Length..].Trim() };
        try
        {
            return script with { Config = Snippet(), Lines = Timeline() };
        }
        catch (ScriptException e)
        {
            while (!IsAtEnd && !IsAtName) _at++;
            return script with { Fault = ScriptFailure.Fault(e.Line, e.Message) };
        }
    }

    /// <summary>All up to the next bar, which is stepped over.</summary>
    private ScriptConfig Snippet()
    {
        var start = _at;
        while (!IsAtEnd && !IsAtName && !IsAtBar) _at++;
        if (IsAtEnd || IsAtName) throw new ScriptException(start + 1, $"no '{Bar}' follows the configuration");
        return new ScriptConfig(_file, start + 1, string.Join('\n', _lines[start.._at++]));
    }

    private List<ScriptLine> Timeline()
    {
        var lines = new List<ScriptLine>();
        ScriptLine? before = null;
        while (!IsAtEnd && !IsAtName)
        {
            var text = _lines[_at++];
            if (IsBlank(text)) continue;
            var line = ScriptLineReader.Read(_at, text, before);
            if (line.Kind == ScriptLineKind.Reload) line = line with { Config = NewSnippet(line) };
            lines.Add(before = line);
        }

        return lines;
    }

    private ScriptConfig NewSnippet(ScriptLine reload)
    {
        while (!IsAtEnd && !IsAtName && IsBlank(_lines[_at])) _at++;
        if (IsAtEnd || IsAtName || !IsAtBar) throw new ScriptException(reload.Number, $"the new snippet stands between two '{Bar}' lines");
        _at++;
        return Snippet();
    }

    private static bool IsBlank(string line) => line.AsSpan().TrimStart() is [] or ['#', ..];
}

/// <summary>A line of a script that can't be read: thrown while reading, caught once in <see cref="ScriptReader"/>.</summary>
internal sealed class ScriptException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
