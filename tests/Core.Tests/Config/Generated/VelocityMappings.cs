using CsCheck;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>How a velocity is shaped, and what older files call it.</summary>
internal static class VelocityMappings
{
    private static readonly Gen<Shape> Shapes = Gen.Select(Gen.OneOf("PassThrough", "Fixed", "Linear", "Exponential", "Logarithmic", "SCurve"), Gen.Int[0, 127], Gen.Int[0, 127], Gen.Int[0, 1000])
        .Select((name, min, max, intensity) => new Shape(name, Math.Min(min, max), Math.Max(min, max), intensity));

    private sealed record Shape(string Name, int Min, int Max, int Intensity)
    {
        public bool IsCurve => Name is "Exponential" or "Logarithmic" or "SCurve";

        public string Type => IsCurve ? "Curve" : Name;
    }

    public static readonly Gen<Spelled> Any = Shapes.Select(shape => (Spelled)(style => Today(style, shape)));

    /// <summary>An entry <c>velocity_mapping</c>, or the <c>velocity_curve</c> that it was.</summary>
    public static readonly Gen<Part?> OfSendMidi = Shapes.Select(shape => (Part?)new Part(style =>
        shape.Name != "PassThrough" && style.Chance(30) ? [("velocity_curve", Older(style, shape))] : [("velocity_mapping", Today(style, shape))]));

    private static Toml Today(Style style, Shape shape)
    {
        if (shape.Name == "PassThrough" && style.Chance(70)) return style.Word("PassThrough", "FromTrigger");
        var entries = Entries(style, shape);
        return style.Chance(30)
            ? new TomlTable([(style.Free(shape.Type), new TomlTable([.. entries]))])
            : new TomlTable([("type", style.Text(style.Free(shape.Type))), .. entries]);
    }

    private static IEnumerable<(string, Toml)> Entries(Style style, Shape shape) => shape.Type switch
    {
        "Fixed" => [("velocity", style.Int(Math.Max(1, shape.Min)))],
        "Linear" => [(style.Pick("min", "output_min"), style.Int(shape.Min)), (style.Pick("max", "output_max"), style.Int(shape.Max))],
        "Curve" => [("curve_type", style.Text(style.Free(shape.Name))), (style.Pick("intensity", "curve"), style.Thousandths(shape.Intensity))],
        _ => [],
    };

    private static TomlTable Older(Style style, Shape shape) => new(
    [
        ("type", style.Text(style.Free(shape.Name))),
        .. shape.IsCurve ? [(style.Pick("intensity", "curve"), style.Thousandths(shape.Intensity))] : Entries(style, shape),
    ]);
}
