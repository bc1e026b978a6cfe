using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Tests.Config;

/// <summary>
/// Every valid file of tests/Corpus, as it is and laid out otherwise: formatted it means the same, and formatted again it is the same. Beside some stands, word for word, what
/// <c>conductorctl format</c> makes of it; <c>scripts/corpus.sh --update</c> records that anew.
/// </summary>
public class FormatCorpusTests
{
    private const string Formatted = ".formatted";

    public static TheoryData<string> Names => CorpusTests.Names;

    public static TheoryData<string> Recorded => [.. CorpusTests.NamesOf(Formatted)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_formatted_file_means_the_same_and_stays_as_it_is(string name)
    {
        var path = CorpusTests.PathOf(name, ".toml");
        Check(path, File.ReadAllBytes(path));
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_formatted_file_is_as_written_beside_it(string name)
    {
        var content = Format(CorpusTests.PathOf(name, ".toml"), File.ReadAllBytes(CorpusTests.PathOf(name, ".toml"))).Content!;
        var expected = CorpusTests.PathOf(name, Formatted);
        if (CorpusTests.Records) File.WriteAllBytes(expected, content);
        Assert.Equal(Encoding.UTF8.GetString(File.ReadAllBytes(expected)), Encoding.UTF8.GetString(content));
    }

    /// <summary>Blanks, comments and whole lines where they mean nothing, keys in another order: whatever is still valid is formatted.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(2026)]
    public void A_file_that_is_laid_out_otherwise_is_formatted_all_the_same(int seed)
    {
        var random = new Random(seed);
        var formatted = 0;
        foreach (var name in CorpusTests.NamesOf(".toml"))
        {
            var path = CorpusTests.PathOf(name, ".toml");
            for (var i = 0; i < 5; i++) formatted += Check(path, Encoding.UTF8.GetBytes(Otherwise(random, File.ReadAllText(path)))) ? 1 : 0;
        }

        Assert.True(formatted > 100, $"only {formatted} files were valid");
    }

    private static string Otherwise(Random random, string text)
    {
        var lines = text.Split('\n').ToList();
        for (var changes = random.Next(1, 12); changes > 0; changes--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(8))
            {
                case 0: lines.Insert(at, ""); break;
                case 1: lines.Insert(at, $"\t# comment {changes}"); break;
                case 2: lines[at] += $" # behind {changes}"; break;
                case 3: lines[at] = "  " + lines[at].Replace("=", "  =\t"); break;
                case 4: lines[at] = lines[at].Replace(", ", " ,"); break;
                case 5: lines[at] = lines[at].Replace("{ ", "{ # open\n  "); break;
                case 6: lines[at] = lines[at].Replace(", ", ", # next\n\n  # above\n  "); break;
                default: Swap(lines, at, random.Next(lines.Count)); break;
            }
        }

        return string.Join(random.Next(4) == 0 ? "\r\n" : "\n", lines);
    }

    private static void Swap(List<string> lines, int one, int other) => (lines[one], lines[other]) = (lines[other], lines[one]);

    /// <summary>False where the file has an error.</summary>
    private static bool Check(string path, byte[] content)
    {
        var result = Format(path, content);
        Assert.True(result.Refusal is null, $"{path}: {result.Refusal}\n{Encoding.UTF8.GetString(content)}");
        Assert.Equal(result.Read.IsValid, result.Content is not null);
        if (result.Content is null) return false;
        var again = Format(path, result.Content);
        Assert.Equal(Encoding.UTF8.GetString(result.Content), Encoding.UTF8.GetString(again.Content!));
        Assert.Equal(0, again.Spellings + again.TablesMoved + again.KeysMoved);
        Assert.True(ConfigEquality.Same(result.Read.Config!, again.Read.Config!));
        Assert.Equal(PlanBuilder.Build(result.Read.Config!).ModeNames, PlanBuilder.Build(again.Read.Config!).ModeNames);
        return true;
    }

    private static FormatResult Format(string path, byte[] content) => Formatter.Format("main.toml", content, null, new Folder(Path.GetDirectoryName(path)!));

    /// <summary>Included files.</summary>
    private sealed class Folder(string folder) : IConfigSource
    {
        public IncludedFile Read(string path) => File.Exists(Path.Combine(folder, path)) ? new(File.ReadAllBytes(Path.Combine(folder, path)), null) : new(null, "there is none");
    }
}
