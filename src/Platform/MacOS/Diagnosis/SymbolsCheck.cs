using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Native.CoreFoundation;
using Conductor.Native.Darwin;

namespace Conductor.Platform.MacOS;

/// <summary>Looks up every function and constant that we may use, so that one that is missing is known before it is needed.</summary>
[SupportedOSPlatform("macos")]
internal static class SymbolsCheck
{
    public static IEnumerable<Finding> Look() => MacSymbols.All.Select(Look);

    private static Finding Look(SymbolsOf of)
    {
        var library = new Framework(of.Library);
        var names = Names(of);
        var missing = names.Where(name => !library.Has(name)).ToList();
        var name = of.Library[(of.Library.LastIndexOf('/') + 1)..];
        var id = $"symbols.{name.Split('.')[0].ToLowerInvariant()}";
        if (missing.Count == 0) return new Finding(id, FindingState.Good, $"{name}: all {names.Count} symbols are there");
        var text = missing.Count == names.Count ? $"{name} can't be loaded: what needs it is off" : $"{name}: {missing.Count} of {names.Count} symbols are missing: {string.Join(", ", missing)}";
        return new Finding(id, FindingState.Bad, text, "Conductor is built for macOS 12 and later; on a newer one report this with conductorctl doctor --json");
    }

    private static List<string> Names(SymbolsOf of)
    {
        var names = of.Names.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        if (of.Library == SystemLibrary.Name && RuntimeInformation.ProcessArchitecture == Architecture.X64) names.AddRange(MacSymbols.OfIntelAlone);
        return names;
    }
}
