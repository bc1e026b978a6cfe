using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Conductor.Core.Config;

/// <summary>Everything in force for programs: <c>{"files":[…],"values":[{"path","value","file","line","default"}]}</c>.</summary>
internal static class PrintedJson
{
    public static byte[] Of(PrintedConfig config)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("files");
            foreach (var file in config.Files) json.WriteStringValue(file);
            json.WriteEndArray();
            json.WriteStartArray("values");
            WriteTable(json, config.Config, "");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteTable(Utf8JsonWriter json, EffectiveTable table, string path)
    {
        foreach (var (key, node) in table.Entries)
        {
            var name = path.Length == 0 ? key : $"{path}.{key}";
            if (node is EffectiveTable inner) WriteTable(json, inner, name);
            else if (node is EffectiveList list)
            {
                for (var i = 0; i < list.Tables.Count; i++) WriteTable(json, list.Tables[i], $"{name}[{i}]");
            }
            else if (node is EffectiveValue value) WriteEntry(json, value, name);
        }
    }

    private static void WriteEntry(Utf8JsonWriter json, EffectiveValue value, string path)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WritePropertyName("value");
        WriteValue(json, value.Spelled);
        if (!value.IsDefault)
        {
            json.WriteString("file", value.Spelled.File);
            json.WriteNumber("line", value.Spelled.Line);
        }

        json.WriteBoolean("default", value.IsDefault);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, SpelledValue value)
    {
        switch (value.Kind)
        {
            case NodeKind.String: json.WriteStringValue(value.Text); break;
            case NodeKind.Integer: json.WriteNumberValue(value.Bits); break;
            case NodeKind.Float: WriteFloat(json, BitConverter.Int64BitsToDouble(value.Bits)); break;
            case NodeKind.Boolean: json.WriteBooleanValue(value.Bits != 0); break;
            case NodeKind.DateTime: json.WriteStringValue(value.Written); break;
            case NodeKind.Array:
                json.WriteStartArray();
                foreach (var element in value.Elements()) WriteValue(json, element);
                json.WriteEndArray();
                break;
            case NodeKind.Table:
                json.WriteStartObject();
                foreach (var (key, inner) in value.Entries(knownOnly: value.Shape is not null))
                {
                    json.WritePropertyName(key);
                    WriteValue(json, inner);
                }

                json.WriteEndObject();
                break;
        }
    }

    /// <summary>JSON has no infinity.</summary>
    private static void WriteFloat(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }
}
