using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Conductor.TestKit;

/// <summary>A value with all it is made of, for the sentence of a test that failed: a record's own words stop at its lists.</summary>
internal static class Shown
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        Enum or IFormattable => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        _ when value.GetType() is { } type && type.Namespace?.StartsWith("Conductor", StringComparison.Ordinal) == true => $"{type.Name}({string.Join(", ", Members(value, type))})",
        _ => $"{value}",
    };

    private static IEnumerable<string> Members(object value, Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.CanWrite && member.GetIndexParameters().Length == 0).Select(member => $"{member.Name}={Of(member.GetValue(value))}");
}
