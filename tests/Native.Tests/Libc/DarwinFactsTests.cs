using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using Conductor.Native.Libc;

namespace Conductor.Native.Tests.Libc;

/// <summary>The numbers that another system runs with can't be asked for here, but they stand in the compiled code.</summary>
public sealed class DarwinFactsTests
{
    private static readonly Dictionary<string, int> Facts = Read();

    [Fact]
    public void Every_number_that_differs_is_the_headers()
    {
        var picked = Picked();
        Assert.NotEmpty(picked);
        Assert.Equal(Facts.Where(fact => !IsError(fact.Key)).OrderBy(fact => fact.Key, StringComparer.Ordinal), picked.OrderBy(number => number.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_error_number_that_differs_is_translated_there_and_back()
    {
        foreach (var (name, darwin) in Facts.Where(fact => IsError(fact.Key)))
        {
            Assert.Equal(name, Errno.Name(Errno.FromDarwin(darwin)));
            Assert.Equal(darwin, Errno.ToDarwin(Errno.FromDarwin(darwin)));
        }
    }

    [Fact]
    public void Every_other_named_error_number_is_the_same_on_both()
    {
        foreach (var (name, number) in LibcFacts.Values.Where(fact => IsError(fact.Key) && !Facts.ContainsKey(fact.Key)))
        {
            Assert.Equal(name, Errno.Name(Errno.FromDarwin((int)number)));
            Assert.Equal(number, Errno.ToDarwin((int)number));
        }
    }

    [Fact]
    public void An_error_number_that_means_nothing_here_is_never_taken_for_another()
    {
        Assert.Equal("errno 11", Errno.Name(Errno.FromDarwin(11)));   // EDEADLK there, EAGAIN here
        Assert.Equal("errno 110", Errno.Name(Errno.FromDarwin(110)));
        Assert.Equal(11, Errno.ToDarwin(Errno.FromDarwin(11)));
    }

    private static bool IsError(string name) => name.StartsWith('E') && !name.Contains('_');

    private static Dictionary<string, int> Read()
    {
        using var stream = typeof(DarwinFactsTests).Assembly.GetManifestResourceStream("darwin-facts.txt")!;
        return new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' '))
            .ToDictionary(line => line[0], line => line[1].StartsWith("0x") ? int.Parse(line[1].AsSpan(2), NumberStyles.HexNumber) : int.Parse(line[1]));
    }

    /// <summary>Each property that is nothing but a call of Abi.Pick, with the last constant that is given to it.</summary>
    private static Dictionary<string, int> Picked()
    {
        var assembly = typeof(Errno).Assembly;
        var pick = assembly.GetType("Conductor.Native.Libc.Abi")!.GetMethod("Pick")!.MetadataToken;
        var picked = new Dictionary<string, int>();
        foreach (var property in assembly.GetTypes().SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)))
        {
            var code = property.GetMethod!.GetMethodBody()!.GetILAsByteArray()!;
            if (code is not [.., _, _, _, _, _, _] || code[^6] != OpCodes.Call.Value || BitConverter.ToInt32(code, code.Length - 5) != pick) continue;
            picked.Add(property.Name, LastConstant(code.AsSpan(0, code.Length - 6)));
        }

        return picked;
    }

    private static int LastConstant(ReadOnlySpan<byte> code)
    {
        if (code[^1] is >= 0x15 and <= 0x1E && !(code.Length >= 2 && code[^2] == OpCodes.Ldc_I4_S.Value) && !(code.Length >= 5 && code[^5] == OpCodes.Ldc_I4.Value)) return code[^1] - 0x16;
        if (code.Length >= 5 && code[^5] == OpCodes.Ldc_I4.Value) return BitConverter.ToInt32(code[^4..]);
        Assert.Equal(OpCodes.Ldc_I4_S.Value, code[^2]);
        return (sbyte)code[^1];
    }
}
