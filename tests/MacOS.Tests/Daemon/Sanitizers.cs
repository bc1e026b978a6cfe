using System.Diagnostics;

namespace Conductor.MacOS.Tests.Daemon;

/// <summary>A host over the stand-in that scripts/test.sh builds with sanitizers, whose own libraries must be there before all others.</summary>
internal static class Sanitizers
{
    /// <summary>Set by scripts/test.sh --all.</summary>
    public static bool AreWanted => Environment.GetEnvironmentVariable("TESTS_ALL") == "1";

    public static void Use(ProcessStartInfo start)
    {
        var standIn = Path.Combine(HostProcess.Artifacts(), "standin-asan", "libstandin.so");
        Assert.SkipUnless(File.Exists(standIn), "the stand-in is not built with sanitizers: tests/StandIn/build.sh artifacts/standin-asan --asan");
        start.Environment["CONDUCTOR_STANDIN"] = standIn;
        start.Environment["LD_PRELOAD"] = $"{Library("libasan.so")} {Library("libubsan.so")}";
        start.Environment["ASAN_OPTIONS"] = "detect_leaks=0:handle_segv=0:use_sigaltstack=0";   // the runtime makes use of these signals itself
        start.Environment["UBSAN_OPTIONS"] = "print_stacktrace=1";
    }

    private static string Library(string name)
    {
        using var compiler = Process.Start(new ProcessStartInfo("gcc", $"-print-file-name={name}") { RedirectStandardOutput = true })!;
        return compiler.StandardOutput.ReadToEnd().Trim();
    }
}
