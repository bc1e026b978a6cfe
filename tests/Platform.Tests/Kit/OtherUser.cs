namespace Conductor.Platform.Tests.Kit;

/// <summary>Somebody who is not us: uid 65534, which only root can become.</summary>
internal static class OtherUser
{
    public const uint Id = 65534;

    public static void SkipUnlessPossible(bool isRoot)
    {
        Assert.SkipUnless(isRoot, "becoming another user needs root");
        Assert.SkipUnless(Tool.Exists("setpriv"), "setpriv is not installed");
    }

    /// <summary>Runs a program as that user.</summary>
    public static (int Status, string Output) Run(params string[] command) => Tool.Run("setpriv", [.. Arguments, .. command]);

    public static Tool StartAndWaitForLine(params string[] command) => Tool.StartAndWaitForLine("setpriv", [.. Arguments, .. command]);

    /// <summary>Gives a file to that user; a link itself, not what it names.</summary>
    public static void Give(string path) => Assert.Equal(0, Tool.Run("chown", "-h", $"{Id}:{Id}", path).Status);

    private static string[] Arguments => [$"--reuid={Id}", $"--regid={Id}", "--clear-groups"];
}
