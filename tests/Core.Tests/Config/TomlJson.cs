using System.Text.Json.Nodes;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>A file as an editor hands it to a schema: JSON.</summary>
internal static class TomlJson
{
    public static JsonNode Of(string toml)
    {
        var document = TomlReader.Read("config.toml", toml.TrimStart('\uFEFF'));
        Assert.Empty(document.Problems);
        return Of(document, ConfigDocument.Root)!;
    }

    private static JsonNode? Of(ConfigDocument document, int node) => document[node].Kind switch
    {
        NodeKind.Table => new JsonObject(Children(document, node).Select(child => KeyValuePair.Create(document[child].Key!, Of(document, child)))),
        NodeKind.Array => new JsonArray([.. Children(document, node).Select(child => Of(document, child))]),
        NodeKind.String or NodeKind.DateTime => JsonValue.Create(document[node].Text),
        NodeKind.Integer => JsonValue.Create(document[node].Bits),
        NodeKind.Float => BitConverter.Int64BitsToDouble(document[node].Bits) is var number && double.IsFinite(number) ? JsonValue.Create(number) : null,   // JSON has no infinity
        NodeKind.Boolean => JsonValue.Create(document[node].Bits != 0),
    };

    private static IEnumerable<int> Children(ConfigDocument document, int node)
    {
        for (var child = document[node].FirstChild; child != ConfigDocument.None; child = document[child].Next) yield return child;
    }
}
