using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>
/// Strings. CFString.h, https://developer.apple.com/documentation/corefoundation/cfstring. Immutable ones are safe on any thread. Lengths
/// and ranges count UTF-16 units, as .NET's do.
/// </summary>
public static unsafe partial class CFString
{
    // CFStringEncoding
    public const uint kCFStringEncodingUTF16 = 0x0100;
    public const uint kCFStringEncodingASCII = 0x0600;
    public const uint kCFStringEncodingUTF8 = 0x08000100;

    /// <summary>A new string with these very UTF-16 units, whatever they are. Invalid where memory has run out.</summary>
    public static CFHandle Create(string text)
    {
        fixed (char* characters = text)
            return CFHandle.Owned(CFStringCreateWithCharacters(CFBase.kCFAllocatorDefault, characters, text.Length));
    }

    /// <summary>Copies the text of a borrowed <paramref name="cf"/>; null for 0 and for what is no string.</summary>
    public static string? Read(nint cf)
    {
        if (cf == 0 || CFBase.CFGetTypeID(cf) != CFStringGetTypeID())
            return null;

        return string.Create((int)CFStringGetLength(cf), cf, static (text, cf) =>
        {
            fixed (char* characters = text)
                CFStringGetCharacters(cf, new CFRange { length = text.Length }, characters);
        });
    }

    /// <summary><see cref="Read"/> of what is ours, and releases it.</summary>
    public static string? Take(nint cf)
    {
        using var owned = CFHandle.Owned(cf);
        return Read(owned.Pointer);
    }

    /// <summary>+1; 0 where the bytes up to the NUL are not of that encoding.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFStringCreateWithCString(nint alloc, byte* cStr, uint encoding);

    /// <summary>+1.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFStringCreateWithCharacters(nint alloc, char* chars, nint numChars);

    /// <summary>+1; 0 where the bytes are not of that encoding.</summary>
    /// <param name="isExternalRepresentation">Boolean: whether a byte order mark may come first.</param>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFStringCreateWithBytes(
        nint alloc, byte* bytes, nint numBytes, uint encoding, byte isExternalRepresentation);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFStringGetLength(nint theString);

    /// <summary>Copies; a range beyond the length ends the process.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFStringGetCharacters(nint theString, CFRange range, char* buffer);

    /// <summary>Points into the string; null whenever CoreFoundation keeps it in another form, which is often.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial char* CFStringGetCharactersPtr(nint theString);

    /// <summary>Boolean: 0 where the text and its NUL do not fit into <paramref name="bufferSize"/> bytes.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial byte CFStringGetCString(nint theString, byte* buffer, nint bufferSize, uint encoding);

    /// <summary>Points into the string; null whenever CoreFoundation keeps it in another form, which is often.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial byte* CFStringGetCStringPtr(nint theString, uint encoding);

    /// <summary>Returns how many units it converted; <paramref name="usedBufLen"/> becomes how many bytes they are.</summary>
    /// <param name="lossByte">Stands for what the encoding lacks; 0: stop there.</param>
    /// <param name="isExternalRepresentation">Boolean: whether a byte order mark comes first.</param>
    /// <param name="buffer">Null: only count.</param>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFStringGetBytes(
        nint theString, CFRange range, uint encoding, byte lossByte, byte isExternalRepresentation, byte* buffer, nint maxBufLen,
        nint* usedBufLen);

    /// <summary>Bytes without the NUL; -1 (kCFNotFound) where that overflows.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFStringGetMaximumSizeForEncoding(nint length, uint encoding);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nuint CFStringGetTypeID();

    /// <summary>kCFCompareLessThan, kCFCompareEqualTo or kCFCompareGreaterThan.</summary>
    /// <param name="compareOptions">CFStringCompareFlags, a CFOptionFlags; 0: unit by unit.</param>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFStringCompare(nint theString1, nint theString2, nuint compareOptions);
}
