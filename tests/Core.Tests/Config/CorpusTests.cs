using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.TestKit;
using Conductor.Ipc;

namespace Conductor.Core.Tests.Config;

/// <summary>
/// Every file of tests/Corpus, and beside it, word for word, what <c>conductorctl validate</c> says of it. <c>scripts/corpus.sh --update</c> records that anew.
/// </summary>
public class CorpusTests
{
    private const string Expected = ".expected";

    private static string Root => ConfigCorpus.Root;

    internal static readonly bool Records = Environment.GetEnvironmentVariable("UPDATE_CORPUS") == "1";

    public static TheoryData<string> Names => [.. NamesOf(".toml")];

    /// <summary>"broken/note-128", in order. What lies deeper than a group belongs to the files that include it.</summary>
    internal static IEnumerable<string> NamesOf(string extension) =>
        from folder in Directory.GetDirectories(Root).Order(StringComparer.Ordinal)
        from file in Directory.GetFiles(folder, "*" + extension).Order(StringComparer.Ordinal)
        select $"{Path.GetFileName(folder)}/{Path.GetFileNameWithoutExtension(file)}";

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_said_of_a_file_is_as_written_beside_it(string name)
    {
        var said = Check(PathOf(name, ".toml"));
        var expected = PathOf(name, Expected);
        if (Records) File.WriteAllText(expected, said);
        Assert.True(File.Exists(expected), $"{name}{Expected} is missing: run scripts/corpus.sh --update and read what it says");
        Assert.Equal(File.ReadAllText(expected), said);
    }

    [Fact]
    public void Nothing_is_expected_of_a_file_that_is_gone() => Assert.Empty(NamesOf(Expected).Except(NamesOf(".toml")));

    /// <summary>What a file is there for is in its folder's name: only the broken ones may be refused, and the good ones have no fault.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Only_broken_files_are_refused(string name)
    {
        var result = Read(PathOf(name, ".toml"));
        var faults = result.Problems.Where(problem => problem.Code != "not-built-yet").ToList();
        if (name.StartsWith("broken/", StringComparison.Ordinal)) Assert.NotEmpty(faults);
        else if (name.StartsWith("good/", StringComparison.Ordinal)) Assert.True(faults.Count == 0, ProblemText.List(faults));
        else Assert.True(result.IsValid, ProblemText.List([.. faults.Where(problem => problem.IsError)]));
    }

    internal static string PathOf(string name, string extension) => Path.Combine(Root, name + extension);

    private static ConfigResult Read(string path) =>
        PlanReader.Read(Path.GetFileName(path), File.ReadAllBytes(path), source: new Folder(Path.GetDirectoryName(path)!)).Result;

    private static string Check(string path)
    {
        var reply = CheckReply.Of(Path.GetFileName(path), Read(path));
        return reply.Valid ? CheckText.Success(reply) : CheckText.Failure(reply);
    }

    /// <summary>What a file includes, as somebody finds it who works in its folder.</summary>
    private sealed class Folder(string folder) : IConfigSource
    {
        public IncludedFile Read(string path) => Path.Combine(folder, path) is var file && File.Exists(file)
            ? new IncludedFile(File.ReadAllBytes(file), null)
            : new IncludedFile(null, "there is no such file");
    }
}
