using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Tests.Mac;

/// <summary>Every import of the bindings against the table of what Apple's headers compile to.</summary>
public sealed class ImportTests
{
    // Each that takes a block has a sibling that takes a function; CFShow is for debuggers.
    private static readonly string[] Unbound =
    [
        "CFRunLoopPerformBlock", "CFShow", "MIDIClientCreateWithBlock", "MIDIDestinationCreateWithBlock",
        "MIDIDestinationCreateWithProtocol", "MIDIInputPortCreateWithBlock", "MIDIInputPortCreateWithProtocol",
    ];

    private const string OnArm64 = "_arm64";
    private const string OnX64 = "_x64";

    private static readonly Import[] Imports = [.. MacBindings.Assemblies.SelectMany(ImportReader.Read)];

    public static TheoryData<string> Methods => [.. Imports.Select(import => import.Method)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void An_import_is_in_the_table_and_has_its_shape(string method)
    {
        var import = Imports.Single(import => import.Method == method);
        var rows = AbiTable.Rows.Where(row => row.Function == import.EntryPoint).ToList();
        Assert.True(rows.Count > 0, $"{method} is not in the table");
        Assert.All(rows, row => Assert.Equal(row.Library, import.Library));
        Assert.True(rows.Any(row => Fits(import, row)), $"{method} is ({Show(import)}), not {string.Join(" or ", rows.Distinct())}");
        Assert.True(import.KeepsSignature, $"{method} is changed by the runtime on its way");
    }

    [Fact]
    public void Every_function_of_the_table_is_imported_but_the_few_that_are_left_out()
    {
        var bound = Imports.Select(import => import.EntryPoint).ToHashSet();
        Assert.Equal(Unbound, AbiTable.Rows.Select(row => row.Function).Where(name => !bound.Contains(name)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_message_of_the_table_has_an_import_of_its_shape()
    {
        var sends = Imports.Where(import => import.EntryPoint == AbiTable.MessageSend).ToList();
        var messages = AbiTable.Rows.Where(row => row.Function == AbiTable.MessageSend);
        Assert.All(messages, row => Assert.True(sends.Exists(send => Fits(send, row)), row.ToString()));
    }

    [Fact]
    public void Every_import_has_the_name_of_its_function_and_a_message_that_of_its_shape()
    {
        Assert.All(Imports, import =>
        {
            var name = import.EntryPoint == AbiTable.MessageSend ? MessageName(import) : import.EntryPoint;
            Assert.Equal(name, FunctionName(import.Method[(import.Method.IndexOf('.') + 1)..]));
        });
    }

    [Fact]
    public void Every_library_lists_what_is_asked_of_it()
    {
        var libraries = MacBindings.Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.GetProperty("Symbols") is not null).ToList();
        var listed = libraries.SelectMany(type => ((IReadOnlyList<string>)type.GetProperty("Symbols")!.GetValue(null)!)
            .Select(symbol => ((string)type.GetField("Name")!.GetRawConstantValue()!, symbol)));
        var variables = DataSymbolTests.Symbols.Select(row => row.Data)
            .Select(row => ($"/System/Library/Frameworks/{row.Item1}.framework/{row.Item1}", row.Item2));
        var asked = Imports.Where(IsThisProcessors).Select(import => (import.Library, import.EntryPoint)).Distinct().Concat(variables);
        Assert.Equal(asked.Order(), listed.Order());
    }

    [Fact]
    public void No_function_is_imported_twice()
    {
        var names = Imports.Where(import => import.EntryPoint != AbiTable.MessageSend).Select(import => import.EntryPoint).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Every_assembly_is_marked_as_the_Macs_and_marshals_nothing()
    {
        Assert.All(MacBindings.Assemblies, assembly =>
        {
            Assert.NotEmpty(assembly.GetCustomAttributes(typeof(DisableRuntimeMarshallingAttribute), false));
            var platform = Assert.Single(assembly.GetCustomAttributes(typeof(SupportedOSPlatformAttribute), false));
            Assert.Equal("macos", ((SupportedOSPlatformAttribute)platform).PlatformName);
        });
    }

    /// <summary>A method is called as its function, but where a struct has that name already, or where each processor has a name of its own.</summary>
    private static string FunctionName(string method) =>
        method.EndsWith(OnArm64, StringComparison.Ordinal) ? method[..^OnArm64.Length]
        : method.EndsWith(OnX64, StringComparison.Ordinal) ? method[..^OnX64.Length] + "$INODE64"
        : method.TrimEnd('_');

    private static bool IsThisProcessors(Import import) =>
        !import.Method.EndsWith(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? OnX64 : OnArm64, StringComparison.Ordinal);

    private static bool Fits(Import import, AbiRow row) => FitsArm64(import.Shape, row.Arm64) && FitsX64(import.Shape, row.X64);

    private static bool FitsArm64(NativeShape[] shape, string[] words) =>
        shape.Length == words.Length && shape.Zip(words).All(pair => pair.First.IsOnArm64(pair.Second));

    private static bool FitsX64(NativeShape[] shape, string[] words)
    {
        var inMemory = words is [_, "sret ptr", ..];
        return shape[0].IsResultOnX64(words[0], inMemory) && NativeShape.AreOnX64(shape[1..], words.AsSpan(inMemory ? 2 : 1));
    }

    private static string Show(Import import) => string.Join(", ", import.Shape.Select(shape => string.Join('+', shape.Words)));

    /// <summary>Result, then arguments after self and _cmd; pointers are IntPtr here and integers are not.</summary>
    private static string MessageName(Import import)
    {
        var shape = import.Shape.Where((_, index) => index is not (1 or 2));
        return $"{AbiTable.MessageSend}_{string.Join('_', shape.Select(Word))}";
    }

    private static string Word(NativeShape shape) => shape.StructName ?? shape.Words[0] switch
    {
        "native" => "ptr",
        "i8:z" => "bool",
        "i16:s" => "i16",
        var other => other,
    };
}
