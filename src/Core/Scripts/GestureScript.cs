using System.Text;
using Conductor.Core.Config;

namespace Conductor.Core.Scripts;

/// <summary>
/// A gesture script: a configuration, <c>---</c>, and one timeline of what happens (lower case) and of what must run at exactly that time. Lines of one time stand in the order of dispatch.
/// <code>
/// 0ms    note-on 36 100
/// 499ms  nothing
/// 500ms  Shell quit
/// </code>
/// </summary>
public sealed record GestureScript
{
    /// <summary>Behind <c>===</c>; of a file that has no such line its own name.</summary>
    public required string Name { get; init; }

    /// <summary>The script's file, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>Where it begins in the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What is played into.</summary>
    public ScriptConfig Config { get; init; } = new("", 1, "");

    public IReadOnlyList<ScriptLine> Lines { get; init; } = [];

    /// <summary>What of it can't be read; null where all can.</summary>
    public ScriptFailure? Fault { get; init; }

    /// <summary>Every script of a file; one that can't be read is among them, with its fault.</summary>
    /// <param name="file">As it was named; what it names or includes is relative to it.</param>
    /// <param name="utf8">Its content; a byte order mark is allowed.</param>
    public static IReadOnlyList<GestureScript> Read(string file, ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[3..];
        if (FileRefusal.Of(file, utf8) is { } refusal) return [Unreadable(file, ScriptFailure.Refused(refusal.Line, [refusal]))];
        return new ScriptReader(file, Encoding.UTF8.GetString(utf8)).Read();
    }

    /// <summary>A file without a script that could be played.</summary>
    public static GestureScript Unreadable(string file, ScriptFailure fault) => new() { Name = NameOf(file), File = file, Line = 1, Fault = fault };

    /// <summary>Plays it. Null where all is as it says, else the first difference.</summary>
    /// <param name="source">Where the configuration that it names comes from, and what that one includes; null: there are no other files.</param>
    /// <param name="wakes">Whether the engine is woken whenever it asks for it, or only by the script's own moments: an outcome may not depend on it.</param>
    public ScriptFailure? Play(IConfigSource? source = null, bool wakes = true) => Fault ?? ScriptPlayer.Play(this, source, wakes);

    internal static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
}
