using System.Runtime.Versioning;
using Conductor.Native.AppKit;
using Conductor.Native.CoreAudio;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreGraphics;
using Conductor.Native.CoreMidi;
using Conductor.Native.Darwin;
using Conductor.Native.HIToolbox;
using Conductor.Native.IOKit;

namespace Conductor.Platform.MacOS;

/// <summary>Looks up every function and constant that we may use, so that one that is missing is known before it is needed.</summary>
[SupportedOSPlatform("macos")]
internal static class SymbolsCheck
{
    /// <summary>Each library with all that our bindings name of it.</summary>
    internal static readonly (string Path, IReadOnlyList<string> Symbols)[] Libraries =
    [
        (CoreMidiLibrary.Name, CoreMidiLibrary.Symbols),
        (CoreFoundationLibrary.Name, CoreFoundationLibrary.Symbols),
        (CoreGraphicsLibrary.Name, CoreGraphicsLibrary.Symbols),
        (ApplicationServicesLibrary.Name, ApplicationServicesLibrary.Symbols),
        (HIToolboxLibrary.Name, HIToolboxLibrary.Symbols),
        (CoreServicesLibrary.Name, CoreServicesLibrary.Symbols),
        (CoreAudioLibrary.Name, CoreAudioLibrary.Symbols),
        (AppKitLibrary.Name, AppKitLibrary.Symbols),
        (ObjCLibrary.Name, ObjCLibrary.Symbols),
        (IOKitLibrary.Name, IOKitLibrary.Symbols),
        (SystemLibrary.Name, SystemLibrary.Symbols),
    ];

    public static IEnumerable<Finding> Look() => Libraries.Select(library => Look(library.Path, library.Symbols));

    private static Finding Look(string path, IReadOnlyList<string> symbols)
    {
        var library = new Framework(path);
        var missing = symbols.Where(symbol => !library.Has(symbol)).ToList();
        var name = path[(path.LastIndexOf('/') + 1)..];
        var id = $"symbols.{name.Split('.')[0].ToLowerInvariant()}";
        if (missing.Count == 0) return new Finding(id, FindingState.Good, $"{name}: all {symbols.Count} symbols are there");
        var text = missing.Count == symbols.Count ? $"{name} can't be loaded: what needs it is off" : $"{name}: {missing.Count} of {symbols.Count} symbols are missing: {string.Join(", ", missing)}";
        return new Finding(id, FindingState.Bad, text, "Conductor is built for macOS 12 and later; on a newer one report this with conductorctl doctor --json");
    }
}
