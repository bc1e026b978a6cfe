using System.Text;

namespace Conductor.Platform;

/// <summary>The files that tell a manager of the service: those that packages install, with another program's path.</summary>
internal static class ServiceText
{
    public const string Unit = "conductor.service";
    public const string Agent = "com.amiable.conductor.plist";

    /// <summary>The unit with its program.</summary>
    public static string UnitFor(string program)
    {
        var lines = Read(Unit).Split('\n');
        var start = Array.FindIndex(lines, line => line.StartsWith("ExecStart=", StringComparison.Ordinal));
        lines[start] = $"ExecStart={ForUnit(program)}";
        return string.Join('\n', lines);
    }

    /// <summary>The agent with its program and its log.</summary>
    public static string AgentFor(string program, string log) =>
        WithString(WithString(WithString(Read(Agent), "ProgramArguments", program), "StandardOutPath", log), "StandardErrorPath", log);

    /// <summary>The program that a unit starts; null where it starts none.</summary>
    public static string? ProgramOfUnit(string unit) =>
        unit.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("ExecStart=", StringComparison.Ordinal)).Select(line => line["ExecStart=".Length..].Trim()).FirstOrDefault();

    /// <summary>The first string behind a key.</summary>
    private static string WithString(string plist, string key, string value)
    {
        const string Open = "<string>";
        var start = plist.IndexOf(Open, plist.IndexOf($"<key>{key}</key>", StringComparison.Ordinal), StringComparison.Ordinal) + Open.Length;
        return plist[..start] + ForXml(value) + plist[plist.IndexOf("</string>", start, StringComparison.Ordinal)..];
    }

    private static string ForXml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>systemd.syntax(7): specifiers and variables are doubled, and a path with other signs stands in quotes.</summary>
    private static string ForUnit(string path)
    {
        var escaped = path.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("%", "%%").Replace("$", "$$");
        return path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or '@') ? path : $"\"{escaped}\"";
    }

    private static string Read(string name)
    {
        using var stream = typeof(ServiceText).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
