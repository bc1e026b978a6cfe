using System.Text;

namespace Conductor.Benchmarks;

/// <summary>Configuration files of a given size, as people write them.</summary>
internal static class Files
{
    public static byte[] WithMappings(int count)
    {
        var text = new StringBuilder("[device]\nname = \"Launchpad\"\n\n[[modes]]\nname = \"Default\"\n");
        for (var i = 0; i < count; i++)
        {
            text.Append($"\n[[modes.mappings]]\ndescription = \"Mapping {i}\"\n");
            text.Append(i % 3 == 2 ? $"trigger = {{ type = \"CC\", cc = {i % 128}, value_min = {120 - (i / 128 % 120)} }}\n" : $"trigger = {{ type = \"Note\", note = {i % 128}, velocity_min = {100 - (i / 128 % 100)} }}\n");
            text.Append(i % 2 == 0 ? "action = { type = \"Keystroke\", keys = \"a\", modifiers = [\"cmd\", \"shift\"] }\n" : $"action = {{ type = \"Shell\", command = \"echo {i}\" }}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
