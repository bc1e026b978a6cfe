using System.Text;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>The files that <c>init</c> can write: Templates/*.toml. To add one: its file, and its name here.</summary>
internal static class Templates
{
    public const string Starter = "starter";

    /// <summary>The one that fits every controller, then devices, then purposes.</summary>
    public static readonly string[] Names =
    [
        Starter, "midi-keyboard", "launchpad", "maschine-mikro-mk3", "nanokontrol2", "apc-mini", "gamepad", "daw-transport", "streaming",
    ];

    public static byte[] Read(string name)
    {
        using var stream = typeof(Templates).Assembly.GetManifestResourceStream(name + ".toml")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>With its first line, which says what it is for.</summary>
    public static TemplateInfo Describe(string name)
    {
        var text = Encoding.UTF8.GetString(Read(name));
        return new TemplateInfo(name, text[..text.IndexOf('\n')].TrimStart('#', ' '));
    }
}
