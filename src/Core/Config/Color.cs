using System.Globalization;

namespace Conductor.Core.Config;

/// <summary>A colour as a file writes it: a name, "#RRGGBB", [r, g, b] or { r, g, b }.</summary>
public readonly record struct Color(byte R, byte G, byte B)
{
    private static readonly (string Name, Color Color)[] Named =
    [
        ("blue", new(0, 0, 255)), ("green", new(0, 255, 0)), ("purple", new(128, 0, 255)), ("red", new(255, 0, 0)), ("yellow", new(255, 255, 0)), ("cyan", new(0, 255, 255)),
        ("white", new(255, 255, 255)), ("orange", new(255, 128, 0)), ("pink", new(255, 105, 180)), ("magenta", new(255, 0, 255)), ("violet", new(148, 0, 211)), ("off", new(0, 0, 0)),
    ];

    private static readonly string Names = string.Join(", ", Named.Select(named => named.Name));

    internal static readonly ValueForm Form = new("color", $"a name ({Names}), \"#RRGGBB\", [r, g, b] or {{ r, g, b }}",
        """
        {
          "type": ["string", "array", "object"],
          "minItems": 3, "maxItems": 3, "items": { "type": "integer", "minimum": 0, "maximum": 255 },
          "required": ["r", "g", "b"],
          "properties": {
            "r": { "description": "red", "type": "integer", "minimum": 0, "maximum": 255 },
            "g": { "description": "green", "type": "integer", "minimum": 0, "maximum": 255 },
            "b": { "description": "blue", "type": "integer", "minimum": 0, "maximum": 255 }
          }
        }
        """)
    {
        Words = Named.Select(named => named.Name),
        OnlyWords = Named.Select(named => named.Name),
        OtherText = "#[0-9a-fA-F]{6}",
    };

    private static readonly IntParameter Red = new("r", 0, 255, "red") { Required = true };
    private static readonly IntParameter Green = new("g", 0, 255, "green") { Required = true };
    private static readonly IntParameter Blue = new("b", 0, 255, "blue") { Required = true };

    internal static Color? Read(ConfigValue value)
    {
        if (value.TextOrNothing is { } text) return OfText(value, text);
        if (value.IsList) return OfList(value);
        if (value.IsTable && value.Table("color") is { } table) return OfTable(table);
        value.Error("wrong-type", $"'color' must be {Form.Takes}, not {value.InWords()}");
        return null;
    }

    private static Color? OfText(ConfigValue value, string text)
    {
        foreach (var (name, color) in Named)
        {
            if (name == Core.Names.Fold(text)) return color;
        }

        var isHex = text.Length == 7 && text[0] == '#';
        if (isHex && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)) return new Color((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        var near = Spelling.Nearest(text, Named.Select(named => named.Name));
        value.Error("unknown-color", near is null ? $"Unknown colour '{text}' (must be {Form.Takes})" : $"Unknown colour '{text}': did you mean '{near}'?", near);
        return null;
    }

    private static Color? OfList(ConfigValue value)
    {
        if (value.Count != 3)
        {
            value.Error("wrong-type", $"'color' must be {Form.Takes}");
            return null;
        }

        var parts = value.Elements().Zip([Red, Green, Blue], (part, parameter) => part.Int(parameter)).ToList();
        return parts is [{ } r, { } g, { } b] ? new Color((byte)r, (byte)g, (byte)b) : null;
    }

    private static Color? OfTable(ConfigTable table)
    {
        var (r, g, b) = (table.IntOrNull(Red), table.IntOrNull(Green), table.IntOrNull(Blue));
        table.RejectUnknown([Red, Green, Blue]);
        return r is { } red && g is { } green && b is { } blue ? new Color((byte)red, (byte)green, (byte)blue) : null;
    }
}
