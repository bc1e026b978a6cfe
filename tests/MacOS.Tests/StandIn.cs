using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Conductor.Native.AppKit;
using Conductor.Native.CoreAudio;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreGraphics;
using Conductor.Native.CoreMidi;
using Conductor.Native.Darwin;
using Conductor.Native.HIToolbox;
using Conductor.Native.IOKit;

namespace Conductor.MacOS.Tests;

/// <summary>macOS's libraries as tests/StandIn plays them: what is done to that world, and what was done in it. See standin.h.</summary>
internal static unsafe partial class StandIn
{
    private const string Name = "standin";
    private static nint _library;

    /// <summary>Where it is looked for: CONDUCTOR_STANDIN, else artifacts/standin of the checkout.</summary>
    public static string? File => Environment.GetEnvironmentVariable("CONDUCTOR_STANDIN") is { Length: > 0 } named ? named : Above(AppContext.BaseDirectory);

    /// <summary>From now on every library of macOS is this one. Once for the process.</summary>
    public static void Load()
    {
        if (_library != 0) return;
        _library = NativeLibrary.Load(File ?? throw new FileNotFoundException("tests/StandIn/build.sh artifacts/standin makes libstandin.so"));
        Framework.Resolver = Resolve;
        foreach (var assembly in Bindings) NativeLibrary.SetDllImportResolver(assembly, Resolve);
        NativeLibrary.SetDllImportResolver(typeof(StandIn).Assembly, Resolve);
    }

    public static Assembly[] Bindings =>
    [
        typeof(CFString).Assembly, typeof(MIDIClient).Assembly, typeof(CGEvent).Assembly, typeof(AudioObject).Assembly, typeof(TextInputSources).Assembly, typeof(ObjC).Assembly,
        typeof(IOPower).Assembly, typeof(Kqueue).Assembly,
    ];

    private static nint Resolve(string library, Assembly asking, DllImportSearchPath? path) =>
        library == Name || library.StartsWith("/System/", StringComparison.Ordinal) || library.StartsWith("/usr/lib/", StringComparison.Ordinal) ? _library : 0;

    private static string? Above(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "artifacts", "standin", "libstandin.so");
            if (System.IO.File.Exists(file)) return file;
        }

        return null;
    }

    public static string Violations => Text(&standin_violations_text);

    public static string WrongThreads => Text(&standin_wrong_thread_text);

    public static string Leaks => Text(&standin_leaks_text);

    public static string Events => Text(&standin_events_text);

    public static string Calls => Text(&standin_calls_text);

    /// <summary>All that was sent to a destination, or from a source of ours, as hexadecimal bytes.</summary>
    public static string Sent(uint endpoint)
    {
        var bytes = new byte[4096];
        fixed (byte* start = bytes) return Convert.ToHexString(bytes.AsSpan(0, standin_sent_bytes(endpoint, start, bytes.Length)));
    }

    public static void Fire(uint source, params byte[] bytes) => Fire(source, ulong.MaxValue, bytes);

    public static void Fire(uint source, ulong stamp, params byte[] bytes)
    {
        fixed (byte* start = bytes) _ = standin_fire(source, start, bytes.Length, stamp);
    }

    public static void FirePackets(uint source, params byte[][] packets)
    {
        var bytes = packets.SelectMany(packet => packet).ToArray();
        var lengths = packets.Select(packet => (uint)packet.Length).ToArray();
        var stamps = packets.Select(_ => ulong.MaxValue).ToArray();
        fixed (byte* start = bytes)
        fixed (uint* length = lengths)
        fixed (ulong* stamp = stamps) _ = standin_fire_packets(source, start, length, stamp, packets.Length);
    }

    public static void FirePieces(uint source, byte[] bytes, int piece, int perList)
    {
        fixed (byte* start = bytes) _ = standin_fire_pieces(source, start, bytes.Length, piece, perList, ulong.MaxValue);
    }

    public static uint AddSource(string name, int unique, string? display = null) => standin_add_source(name, display ?? name, "Maker", "Model", unique);

    public static uint AddDestination(string name, int unique, string? display = null) => standin_add_destination(name, display ?? name, "Maker", "Model", unique);

    private static string Text(delegate*<byte*, int, int> read)
    {
        var bytes = new byte[64 * 1024];
        fixed (byte* start = bytes) return Encoding.UTF8.GetString(bytes, 0, Math.Min(read(start, bytes.Length), bytes.Length - 1));
    }
}
