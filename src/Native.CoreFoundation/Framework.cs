using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>
/// A library whose variables are looked up by name; imports of functions cannot name them. dlsym(3) gives the address of a variable. Loaded
/// at the first question: since macOS 11 no file lies at such a path, and only dlopen(3) knows it.
/// </summary>
/// <param name="path">As the imports name it.</param>
public sealed unsafe class Framework(string path)
{
    private nint _library;

    /// <summary>
    /// What finds libraries, where something else stands in for Apple's: the delegate that NativeLibrary.SetDllImportResolver took for the
    /// functions. Set it before the first question; 0 from it, or null, is dlopen.
    /// </summary>
    public static DllImportResolver? Resolver { get; set; }

    /// <summary>
    /// Where a variable lies, for what is passed by address (tables of callbacks). <see cref="EntryPointNotFoundException"/> where this
    /// system has none of that name, <see cref="DllNotFoundException"/> where the library is missing.
    /// </summary>
    public nint Address(string symbol) => NativeLibrary.GetExport(Load(), symbol);

    /// <summary>What a variable holds: a CFStringRef, an NSString *. Never ours to release.</summary>
    public nint Value(string symbol) => *(nint*)Address(symbol);

    /// <summary>
    /// True where <paramref name="symbol"/>, a variable or a function, is there; false where it or the library is missing.
    /// </summary>
    public bool Has(string symbol) => TryLoad(out var library) && NativeLibrary.TryGetExport(library, symbol, out _);

    /// <summary>The address of a variable, looked up once and then kept in <paramref name="cache"/>; any thread.</summary>
    public nint Address(ref nint cache, string symbol) => cache != 0 ? cache : cache = Address(symbol);

    /// <summary>The value of a constant, looked up once and then kept in <paramref name="cache"/>; any thread.</summary>
    public nint Value(ref nint cache, string symbol) => cache != 0 ? cache : cache = Value(symbol);

    private nint Load() => TryLoad(out var library) ? library : throw new DllNotFoundException(path);

    /// <summary>Two threads may both load it: dlopen counts, gives both the same, and nobody ever closes it.</summary>
    private bool TryLoad(out nint library)
    {
        if (_library == 0)
            _library = Resolver?.Invoke(path, typeof(Framework).Assembly, null) ?? 0;

        if (_library == 0)
            _ = NativeLibrary.TryLoad(path, out _library);

        library = _library;
        return library != 0;
    }
}
