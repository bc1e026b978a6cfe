using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>Reads a <see cref="VelocityMapping"/>: a word, a table with a type, the one-key form, and the <c>velocity_curve</c> of older files.</summary>
internal static class VelocityMappingReader
{
    private enum Type
    {
        PassThrough,
        Fixed,
        Linear,
        Curve,
    }

    private static readonly ChoiceParameter<Type> TypeParameter = new("type", "PassThrough, Fixed, Linear or Curve",
        (Type.PassThrough, ["PassThrough"]), (Type.Fixed, ["Fixed"]), (Type.Linear, ["Linear"]), (Type.Curve, ["Curve"]))
    {
        Required = true,
        OlderWords = [(Type.PassThrough, "FromTrigger")],
    };

    private static readonly IntParameter Velocity = new("velocity", 1, 127, "Fixed: what every press becomes") { Required = true };
    private static readonly IntParameter Min = new("min", 0, 127, "Linear: what 0 becomes") { Default = 0, Older = ["output_min"], Called = "velocity" };
    private static readonly IntParameter Max = new("max", 0, 127, "Linear: what 127 becomes") { Default = 127, Older = ["output_max"], Called = "velocity" };

    private static readonly ChoiceParameter<VelocityShape> CurveType = new("curve_type", "Curve: which",
        (VelocityShape.Exponential, ["Exponential"]), (VelocityShape.Logarithmic, ["Logarithmic"]), (VelocityShape.SCurve, ["SCurve"]))
    {
        Required = true,
    };

    private static readonly NumberParameter Intensity = new("intensity", 0, 1, "Curve: how much; 0 changes nothing") { Required = true, Older = ["curve"] };

    /// <summary>Its types, for the schema and the reference.</summary>
    public static readonly KindSpec<VelocityMapping>[] Specs =
    [
        new("PassThrough", "the velocity as it was played", "\"PassThrough\"", [], table => OfTable(table, Type.PassThrough)) { Older = ["FromTrigger"], Plain = () => VelocityMapping.PassThrough },
        new("Fixed", "the same velocity for every press", """{ type = "Fixed", velocity = 100 }""", [Velocity], table => OfTable(table, Type.Fixed)),
        new("Linear", "from min to max in a straight line", """{ type = "Linear", min = 20, max = 110 }""", [Min, Max], table => OfTable(table, Type.Linear)),
        new("Curve", "soft presses raised, or the middle steeper", """{ type = "Curve", curve_type = "Exponential", intensity = 0.5 }""", [CurveType, Intensity], table => OfTable(table, Type.Curve)),
    ];

    public static readonly ValueForm Form = new("velocityMapping", "\"PassThrough\", or a table such as { type = \"Linear\", min = 20, max = 110 }",
        """{"$ref":"#/$defs/velocity_mapping"}""") { IsDeep = true };

    public static FormParameter NewParameter(string doc, string? byDefault = null) => new("velocity_mapping", Form, doc) { Default = byDefault };

    /// <summary>Null only where it has an error.</summary>
    public static VelocityMapping? Read(ConfigValue value)
    {
        if (value.IsText) return value.Choice(TypeParameter) is { } word ? OfWord(value, word) : null;
        if (value.Table("velocity_mapping") is not { } table) return null;
        if (table.Has(TypeParameter)) return table.ChoiceOrNull(TypeParameter) is { } type ? OfTable(table, type) : null;
        if (table.Unasked().ToList() is [var (key, inner)] && TypeParameter.ValueOf(key) is { } oneKey)
        {
            inner.MarkAsked();
            if (key != TypeParameter.WordOf(oneKey)) inner.Rename(TypeParameter.WordOf(oneKey));
            return inner.Table(key) is { } content ? OfTable(content, oneKey) : null;
        }

        table.Missing(TypeParameter);
        return null;
    }

    private static VelocityMapping? OfWord(ConfigValue value, Type type)
    {
        if (type == Type.PassThrough) return VelocityMapping.PassThrough;
        value.Error("wrong-type", $"'{TypeParameter.WordOf(type)}' takes a table, such as {{ type = \"Linear\", min = 20, max = 110 }}");
        return null;
    }

    private static VelocityMapping? OfTable(ConfigTable table, Type type)
    {
        var (read, known) = type switch
        {
            Type.PassThrough => (VelocityMapping.PassThrough, Array.Empty<Parameter>()),
            Type.Fixed => (table.IntOrNull(Velocity) is { } velocity ? new VelocityMapping(VelocityShape.Fixed, velocity) : null, [Velocity]),
            Type.Linear => (ReadLinear(table), [Min, Max]),
            Type.Curve => (ReadCurve(table), [CurveType, Intensity]),
        };
        table.RejectUnknown([TypeParameter, .. known]);
        return read;
    }

    private static VelocityMapping? ReadLinear(ConfigTable table)
    {
        if (!(table.TryInt(Min, out var min) & table.TryInt(Max, out var max))) return null;
        if (min <= max) return new VelocityMapping(VelocityShape.Linear, min, max);
        (table.Find(Min) ?? table.Find(Max) ?? table.AsValue).Error("min-above-max", $"'min' ({min}) is above 'max' ({max}); exchange them");
        return null;
    }

    private static VelocityMapping? ReadCurve(ConfigTable table) =>
        (table.ChoiceOrNull(CurveType), table.NumberOrNull(Intensity)) is ({ } shape, { } intensity) ? new VelocityMapping(shape, Intensity: intensity) : null;

    /// <summary>A curve's name stood in its type. Where a key of another type stands beside it the older form stays.</summary>
    private static void TellOlder(ConfigTable table, string today, string type, VelocityMapping read)
    {
        var isCurve = read.Shape is not (VelocityShape.Fixed or VelocityShape.Linear);
        Parameter[] others = isCurve ? [Velocity, Min, Max] : read.Shape == VelocityShape.Linear ? [Velocity, CurveType, Intensity] : [Min, Max, CurveType, Intensity];
        var isNamed = isCurve && CurveType.ValueOf(type) is not null;
        if (others.Any(table.Has) || isNamed && table.Has(CurveType)) return;
        using var together = table.Scope.Trace?.Together();
        table.AsValue.Rename(today);
        var mapped = isCurve ? Type.Curve : read.Shape == VelocityShape.Linear ? Type.Linear : Type.Fixed;
        if (TypeParameter.WordOf(mapped) != type) table.Find(OlderType)!.Value.Rewrite($"\"{TypeParameter.WordOf(mapped)}\"");
        if (isCurve && !table.Has(CurveType)) table.AddEntry(CurveType.Name, $"\"{CurveType.WordOf(read.Shape)}\"");
        if (isCurve && !table.Has(Intensity)) table.AddEntry(Intensity.Name, FormattableString.Invariant($"{read.Intensity}"));
    }

    private static readonly TextParameter OlderType = new("type", "Linear, Exponential, Logarithmic, SCurve …") { Required = true };

    /// <summary>An older file's <c>velocity_curve = { type, output_min, output_max, curve, … }</c>: Linear, or a curve.</summary>
    /// <param name="value">The table.</param>
    /// <param name="today">What its key is called today; null where that is there, too.</param>
    public static VelocityMapping? ReadOlder(ConfigValue value, string? today)
    {
        if (value.Table("velocity_curve") is not { } table) return null;
        var type = table.TextOrNull(OlderType);
        var shape = type is null ? null : CurveType.ValueOf(type);
        if (type is not null && shape is null && TypeParameter.ValueOf(type) is null)
        {
            table.Find(OlderType)!.Value.Error("unknown-type", $"Unknown type '{type}' (must be Linear, {CurveType.Takes})", Spelling.Nearest(type, ["Linear", "Exponential", "Logarithmic", "SCurve"]));
            return null;
        }

        var intensity = table.Find(Intensity)?.Number(Intensity);
        var read = type is null ? null
            : shape is { } curve ? new VelocityMapping(curve, Intensity: intensity ?? 0.5)
            : TypeParameter.ValueOf(type) == Type.Curve ? new VelocityMapping(table.ChoiceOrNull(CurveType) ?? VelocityShape.Exponential, Intensity: intensity ?? 0.5)
            : TypeParameter.ValueOf(type) == Type.Fixed && table.IntOrNull(Velocity) is { } velocity ? new VelocityMapping(VelocityShape.Fixed, velocity)
            : ReadLinear(table);
        table.RejectUnknown([OlderType, Velocity, Min, Max, CurveType, Intensity]);
        if (today is not null && read is not null && table.Scope.Trace is not null) TellOlder(table, today, type!, read);
        return read;
    }
}
