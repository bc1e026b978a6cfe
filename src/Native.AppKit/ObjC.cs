using System.Runtime.InteropServices;

namespace Conductor.Native.AppKit;

/// <summary>
/// Classes, selectors and pools. objc/runtime.h, objc/message.h and objc-internal's ARC entry points,
/// https://developer.apple.com/documentation/objectivec/objective-c-runtime. Any thread. A BOOL is one byte: compare with 0. Names are
/// NUL-terminated UTF-8, as C#'s u8 literals are.
/// </summary>
public static unsafe partial class ObjC
{
    /// <summary>A class by name; 0 where there is none or its library is not loaded.</summary>
    public static nint Class(ReadOnlySpan<byte> name)
    {
        fixed (byte* first = name)
            return objc_getClass(first);
    }

    /// <summary>A selector, for ever.</summary>
    public static nint Selector(ReadOnlySpan<byte> name)
    {
        fixed (byte* first = name)
            return sel_registerName(first);
    }

    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint objc_getClass(byte* name);

    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint sel_registerName(byte* str);

    /// <summary>A new class, not yet usable; 0 where the name is taken, and names are the whole process's.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint objc_allocateClassPair(nint superclass, byte* name, nuint extraBytes);

    /// <summary>After its methods were added.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial void objc_registerClassPair(nint cls);

    /// <summary>BOOL: 0 where the class itself has such a method already.</summary>
    /// <param name="cls">Whose.</param>
    /// <param name="name">The selector.</param>
    /// <param name="imp">
    /// A delegate* unmanaged&lt;nint, nint, …&gt; whose first two arguments are self and _cmd. No exception may leave it.
    /// </param>
    /// <param name="types">Type encoding, e.g. "v@:@".</param>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial byte class_addMethod(nint cls, nint name, nint imp, byte* types);

    /// <summary>BOOL.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial byte class_addProtocol(nint cls, nint protocol);

    /// <summary>0 where no loaded code uses it.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint objc_getProtocol(byte* name);

    /// <summary>BOOL. Before the class is registered.</summary>
    /// <param name="cls">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="size">Bytes.</param>
    /// <param name="alignment">The power of 2, e.g. 3 for a pointer.</param>
    /// <param name="types">Type encoding.</param>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial byte class_addIvar(nint cls, byte* name, nuint size, byte alignment, byte* types);

    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint object_getClass(nint obj);

    /// <summary>Borrowed for ever.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial byte* class_getName(nint cls);

    /// <summary>Borrowed for ever.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial byte* object_getClassName(nint obj);

    /// <summary>+1, all zeros, without init.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint class_createInstance(nint cls, nuint extraBytes);

    /// <summary>The old implementation; 0 where there was none.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint class_replaceMethod(nint cls, nint name, nint imp, byte* types);

    /// <summary>0 where neither the class nor those above it have it.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint class_getInstanceMethod(nint cls, nint name);

    /// <summary>What is autoreleased on this thread afterwards goes with <see cref="objc_autoreleasePoolPop"/>.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint objc_autoreleasePoolPush();

    /// <summary>On the thread of the push, in reverse order.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial void objc_autoreleasePoolPop(nint pool);

    /// <summary>Gives <paramref name="obj"/> back, which is now also the caller's; 0 is allowed.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial nint objc_retain(nint obj);

    /// <summary>0 is allowed.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial void objc_release(nint obj);

    /// <summary>The old handler. It runs before the process ends, which it cannot keep from ending.</summary>
    [LibraryImport(ObjCLibrary.Name)]
    public static partial delegate* unmanaged<nint, void> objc_setUncaughtExceptionHandler(delegate* unmanaged<nint, void> handler);
}
