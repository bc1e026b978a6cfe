using System.Text;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>Every valid file of tests/Corpus, as it is and laid out otherwise: formatted it means the same, and formatted again it is the same.</summary>
public class FormatCorpusTests
{
    public static TheoryData<string> Names => CorpusTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_formatted_file_means_the_same_and_stays_as_it_is(string name)
    {
        var path = CorpusTests.PathOf(name, ".toml");
        Check(path, File.ReadAllBytes(path));
    }

    private static void Check(string path, byte[] content)
    {
        var source = new FileSource(Path.GetDirectoryName(path)!);
        var result = Formatter.Format("main.toml", content, null, source);
        Assert.Null(result.Refusal);
        Assert.Equal(result.Read.IsValid, result.Content is not null);
        if (result.Content is null) return;
        var again = Formatter.Format("main.toml", result.Content, null, source);
        Assert.Equal(Encoding.UTF8.GetString(result.Content), Encoding.UTF8.GetString(again.Content!));
        Assert.Equal(0, again.Spellings + again.TablesMoved + again.KeysMoved);
        Assert.True(ConfigEquality.Same(result.Read.Config!, again.Read.Config!));
        if (Environment.GetEnvironmentVariable("SHOW") is { } folder) File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), result.Content);
    }

    /// <summary>Included files of a folder.</summary>
    private sealed class FileSource(string folder) : IConfigSource
    {
        public IncludedFile Read(string path) => File.Exists(Path.Combine(folder, path)) ? new(File.ReadAllBytes(Path.Combine(folder, path)), null) : new(null, "there is none");
    }
}
