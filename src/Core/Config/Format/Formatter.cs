using System.Text;
using Conductor.Core.Actions;

namespace Conductor.Core.Config;

/// <summary>What <c>format</c> made of a file.</summary>
/// <param name="Read">What the file says; where it has an error nothing is formatted.</param>
/// <param name="Content">The file as it should be; null where it can't be had.</param>
/// <param name="Refusal">Why not, where that is no error of the file; else null.</param>
/// <param name="Spellings">How many older spellings became today's.</param>
/// <param name="TablesMoved">How many tables stood elsewhere.</param>
/// <param name="KeysMoved">How many keys stood elsewhere in their table.</param>
public sealed record FormatResult(ConfigResult Read, byte[]? Content, string? Refusal, int Spellings = 0, int TablesMoved = 0, int KeysMoved = 0);

/// <summary>
/// A file in canonical spelling, order and layout, with every comment; formatted again, it is the same. What it means never changes: the result is read again before anybody gets it.
/// </summary>
public static class Formatter
{
    private const int MaxRounds = 64;

    /// <param name="file">As it was named; for problems.</param>
    /// <param name="utf8">Its content.</param>
    /// <param name="canPress">Which keys this platform has; left out: all.</param>
    /// <param name="source">Where included files come from. They are read, and left as they are.</param>
    public static FormatResult Format(string file, ReadOnlySpan<byte> utf8, Func<Key, bool>? canPress = null, IConfigSource? source = null)
    {
        var reading = new Reading(file, canPress, source);
        var before = reading.Of(utf8);
        if (!before.Result.IsValid) return new FormatResult(before.Result, null, null);
        var made = Made(reading, before);
        var after = reading.Of(made.Text);
        var refusal = FormatProof.Refusal(before, after) ?? (Made(reading, after).Text == made.Text ? null : "Formatted again, it would be another");
        if (refusal is not null) return new FormatResult(before.Result, null, $"{refusal}; this is a fault of format's: the file stays as it is");
        byte[] mark = utf8.StartsWith(Encoding.UTF8.Preamble) ? [.. Encoding.UTF8.Preamble] : [];
        return new FormatResult(before.Result, [.. mark, .. Encoding.UTF8.GetBytes(made.Text)], null, made.Spellings, made.TablesMoved, made.KeysMoved);
    }

    private readonly record struct Product(string Text, int Spellings, int TablesMoved, int KeysMoved);

    private static Product Made(Reading reading, Reading.File file)
    {
        var lineEnd = LineEndOf(file.Text);
        var spellings = 0;
        for (var round = 0; round < MaxRounds; round++)
        {
            var (text, made) = FormatSpelling.Apply(file.Map, file.Scope.Trace!.Changes, lineEnd);
            if (made == 0) break;
            spellings += made;
            file = reading.Of(text);
            if (!file.Result.IsValid) return new Product(text, 0, 0, 0);   // the proof refuses it
        }

        var (ordered, tables, keys) = FormatOrder.Apply(file.Scope.Document, file.Map, file.Scope.Trace!.Shapes, lineEnd);
        return new Product(FormatLayout.Apply(SourceReader.Read(ordered), lineEnd), spellings, tables, keys);
    }

    /// <summary>As the first line ends; strings keep theirs.</summary>
    private static string LineEndOf(string text) => text.IndexOf('\n') is > 0 and var end && text[end - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>Reads one text after another as the same file.</summary>
    internal sealed class Reading(string file, Func<Key, bool>? canPress, IConfigSource? source)
    {
        internal sealed record File(ConfigResult Result, ConfigScope Scope)
        {
            private SourceMap? _map;

            public string Text => Scope.Document.Text;

            public SourceMap Map => _map ??= new SourceMap(Scope.Document, SourceReader.Read(Text));
        }

        public File Of(string text) => Of(Encoding.UTF8.GetBytes(text));

        public File Of(ReadOnlySpan<byte> utf8)
        {
            var (result, scopes) = ConfigReader.Read(file, utf8, canPress, source, isTraced: true);
            return new File(result, scopes.Count > 0 ? scopes[0] : new ConfigScope(new ConfigDocument(file, ""), new ConfigNames(_ => true)));
        }
    }
}
