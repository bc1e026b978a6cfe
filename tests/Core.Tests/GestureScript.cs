using System.Globalization;
using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>
/// A gesture script: a configuration, <c>---</c>, and one timeline of what happens (lower case) and of what must run at exactly that time. Lines of one time stand in the order of dispatch.
/// <code>
/// 0ms    note-on 36 100
/// 499ms  nothing
/// 500ms  Shell quit
/// </code>
/// </summary>
public sealed record GestureScript(string Name, string Folder, string Toml, IReadOnlyList<GestureScript.Line> Lines)
{
    public enum LineKind
    {
        Message,
        Mode,
        Reload,
        Disconnect,
        Connect,
        Nothing,
        Action,
    }

    /// <param name="Number">In the file, from 1.</param>
    /// <param name="Micros">When.</param>
    /// <param name="Kind">Something that happens, or something expected.</param>
    /// <param name="Text">The line without its time; of a mode or device its name; of a reload the new snippet.</param>
    public sealed record Line(int Number, long Micros, LineKind Kind, string Text);

    private static readonly Dictionary<string, LineKind> Words = new()
    {
        ["note-on"] = LineKind.Message,
        ["note-off"] = LineKind.Message,
        ["cc"] = LineKind.Message,
        ["channel-pressure"] = LineKind.Message,
        ["poly-pressure"] = LineKind.Message,
        ["pitch-bend"] = LineKind.Message,
        ["program"] = LineKind.Message,
        ["start"] = LineKind.Message,
        ["stop"] = LineKind.Message,
        ["continue"] = LineKind.Message,
        ["sysex"] = LineKind.Message,
        ["button"] = LineKind.Message,
        ["axis"] = LineKind.Message,
        ["mode"] = LineKind.Mode,
        ["reload"] = LineKind.Reload,
        ["disconnect"] = LineKind.Disconnect,
        ["connect"] = LineKind.Connect,
        ["nothing"] = LineKind.Nothing,
    };

    /// <summary>Runs the script; null where all is as it says, else the first difference as expected/got.</summary>
    /// <param name="wakes">Whether the engine is woken whenever it asks for it, or only by the script's own moments: an outcome may not depend on it.</param>
    public string? Run(bool wakes) => new Player(this, wakes).Run();

    /// <summary>Late wake-ups change nothing for a script, except that a command's answer (which only the rig's fake worker makes timeless) would come late too.</summary>
    public bool MayWakeLate => Lines.Where(line => line.Kind == LineKind.Reload).Select(line => line.Text).Append(Toml).All(HasNoCommandInSequence);

    private static bool HasNoCommandInSequence(string toml) => !toml.Contains("actions", StringComparison.Ordinal) || !toml.Contains("Shell", StringComparison.Ordinal);

    /// <summary>Every script of a text; parted by <c>=== name</c>, which may also begin it.</summary>
    public static IReadOnlyList<GestureScript> Parse(string text, string name, string folder = ".") => new Reader(text, name, folder).Read();

    private sealed class Reader(string text, string name, string folder)
    {
        private readonly string[] _lines = text.ReplaceLineEndings("\n").Split('\n');
        private int _at;

        private bool IsAtEnd => _at == _lines.Length;

        private bool IsAtName => _lines[_at].StartsWith("=== ", StringComparison.Ordinal);

        public List<GestureScript> Read()
        {
            var scripts = new List<GestureScript>();
            while (!IsAtEnd)
            {
                var title = IsAtName ? _lines[_at++][4..].Trim() : name;
                var toml = TextUntilBar();
                scripts.Add(new GestureScript(title, folder, FromFile(toml), Timeline()));
            }

            return scripts;
        }

        private string TextUntilBar()
        {
            var start = _at;
            while (!IsAtEnd && _lines[_at].Trim() != "---") _at++;
            if (IsAtEnd) throw new FormatException($"line {start + 1}: no '---' follows");
            return string.Join('\n', _lines[start.._at++]);
        }

        private string FromFile(string toml)
        {
            const string Key = "config = \"";
            var only = toml.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').ToList();
            if (only is not [var line] || !line.StartsWith(Key, StringComparison.Ordinal)) return toml;
            return File.ReadAllText(Path.Combine(folder, line[Key.Length..].TrimEnd('"')));
        }

        private List<Line> Timeline()
        {
            var lines = new List<Line>();
            for (; !IsAtEnd && !IsAtName; _at++)
            {
                var words = WithoutComment(_lines[_at]);
                if (words.Length > 0) lines.Add(ReadLine(words, lines.LastOrDefault()));
            }

            return lines;
        }

        /// <summary>A comment begins the line or follows a blank: the # of F#1 is none.</summary>
        private static string WithoutComment(string line)
        {
            for (var at = line.IndexOf('#'); at >= 0; at = line.IndexOf('#', at + 1))
            {
                if (at == 0 || char.IsWhiteSpace(line[at - 1])) return line[..at].Trim();
            }

            return line.Trim();
        }

        private Line ReadLine(string words, Line? before)
        {
            var number = _at + 1;
            var parts = words.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || MicrosOf(parts[0]) is not { } time) throw new FormatException($"line {number}: '{words}' must begin with a time such as 500ms");
            if (time < before?.Micros) throw new FormatException($"line {number}: {parts[0]} comes before the line above");
            if (before is { Kind: LineKind.Nothing } && time == before.Micros) throw new FormatException($"line {number}: 'nothing' closes its moment, no line of that time may follow");
            return Understand(number, time, parts[1]);
        }

        private Line Understand(int number, long time, string text)
        {
            if (!char.IsLower(text[0])) return new Line(number, time, LineKind.Action, text);
            var space = text.IndexOf(' ');
            var (word, rest) = space < 0 ? (text, "") : (text[..space], text[space..].Trim());
            if (!Words.TryGetValue(word, out var kind)) throw new FormatException($"line {number}: '{word}' is nothing that happens; known are {string.Join(", ", Words.Keys)}");
            if (kind != LineKind.Reload) return new Line(number, time, kind, kind == LineKind.Message ? text : rest);
            while (++_at < _lines.Length && WithoutComment(_lines[_at]).Length == 0)
            {
            }

            if (IsAtEnd || _lines[_at].Trim() != "---") throw new FormatException($"line {number}: the new snippet stands between two '---' lines");
            _at++;
            var toml = TextUntilBar();
            _at--;
            return new Line(number, time, kind, FromFile(toml));
        }

        private static long? MicrosOf(string word)
        {
            var isMicros = word.EndsWith("us", StringComparison.Ordinal);
            if (!isMicros && !word.EndsWith("ms", StringComparison.Ordinal)) return null;
            return long.TryParse(word[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (isMicros ? number : number * 1000) : null;
        }
    }

    private sealed class Player(GestureScript script, bool wakes)
    {
        private readonly EngineRig _rig = new(script.Toml);
        private int _seen;

        public string? Run()
        {
            for (var i = 0; i < script.Lines.Count; i++)
            {
                var line = script.Lines[i];
                if (Step(line) is { } difference) return difference;
                var isLastOfMoment = i == script.Lines.Count - 1 || script.Lines[i + 1].Micros > line.Micros;
                if (isLastOfMoment && Close(line) is { } more) return more;
            }

            return null;
        }

        /// <summary>What is due at the line's time comes before what happens then; an expected action must be the next one that ran.</summary>
        private string? Step(Line line)
        {
            Advance(line.Micros);
            if (line.Kind == LineKind.Action)
            {
                if (_seen == _rig.Listener.Actions.Count) Advance(line.Micros + 1);   // what waits for the end of a window of this moment
                return Expect(line);
            }

            if (Unexpected(line) is { } early) return early;
            Happen(line);
            return null;
        }

        private void Advance(long micros)
        {
            if (wakes) _rig.Wait(micros / 1000.0);
            else _rig.Wake(micros / 1000.0);
        }

        private void Happen(Line line)
        {
            var ms = line.Micros / 1000.0;
            switch (line.Kind)
            {
                case LineKind.Message: _rig.Play(ms, line.Text); break;
                case LineKind.Mode: _rig.SetMode(ms, line.Text); break;
                case LineKind.Reload: _rig.Reload(ms, line.Text); break;
                case LineKind.Disconnect: _rig.Disconnect(ms, line.Text); break;
                case LineKind.Connect: _rig.SlotOf(line.Text); break;   // its messages are simply heard again
                case LineKind.Nothing or LineKind.Action: break;
            }
        }

        private string? Expect(Line line)
        {
            if (_seen == _rig.Listener.Actions.Count) return Difference(line, $"{Shown(line.Micros)} {line.Text}", "nothing");
            var got = _rig.Listener.Actions[_seen++];
            return got.Text == line.Text && Shown(got.Time) == Shown(line.Micros) ? null : Difference(line, $"{Shown(line.Micros)} {line.Text}", $"{Shown(got.Time)} {got.Text}");
        }

        /// <summary>The moment is over: nothing more may have run, also of what waits for the end of its windows.</summary>
        private string? Close(Line line)
        {
            Advance(line.Micros + 1);
            return Unexpected(line);
        }

        private string? Unexpected(Line line)
        {
            if (_rig.Listener.Failures is [var failure, ..]) return Difference(line, "no failure", failure.Reason.Message);
            if (_seen == _rig.Listener.Actions.Count) return null;
            var got = _rig.Listener.Actions[_seen];
            return Difference(line, "nothing more", $"{Shown(got.Time)} {got.Text}");
        }

        private string Difference(Line line, string expected, string got) => $"{script.Name}, line {line.Number}:\n  expected  {expected}\n  got       {got}";

        private static string Shown(long micros) => micros % 1000 <= 1 ? $"{micros / 1000}ms" : $"{micros}us";
    }
}
