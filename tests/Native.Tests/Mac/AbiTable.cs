namespace Conductor.Native.Tests.Mac;

/// <param name="Library">The path that the import names.</param>
/// <param name="Function">Its entry point.</param>
/// <param name="Message">Of objc_msgSend: which message has this shape; otherwise empty.</param>
/// <param name="Arm64">What it returns, then what it takes.</param>
/// <param name="X64">The same on x86_64.</param>
internal sealed record AbiRow(string Library, string Function, string Message, string[] Arm64, string[] X64)
{
    public override string ToString() => $"{Function} {Message}: {Show(Arm64)} / {Show(X64)}";

    private static string Show(string[] shape) => $"{shape[0]} ({string.Join(", ", shape[1..])})";
}

/// <summary>The lines of abi.txt.</summary>
internal static class AbiTable
{
    public const string MessageSend = "objc_msgSend";

    public static IReadOnlyList<AbiRow> Rows { get; } = [.. Read()];

    private static IEnumerable<AbiRow> Read()
    {
        using var stream = typeof(AbiTable).Assembly.GetManifestResourceStream("abi.txt")!;
        foreach (var line in new StreamReader(stream).ReadToEnd().Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;

            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var name = cells[1].Split(' ');
            var arm64 = Shape(cells[2], cells[3]);
            var x64 = cells.Length > 4 ? Shape(cells[4], cells[5]) : arm64;
            yield return new(cells[0], name[0], name.ElementAtOrDefault(1) ?? "", arm64, x64);
        }
    }

    private static string[] Shape(string returns, string arguments) =>
        [Word(returns), .. arguments.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Word)];

    /// <summary>One word per shape: the table's sources write some of them in two ways.</summary>
    private static string Word(string shape) => shape switch
    {
        "[2 x i64]" => "2xi64",
        "[2 x double]" or "CGPoint" => "2xdouble",
        "CGRect" => "4xdouble",
        _ => shape,
    };
}
