using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>libasound itself. &lt;alsa/error.h&gt;, https://www.alsa-project.org/alsa-doc/alsa-lib/group___error.html</summary>
public static partial class AlsaLibrary
{
    public const string Name = "libasound.so.2";

    /// <summary>
    /// Keeps libasound from writing to stderr; its calls return what went wrong anyway. <see cref="DllNotFoundException"/> where it is not
    /// installed.
    /// </summary>
    /// <remarks>
    /// The handler is variadic and runs between a failed open(2) and libasound's look at errno, so it can be neither C# code nor null (null
    /// = print). snd_asoundlib_version takes nothing, does nothing and returns a constant: called with arguments it ignores, it is silence.
    /// </remarks>
    public static void Quieten()
    {
        var library = NativeLibrary.Load(Name, typeof(AlsaLibrary).Assembly, searchPath: null);
        _ = snd_lib_error_set_handler(NativeLibrary.GetExport(library, "snd_asoundlib_version"));
        NativeLibrary.Free(library); // the import holds its own reference by now
    }

    /// <summary>"1.2.8"; null where it is not installed.</summary>
    public static unsafe string? Version()
    {
        if (!NativeLibrary.TryLoad(Name, typeof(AlsaLibrary).Assembly, searchPath: null, out var library)) return null;
        var version = Marshal.PtrToStringUTF8((nint)snd_asoundlib_version());
        NativeLibrary.Free(library);
        return version;
    }

    [LibraryImport(Name)]
    private static unsafe partial byte* snd_asoundlib_version();

    [LibraryImport(Name)]
    private static partial int snd_lib_error_set_handler(nint handler);
}
