using Conductor.Core.Config;
using Conductor.Core.Scripts;

namespace Conductor.Core.Tests;

/// <summary>Every script of Gestures/.</summary>
public class GestureScriptTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Gestures");

    /// <summary>A command's answer takes no time only where the engine is woken for what asks for it: what waits for one runs late on a late wake-up.</summary>
    private static readonly string[] WaitForAnswers = ["actions", "repeat_ms", "when_running", "Repeat"];

    private static readonly Dictionary<string, GestureScript> Scripts = ReadAll();

    public static TheoryData<string> Names => [.. Scripts.Keys];

    private static Dictionary<string, GestureScript> ReadAll()
    {
        var all = new Dictionary<string, GestureScript>();
        foreach (var file in Directory.GetFiles(Folder, "*.gesture").Order(StringComparer.Ordinal))
        {
            foreach (var script in GestureScript.Read(file, File.ReadAllBytes(file))) all.Add($"{Path.GetFileNameWithoutExtension(file)}: {script.Name}", script);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Plays_as_written(string name) => Assert.Null(Scripts[name].Play());

    [Theory]
    [MemberData(nameof(Names))]
    public void Late_wake_ups_change_nothing(string name)
    {
        if (MayWakeLate(Scripts[name])) Assert.Null(Scripts[name].Play(wakes: false));
    }

    private static bool MayWakeLate(GestureScript script) =>
        script.Lines.Select(line => line.Config).OfType<ScriptConfig>().Append(script.Config).All(config => !config.Text.Contains("Shell") || !WaitForAnswers.Any(config.Text.Contains));
}
