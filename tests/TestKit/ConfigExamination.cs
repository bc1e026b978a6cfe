using System.Diagnostics;
using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.TestKit;

/// <summary>A file showed that the reader breaks a promise.</summary>
public sealed class BrokenPromiseException(string message) : Exception(message);

/// <summary>
/// What the reader promises of any bytes whatever: no exception, an answer at once and for little memory, problems with places inside the text, the same answer each time, and a plan of
/// what is valid. Tests and the fuzzer use it.
/// </summary>
public static class ConfigExamination
{
    private const string File = "config.toml";

    /// <summary>A guard, not a figure: nearly all take under a millisecond.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const long BytesOnce = 4 << 20;   // the reader's own tables, and 1,000 problems with a line each
    private const long BytesEach = 400;       // for each byte of the file

    /// <summary>Throws where a promise is broken, or whatever the reader throws.</summary>
    public static void Examine(byte[] utf8)
    {
        var read = Measured(utf8);
        CheckVerdict(read);
        CheckPlaces(utf8, read.Result.Problems);
        ProblemText.List(read.Result.Problems);
        ProblemText.List(read.Result.Problems, color: true);
        CheckSame(read.Result, PlanReader.Read(File, utf8).Result);
    }

    private static PlanResult Measured(byte[] utf8)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = PlanReader.Read(File, utf8);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (clock.Elapsed > Patience) CheckSpeed(utf8);
        if (allocated > BytesOnce + (BytesEach * utf8.Length)) throw Broken($"little memory, not {allocated} bytes for a file of {utf8.Length}");
        return read;
    }

    /// <summary>A busy machine may let one reading wait; a slow file is slow each time.</summary>
    private static void CheckSpeed(byte[] utf8)
    {
        for (var tries = 0; tries < 3; tries++)
        {
            var clock = Stopwatch.StartNew();
            PlanReader.Read(File, utf8);
            if (clock.Elapsed < Patience) return;
        }

        throw Broken($"an answer at once, not after {Patience}");
    }

    private static void CheckVerdict(PlanResult read)
    {
        var (result, plan) = read;
        if (result.Problems.Any(problem => problem.IsError) == result.IsValid) throw Broken("a config exactly where there is no error");
        if (result.IsValid != plan is not null) throw Broken("a plan exactly where there is a config");
        foreach (var problem in result.Problems)
        {
            if (problem.Message.Length == 0 || problem.Code.Length == 0 || problem.File != File) throw Broken($"a sentence, a code and a file: {problem}");
        }
    }

    private static void CheckPlaces(byte[] utf8, IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0) return;
        var text = utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8.AsSpan(3) : utf8;
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        foreach (var problem in problems)
        {
            CheckPlace(lines, problem.Line, problem.Column, problem.Length, problem);
            if (problem.Related is { } other) CheckPlace(lines, other.Line, other.Column, other.Length, problem);
        }
    }

    /// <summary>One sign beyond the line's end may be meant: what is missing there.</summary>
    private static void CheckPlace(string[] lines, int line, int column, int length, Problem problem)
    {
        if (line < 1 || line > lines.Length || column < 1 || length < 1) throw Broken($"a place in the text: {problem}");
        if (column + length <= lines[line - 1].Length / 2) return;   // inside, whatever its signs are
        var beyond = lines[line - 1].EnumerateRunes().Count() + 2;
        if (column + length > beyond) throw Broken($"a place in the line, which ends before column {beyond}: {problem}");
    }

    private static void CheckSame(ConfigResult first, ConfigResult second)
    {
        if (!first.Problems.SequenceEqual(second.Problems)) throw Broken("the same problems each time");
        if (!first.Outline.Modes.SequenceEqual(second.Outline.Modes) || first.Outline.Mappings != second.Outline.Mappings) throw Broken("the same outline each time");
        if (first.Config is not { } config || second.Config is not { } again) return;
        if (ConfigDifference.Between(config, again) is { } difference) throw Broken($"the same config each time: {difference}");
    }

    private static BrokenPromiseException Broken(string promise) => new($"The reader promises {promise}");
}
