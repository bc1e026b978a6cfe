using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>What needs no daemon: a file and what it includes, read by the daemon's own reader.</summary>
internal static class Offline
{
    private const string StandardInput = "-";

    /// <summary>What problems call it.</summary>
    public const string InputName = "<stdin>";

    public static ValidateReply Validate(IPlatform platform, string path, ReadOnlySpan<byte> utf8) => CheckReply.Of(path, Plan(platform, path, utf8).Result);

    public static PlanResult Plan(IPlatform platform, string path, ReadOnlySpan<byte> utf8) => PlanReader.Read(path, utf8, platform.CanPress, new ConfigFiles(platform.Files));

    /// <summary>Null where the file has an error.</summary>
    public static PrintedConfig? Print(IPlatform platform, string path, ReadOnlySpan<byte> utf8, out ConfigResult result) =>
        PrintedConfig.Read(path, utf8, out result, platform.CanPress, new ConfigFiles(platform.Files));

    /// <summary>A named file, or <c>-</c>, stdin: what problems call it, and its bytes. One that is missing ends the program as 2001 does.</summary>
    public static (string Path, byte[] Utf8) ReadFile(Session session, string file)
    {
        if (file == StandardInput) return (InputName, ReadStandardInput());
        try
        {
            return (file, session.Platform.Files.ReadWhole(file, ConfigReader.MaxFileBytes));
        }
        catch (NativeException e) when (e.IsMissingFile)
        {
            throw Missing(session, file);
        }
    }

    /// <summary>What 2001 means, without a daemon to say it.</summary>
    private static CtlException Missing(Session session, string file)
    {
        var message = $"Config file not found: {file}";
        if (session.Globals.Json) session.PrintJson(Replies.Error(ErrorCode.ConfigNotFound, message), IpcJson.Default.ErrorReply);
        return new CtlException(ExitCode.Failed, message);
    }

    public static byte[] ReadStandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }
}
