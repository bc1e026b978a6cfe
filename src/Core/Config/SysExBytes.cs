namespace Conductor.Core.Config;

/// <summary>A list of bytes in a file.</summary>
internal static class SysExBytes
{
    /// <summary>Null where one of them is no byte.</summary>
    public static short[]? ReadList(ConfigValue list, string name)
    {
        var bytes = new List<short>(Math.Min(list.Count, 256));
        var readable = true;
        foreach (var element in list.Elements())
        {
            if (element.Integer is >= 0 and <= 255 && element.IsNumber) bytes.Add((short)element.Integer);
            else
            {
                readable = false;
                element.Error("not-a-byte", $"'{name}' takes bytes (0-255), not {element.InWords()}");
            }
        }

        return readable ? [.. bytes] : null;
    }
}
