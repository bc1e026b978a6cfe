using System.Globalization;
using System.Reflection;
using Conductor.Native.Darwin;

namespace Conductor.Native.Tests.Mac;

/// <summary>Numbers of the headers.</summary>
public sealed class ConstantTests
{
    private const string Key = "kVK_";
    private const string AmericanKey = "kVK_ANSI_";

    private static readonly ILookup<string, decimal> Ours = MacBindings.Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
        .Where(field => field.IsLiteral && field.FieldType != typeof(string))
        .ToLookup(field => field.Name, field => Convert.ToDecimal(field.GetRawConstantValue()));

    public static TheoryData<string, long> Numbers { get; } = [.. Read()];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_the_headers(string name, long number)
    {
        var found = Ours[name].Concat(name.StartsWith(Key, StringComparison.Ordinal) ? Ours[AmericanKey + name[Key.Length..]] : []);
        var ours = Assert.Single(found);
        Assert.True(ours == number || ours == (int)number, $"{name} is {ours}, not {number}");
    }

    [Fact]
    public void Every_key_has_a_line() => Assert.Equal(
        Numbers.Count(row => row.Data.Item1.StartsWith(Key, StringComparison.Ordinal)),
        Ours.Count(group => group.Key.StartsWith(Key, StringComparison.Ordinal)));

    [Fact]
    public void Every_number_of_the_C_librarys_has_a_line()
    {
        var numbers = typeof(SystemLibrary).Assembly.GetExportedTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.IsLiteral && field.FieldType != typeof(string)).Select(field => field.Name).ToList();
        Assert.NotEmpty(numbers);
        Assert.Empty(numbers.Except(Numbers.Select(row => row.Data.Item1)));
    }

    private static IEnumerable<(string, long)> Read()
    {
        using var stream = typeof(ConstantTests).Assembly.GetManifestResourceStream("constants.txt")!;
        foreach (var line in new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split(' ') is [var name, var number])
                yield return (name, Number(number));
    }

    private static long Number(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) ? long.Parse(text.AsSpan(2), NumberStyles.HexNumber) : long.Parse(text);
}
