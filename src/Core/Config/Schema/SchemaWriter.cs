using System.Text.Encodings.Web;
using System.Text.Json;
using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Triggers;

namespace Conductor.Core.Config;

/// <summary>
/// The JSON Schema of a configuration, written from the lists that the reader works from: what an editor completes, explains and checks.
/// It refuses nothing that the reader accepts. It keeps to what draft 7 and 2020-12 share (nothing beside a <c>$ref</c> but a description), since Taplo checks by the older one.
/// </summary>
public sealed partial class SchemaWriter
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";
    private const string Id = "urn:conductor:config";

    private readonly Utf8JsonWriter _json;
    private readonly bool _isStrict;

    private SchemaWriter(Utf8JsonWriter json, bool isStrict)
    {
        _json = json;
        _isStrict = isStrict;
    }

    /// <param name="isStrict">Refuses also what the reader only warns about: keys and tables that nobody knows.</param>
    public static byte[] Write(bool isStrict = false)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new SchemaWriter(json, isStrict).WriteFile();
        }

        return buffer.ToArray();
    }

    private void WriteFile()
    {
        _json.WriteStartObject();
        _json.WriteString("$schema", Dialect);
        _json.WriteString("$id", Id);
        _json.WriteString("title", "Conductor configuration");
        WriteTable("What a MIDI controller does: layers of mappings from what is played to what happens.", TableCatalog.Root, []);
        _json.WriteStartObject("$defs");
        foreach (var table in TableCatalog.All) WriteDefinition(table.Name, () => WriteTable(table.Doc, table.Parameters, table.Needs));
        WriteFamily("trigger", "what the player does: a table with a type", [.. TriggerCatalog.All], Trigger.Common);
        WriteFamily("action", "what happens: a table with a type", [.. ActionCatalog.All], []);
        WriteFamily("condition", "what must be so: a table with a type", [.. ConditionCatalog.All], []);
        WriteFamily("velocity_mapping", "how a velocity is shaped: \"PassThrough\", or a table with a type", VelocityMappingReader.Specs, []);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteDefinition(string name, Action write)
    {
        _json.WriteStartObject(name);
        write();
        _json.WriteEndObject();
    }

    private void WriteReference(string name)
    {
        _json.WriteStartObject();
        _json.WriteString("$ref", $"#/$defs/{name}");
        _json.WriteEndObject();
    }

    private void WriteStrings(string name, IEnumerable<string> values)
    {
        _json.WriteStartArray(name);
        foreach (var value in values) _json.WriteStringValue(value);
        _json.WriteEndArray();
    }

    /// <summary>The members of a JSON object that is written elsewhere, into the object at hand.</summary>
    private void WriteMembers(string json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var member in document.RootElement.EnumerateObject()) member.WriteTo(_json);
    }

    private void WriteJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        document.RootElement.WriteTo(_json);
    }
}
