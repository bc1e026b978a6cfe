using System.Runtime.InteropServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.AppKit;

/// <summary>NSUInteger, twice.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct NSRange
{
    public nuint location;
    public nuint length;
}

/// <summary>
/// Sending messages. objc/message.h, https://developer.apple.com/documentation/objectivec/objc_msgsend. The header declares objc_msgSend as
/// void (void), to be cast to what the method is; so there is one import per shape, named by it: what it returns, then the arguments after
/// self and _cmd. A bool is a BOOL, to be compared with 0; i64 is NSInteger and NSUInteger. A message to 0 returns 0. No message here
/// returns a struct of more than 16 bytes, which x86_64 has another function for. What comes back is borrowed, and often autoreleased,
/// unless the selector begins with alloc, new, copy or init.
/// </summary>
public static partial class ObjCMessage
{
    /// <summary>sharedApplication, frontmostApplication, UTF8String, init.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial nint objc_msgSend_ptr(nint self, nint op);

    /// <summary>objectForKey:, stringWithUTF8String:, initWithTitle:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial nint objc_msgSend_ptr_ptr(nint self, nint op, nint arg1);

    /// <summary>imageWithSystemSymbolName:accessibilityDescription:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial nint objc_msgSend_ptr_ptr_ptr(nint self, nint op, nint arg1, nint arg2);

    /// <summary>initWithTitle:action:keyEquivalent:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial nint objc_msgSend_ptr_ptr_ptr_ptr(nint self, nint op, nint arg1, nint arg2, nint arg3);

    /// <summary>objectAtIndex:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial nint objc_msgSend_ptr_i64(nint self, nint op, long arg1);

    /// <summary>beginActivityWithOptions:reason:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial nint objc_msgSend_ptr_i64_ptr(nint self, nint op, long arg1, nint arg2);

    /// <summary>nextEventMatchingMask:untilDate:inMode:dequeue:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial nint objc_msgSend_ptr_i64_ptr_ptr_bool(nint self, nint op, long arg1, nint arg2, nint arg3, byte arg4);

    /// <summary>statusItemWithLength:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial nint objc_msgSend_ptr_double(nint self, nint op, double arg1);

    /// <summary>otherEventWithType:location:modifierFlags:timestamp:windowNumber:context:subtype:data1:data2:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial nint objc_msgSend_ptr_i64_CGPoint_i64_double_i64_ptr_i16_i64_i64(
        nint self, nint op, long arg1, CGPoint arg2, long arg3, double arg4, long arg5, nint arg6, short arg7, long arg8, long arg9);

    /// <summary>length, count, tag, clearContents.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial long objc_msgSend_i64(nint self, nint op);

    /// <summary>processIdentifier.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial int objc_msgSend_i32(nint self, nint op);

    /// <summary>respondsToSelector:, openURL:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial byte objc_msgSend_bool_ptr(nint self, nint op, nint arg1);

    /// <summary>setString:forType:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial byte objc_msgSend_bool_ptr_ptr(nint self, nint op, nint arg1, nint arg2);

    /// <summary>setActivationPolicy:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial byte objc_msgSend_bool_i64(nint self, nint op, long arg1);

    /// <summary>run, finishLaunching, removeAllItems.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial void objc_msgSend_void(nint self, nint op);

    /// <summary>setMenu:, setTitle:, setTarget:, terminate:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial void objc_msgSend_void_ptr(nint self, nint op, nint arg1);

    /// <summary>addObserver:selector:name:object:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial void objc_msgSend_void_ptr_ptr_ptr_ptr(nint self, nint op, nint arg1, nint arg2, nint arg3, nint arg4);

    /// <summary>postEvent:atStart:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial void objc_msgSend_void_ptr_bool(nint self, nint op, nint arg1, byte arg2);

    /// <summary>performSelectorOnMainThread:withObject:waitUntilDone:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial void objc_msgSend_void_ptr_ptr_bool(nint self, nint op, nint arg1, nint arg2, byte arg3);

    /// <summary>getCharacters:range:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial void objc_msgSend_void_ptr_NSRange(nint self, nint op, nint arg1, NSRange arg2);

    /// <summary>setState:, setTag:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial void objc_msgSend_void_i64(nint self, nint op, long arg1);

    /// <summary>setVisible:, setTemplate:, setEnabled:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial void objc_msgSend_void_bool(nint self, nint op, byte arg1);

    /// <summary>setSize:.</summary>
    [LibraryImport(ObjCLibrary.Name, EntryPoint = "objc_msgSend")]
    public static partial void objc_msgSend_void_CGSize(nint self, nint op, CGSize arg1);
}
