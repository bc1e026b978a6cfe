using System.CommandLine;
using Conductor.Core.Config;
using Conductor.Core.Ports;
using Conductor.Core.Scripts;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>e.g. <c>conductorctl test pads.gesture</c>: plays what scripts say into their configuration and tells where something else runs. No daemon, no device and no clock is needed.</summary>
internal sealed class TestVerb : VerbCommand
{
    private const string StandardInput = "-";

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "A script, - for stdin, or a directory with *.gesture files; without it the directory of the default configuration", Arity = ArgumentArity.ZeroOrMore,
    };

    public TestVerb() : base("test", "Play gesture scripts into their configuration and tell what runs otherwise than they say; a script is a snippet or config = \"config.toml\", ---, then lines such as '0ms note-on 36 100' and '500ms Shell quit'") =>
        Arguments.Add(_files);

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var report = new TestReport { Files = [.. Scripts(session, parsed.GetValue(_files) ?? []).Select(file => Test(session, file))] };
        if (session.Globals.Json) session.PrintJson(report, CtlJson.Default.TestReport);
        else session.Output.Print(RenderTest.Total(report));
        return report.Failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static IEnumerable<string> Scripts(Session session, string[] named) =>
        named.Length == 0 ? InDirectory(Path.GetDirectoryName(DefaultFile.PathOf(session.Platform))!) : named.SelectMany(path => Directory.Exists(path) ? InDirectory(path) : [path]);

    private static string[] InDirectory(string directory)
    {
        var files = Directory.Exists(directory) ? Directory.GetFiles(directory, "*.gesture") : [];
        if (files.Length == 0) throw new CtlException(ExitCode.Usage, $"there are no scripts (*.gesture) in {directory}: name a FILE");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <summary>All of a file's scripts; what passed is told on stdout, what failed on stderr.</summary>
    private static TestedFile Test(Session session, string file)
    {
        var source = new ConfigFiles(session.Platform.Files);
        var tested = new TestedFile { Path = file == StandardInput ? Offline.InputName : file };
        foreach (var script in Read(session, file, tested.Path))
        {
            if (script.Play(source) is { } failure) tested.Failures.Add(new FailedScript(script, failure));
            else tested.Passed++;
        }

        if (session.Globals.Json) return tested;
        if (tested.Failed == 0) session.Output.Print(RenderTest.Counts(tested));
        else session.Output.Error(RenderTest.Failures(tested, session.Output.Color));
        return tested;
    }

    private static IReadOnlyList<GestureScript> Read(Session session, string file, string name)
    {
        try
        {
            var bytes = file == StandardInput ? Offline.ReadStandardInput() : session.Platform.Files.ReadWhole(file, ConfigReader.MaxFileBytes);
            return GestureScript.Read(name, bytes);
        }
        catch (NativeException e)
        {
            return [GestureScript.Unreadable(name, ScriptFailure.Fault(0, e.IsMissingFile ? "there is no such file" : e.Message))];
        }
    }
}
