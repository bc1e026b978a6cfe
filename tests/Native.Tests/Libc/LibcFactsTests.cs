using System.Reflection;
using System.Runtime.InteropServices;
using Conductor.Native.Libc;

namespace Conductor.Native.Tests.Libc;

/// <summary>Our transcription of libc against what the headers say.</summary>
public sealed class LibcFactsTests
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type[] Types = typeof(Errno).Assembly.GetTypes();

    public static TheoryData<string> Structs => [.. LibcFacts.Sizes.Keys];

    public static TheoryData<string, string> Fields => [.. LibcFacts.Offsets.Keys];

    [Theory]
    [MemberData(nameof(Structs))]
    public void A_struct_has_the_size_of_its_header(string name) => Assert.Equal(LibcFacts.Sizes[name], Marshal.SizeOf(Find(name)));

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_lies_where_its_header_says(string type, string field) =>
        Assert.Equal(LibcFacts.Offsets[(type, field)], (int)Marshal.OffsetOf(Find(type), field));

    [Fact]
    public void Every_number_is_the_headers()
    {
        var ours = Numbers();
        Assert.Equal(LibcFacts.Values.OrderBy(pair => pair.Key), ours.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Every_struct_and_every_visible_field_has_a_fact()
    {
        var structs = Types.Where(type => type.IsValueType && !type.IsNested && type.IsPublic).ToList();
        Assert.Equal(LibcFacts.Sizes.Keys.Order(), structs.Select(type => type.Name).Order());

        var fields = structs.SelectMany(type => type.GetFields().Select(field => (type.Name, field.Name)));
        Assert.Equal(LibcFacts.Offsets.Keys.Order(), fields.Order());
    }

    private static Type Find(string name) => Types.Single(type => type.Name == name);

    /// <summary>What only Darwin has, or has in another place: DarwinFactsTests knows it.</summary>
    private static readonly string[] DarwinsOwn = ["SO_NOSIGPIPE", "POSIX_SPAWN_CLOEXEC_DEFAULT", "O_EVTONLY", "F_FULLFSYNC"];

    /// <summary>Constants, and the numbers that depend on the system or the processor and so are properties; all are written in capitals.</summary>
    private static Dictionary<string, long> Numbers()
    {
        var classes = Types.Where(type => type is { IsClass: true, IsPublic: true }).ToList();
        var constants = classes.SelectMany(type => type.GetFields(Everything)).Where(field => field is { IsLiteral: true, IsPrivate: false } || (field.IsLiteral && field.Name.Contains('_')))
            .Select(field => (field.Name, Value: field.GetRawConstantValue()));
        var properties = classes.SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
            .Where(property => property.Name.Length > 4 && property.Name.All(letter => char.IsAsciiLetterUpper(letter) || letter == '_'))
            .Select(property => (property.Name, Value: property.GetValue(null)));
        return constants.Concat(properties).Where(number => !DarwinsOwn.Contains(number.Name)).ToDictionary(number => number.Name, number => Convert.ToInt64(number.Value));
    }
}
