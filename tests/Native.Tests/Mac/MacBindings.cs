using System.Reflection;
using Conductor.Native.AppKit;
using Conductor.Native.CoreAudio;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreGraphics;
using Conductor.Native.CoreMidi;
using Conductor.Native.Darwin;
using Conductor.Native.HIToolbox;
using Conductor.Native.IOKit;

namespace Conductor.Native.Tests.Mac;

/// <summary>The assemblies that bind Apple's frameworks, and its C library where it is not Linux's.</summary>
internal static class MacBindings
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(AppKitLibrary).Assembly, typeof(CoreAudioLibrary).Assembly, typeof(CoreFoundationLibrary).Assembly,
        typeof(CoreGraphicsLibrary).Assembly, typeof(CoreMidiLibrary).Assembly, typeof(HIToolboxLibrary).Assembly,
        typeof(IOKitLibrary).Assembly, typeof(SystemLibrary).Assembly,
    ];

    public static Type Find(string name) => Assemblies.SelectMany(assembly => assembly.GetTypes()).Single(type => type.Name == name);
}
