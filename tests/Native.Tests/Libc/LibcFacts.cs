using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Conductor.Native.Tests.Libc;

/// <summary>The lines of libc-facts.c, which a C compiler has checked against the headers.</summary>
internal static partial class LibcFacts
{
    public static IReadOnlyDictionary<string, int> Sizes { get; } =
        Lines("SIZE").ToDictionary(line => Plain(line[0]), line => (int)Number(line[1]));

    public static IReadOnlyDictionary<(string Type, string Member), int> Offsets { get; } =
        Lines("OFFSET").ToDictionary(line => (Plain(line[0]), line[1]), line => (int)Number(line[2]));

    public static IReadOnlyDictionary<string, long> Values { get; } = Lines("VALUE")
        .Concat(Lines("VALUES").Select(line => new[] { line[0], line[IsArm64 ? 2 : 1] }))
        .ToDictionary(line => line[0], line => Number(line[1]));

    private static bool IsArm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    private static IEnumerable<string[]> Lines(string macro)
    {
        using var stream = typeof(LibcFacts).Assembly.GetManifestResourceStream("libc-facts.c")!;
        var text = new StreamReader(stream).ReadToEnd();
        return Fact().Matches(text).Where(match => match.Groups[1].Value == macro).Select(match => match.Groups[2].Value.Split(", "));
    }

    private static string Plain(string type) => type.Replace("struct ", "");

    private static long Number(string text) =>
        text.StartsWith("0x") ? long.Parse(text.AsSpan(2), NumberStyles.HexNumber) : long.Parse(text);

    [GeneratedRegex(@"^(\w+)\((.+)\)$", RegexOptions.Multiline)]
    private static partial Regex Fact();
}
