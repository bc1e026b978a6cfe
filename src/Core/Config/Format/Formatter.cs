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
public sealed record FormatResult(ConfigResult Read, byte[]? Content, string? Refusal, int Spellings = 0, int TablesMoved = 0, int KeysMoved = 0)
{
    /// <summary>The fault of format's own for which something stays in its older form or place, though it should not; else null.</summary>
    public string? Fault { get; init; }
}

/// <summary>
/// A file in canonical spelling, order and layout, with every comment; formatted again, it is the same. What it means never changes: the result is read again before anybody gets it.
/// </summary>
public static class Formatter
{
    private const int MaxRounds = 64;
    private const int MaxTrials = 100;
    private const int MaxAgain = 8;

    /// <summary>How much is left as it is. More of it where less would not pass the proof, so that no file stays unformatted for a single fault.</summary>
    private enum Care
    {
        None,

        /// <summary>Ideas that spoil the file are left out.</summary>
        EachIdea,
        Spelling,
        Order,
    }

    /// <param name="file">As it was named; for problems.</param>
    /// <param name="utf8">Its content.</param>
    /// <param name="canPress">Which keys this platform has; left out: all.</param>
    /// <param name="source">Where included files come from. They are read, and left as they are.</param>
    public static FormatResult Format(string file, ReadOnlySpan<byte> utf8, Func<Key, bool>? canPress = null, IConfigSource? source = null)
    {
        var reading = new Reading(file, canPress, source);
        var before = reading.Of(utf8);
        if (!before.Result.IsValid) return new FormatResult(before.Result, null, null);
        var (made, refusal, fault) = Settled(reading, before);
        if (refusal is not null) return new FormatResult(before.Result, null, $"{refusal}; this is a fault of format's: the file stays as it is");
        byte[] mark = utf8.StartsWith(Encoding.UTF8.Preamble) ? [.. Encoding.UTF8.Preamble] : [];
        return new FormatResult(before.Result, [.. mark, .. Encoding.UTF8.GetBytes(made.Text)], null, made.Spellings, made.TablesMoved, made.KeysMoved) { Fault = fault };
    }

    private readonly record struct Product(string Text, int Spellings, int TablesMoved, int KeysMoved);

    /// <summary>Made from what was made, until nothing changes: in another order an idea may become possible.</summary>
    private static (Product Made, string? Refusal, string? Fault) Settled(Reading reading, Reading.File file)
    {
        string? fault = null;
        var sum = new Product(file.Text, 0, 0, 0);
        for (var time = 0; time < MaxAgain; time++)
        {
            if (Proven(reading, file, ref fault) is not { } proven) return (sum, fault, fault);
            var (made, after) = proven;
            if (made.Text == file.Text) return (sum, null, fault);
            sum = new Product(made.Text, sum.Spellings + made.Spellings, sum.TablesMoved + made.TablesMoved, sum.KeysMoved + made.KeysMoved);
            file = after;
        }

        return (sum, "Formatted again, it would be another", fault);
    }

    /// <summary>The best that passes the proof; <paramref name="fault"/>: why a better one does not.</summary>
    private static (Product Made, Reading.File After)? Proven(Reading reading, Reading.File file, ref string? fault)
    {
        for (var care = Care.None; care <= Care.Order; care++)
        {
            var made = Made(reading, file, care);
            var after = reading.Of(made.Text);
            if (FormatProof.Refusal(file, after) is not { } refusal) return (made, after);
            fault ??= refusal;
        }

        return null;
    }

    private static Product Made(Reading reading, Reading.File file, Care care)
    {
        var lineEnd = LineEndOf(file.Text);
        var (before, trials) = (file, MaxTrials);
        Func<string, bool?>? isFine = care == Care.EachIdea ? text => trials-- > 0 ? FormatProof.Refusal(before, reading.Of(text)) is null : null : null;
        var spellings = 0;
        for (var round = 0; round < MaxRounds && care < Care.Spelling; round++)
        {
            var (text, made) = FormatSpelling.Apply(file.Map, file.Scope.Trace!.Changes, lineEnd, isFine);
            if (made == 0) break;
            spellings += made;
            file = reading.Of(text);
            if (!file.Result.IsValid) return new Product(text, 0, 0, 0);   // the proof refuses it
        }

        var (ordered, tables, keys) = care < Care.Order ? FormatOrder.Apply(file.Scope.Document, file.Map, file.Scope.Trace!.Shapes, lineEnd) : (file.Text, 0, 0);
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
