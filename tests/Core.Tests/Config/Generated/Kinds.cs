using CsCheck;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>What triggers, actions and conditions have in common: the type in the table, the one-key form, the plain value and the word.</summary>
internal static class Kinds
{
    /// <summary>As the list has it: every parameter but those that only older files have.</summary>
    public static Gen<Spelled> Of<T>(KindSpec<T> spec, params Gen<Part?>[] more)
        where T : class => Gen.Select(Values.PartsOf(spec.Parameters), Values.Given(more), (own, others) => Write(spec, [.. own, .. others]));

    /// <summary>With a part in place of some parameters.</summary>
    public static Gen<Spelled> But<T>(KindSpec<T> spec, string without, params Gen<Part?>[] instead)
        where T : class
    {
        var left = spec.Parameters.Where(parameter => !without.Split(' ').Contains(parameter.Name));
        return Gen.Select(Values.PartsOf(left), Values.Given(instead), (own, others) => Write(spec, [.. own, .. others]));
    }

    private static Spelled Write<T>(KindSpec<T> spec, Part[] parts)
        where T : class => style => Write(style, spec, parts, style.Chance(25) && spec.Older.Length > 0 ? style.Pick(spec.Older) : spec.Name);

    /// <param name="style">How.</param>
    /// <param name="spec">What.</param>
    /// <param name="parts">Of its table.</param>
    /// <param name="name">One of its names.</param>
    public static Toml Write<T>(Style style, KindSpec<T> spec, Part[] parts, string name)
        where T : class
    {
        if (parts.Length == 0 && spec.Plain is not null && style.Chance(50)) return style.Text(style.Free(name));
        if (parts is [{ Value: { } main }] && parts[0].Parameter == spec.Main && spec.ReadMain is not null && style.Chance(50))
        {
            var value = main(style);
            if (value is not TomlTable || spec.Name == "Not") return new TomlTable([(style.Free(name), value)]);
        }

        var table = Part.Table(style, parts);
        return style.Chance(30) ? new TomlTable([(style.Free(name), table)]) : new TomlTable([("type", style.Text(style.Free(name))), .. table.Entries]);
    }

    public static Parameter Parameter<T>(this KindSpec<T> spec, string name)
        where T : class => spec.Parameters.Single(parameter => parameter.Name == name);

    /// <summary>Both ends of a range, one of them, or none; both may have stood together in older files.</summary>
    /// <param name="min">The lower end.</param>
    /// <param name="max">The upper end.</param>
    /// <param name="older">What says both, or null.</param>
    public static Gen<Part?> Range(Parameter min, Parameter max, Func<Style, int, int, (string, Toml)?> older)
    {
        var (from, to) = ((IntParameter)min, (IntParameter)max);
        return Gen.Select(Gen.Int[0, 3], Values.Number(from.Min, from.Max), Values.Number(from.Min, from.Max)).Select((which, a, b) =>
        {
            var (low, high) = (Math.Min(a, b), Math.Max(a, b));
            return which switch
            {
                0 => null,
                1 => Generated.Part.Of(min, style => style.Int(low)),
                2 => Generated.Part.Of(max, style => style.Int(Math.Max(high, from.Default ?? 1))),
                _ => new Part(style => style.Chance(30) && older(style, low, high) is { } both ? [both] : [(style.NameOf(min), style.Int(low)), (style.NameOf(max), style.Int(high))]),
            };
        });
    }
}
