using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Scripts;

/// <summary>What a script is played into: a snippet of its own, or the file that <c>config = "config.toml"</c> names instead, relative to the script.</summary>
/// <param name="File">The script's.</param>
/// <param name="Line">Where the snippet begins in it, from 1.</param>
/// <param name="Text">The snippet.</param>
public sealed record ScriptConfig(string File, int Line, string Text)
{
    private const string Key = "config";

    /// <summary>The plan, or the problems with their places: a snippet's are those of the script's file.</summary>
    internal PlanResult Read(IConfigSource? source)
    {
        var text = new string('\n', Line - 1) + Text;   // so every line has its number
        return NamesFile() ? ReadNamed(TomlReader.Read(File, text), source) : Read(File, text, source);
    }

    private static PlanResult Read(string file, string text, IConfigSource? source) => PlanReader.Read(file, System.Text.Encoding.UTF8.GetBytes(text), source: source);

    /// <summary>Whether the snippet begins so: most don't, and are read once.</summary>
    private bool NamesFile()
    {
        foreach (var line in Text.AsSpan().EnumerateLines())
        {
            var words = line.Trim();
            if (words is [] or ['#', ..]) continue;
            return words.StartsWith(Key, StringComparison.Ordinal) && words[Key.Length..].TrimStart() is ['=', ..];
        }

        return false;
    }

    private static PlanResult ReadNamed(ConfigDocument document, IConfigSource? source)
    {
        if (document.Problems.Count > 0) return Refused(document);
        var named = document.Find(ConfigDocument.Root, Key);
        if (document[ConfigDocument.Root].Count > 1) return Refuse(document, named, "config-beside-snippet", "A script has either 'config' or a configuration of its own; leave one of them out");
        if (document[named] is not { Kind: NodeKind.String, Text: { Length: > 0 } name } || name.Contains('\0')) return Refuse(document, named, "not-a-file", "This must be the name of a file, relative to the script");
        var path = Path.Combine(Path.GetDirectoryName(document.File) ?? "", name);
        var file = source?.Read(path) ?? new IncludedFile(null, "there are no other files here");
        if (file.Content is { } content) return PlanReader.Read(path, content, source: source);
        return Refuse(document, named, "missing-config", $"'{path}' can't be read: {file.Refusal}");
    }

    private static PlanResult Refuse(ConfigDocument document, int node, string code, string message)
    {
        document.Report(Severity.Error, code, message, document[node].Start, document[node].Length);
        return Refused(document);
    }

    private static PlanResult Refused(ConfigDocument document) => new(new ConfigResult(null, document.Problems, ConfigOutline.Nothing, [document.File]), null);
}
