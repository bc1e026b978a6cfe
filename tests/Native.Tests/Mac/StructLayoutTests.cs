using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conductor.Native.Tests.Mac;

/// <summary>Size, alignment and offsets as a C compiler gives them, the same on arm64 and x86_64.</summary>
public sealed class StructLayoutTests
{
    public static TheoryData<string, int, int, string> Layouts => new()
    {
        { "MIDIPacket", 268, 4, "timeStamp 0, length 8, data 10" },
        { "MIDIPacketList", 272, 4, "numPackets 0, packet 4" },
        { "MIDIEventPacket", 268, 4, "timeStamp 0, wordCount 8, words 12" },
        { "MIDIEventList", 276, 4, "protocol 0, numPackets 4, packet 8" },
        { "MIDINotification", 8, 4, "messageID 0, messageSize 4" },
        {
            "MIDIObjectAddRemoveNotification", 24, 4,
            "messageID 0, messageSize 4, parent 8, parentType 12, child 16, childType 20"
        },
        { "MIDIObjectPropertyChangeNotification", 24, 8, "messageID 0, messageSize 4, object 8, objectType 12, propertyName 16" },
        { "MIDIIOErrorNotification", 16, 4, "messageID 0, messageSize 4, driverDevice 8, errorCode 12" },
        {
            "MIDISysexSendRequest", 40, 8,
            "destination 0, data 8, bytesToSend 16, complete 20, reserved 21, completionProc 24, completionRefCon 32"
        },
        { "CFRange", 16, 8, "location 0, length 8" },
        { "NSRange", 16, 8, "location 0, length 8" },
        { "CGPoint", 16, 8, "x 0, y 8" },
        { "CGSize", 16, 8, "width 0, height 8" },
        { "CGRect", 32, 8, "origin 0, size 16" },
        { "AudioObjectPropertyAddress", 12, 4, "mSelector 0, mScope 4, mElement 8" },
        {
            "CFRunLoopSourceContext", 80, 8,
            "version 0, info 8, retain 16, release 24, copyDescription 32, equal 40, hash 48, schedule 56, cancel 64, perform 72"
        },
        { "CFRunLoopTimerContext", 40, 8, "version 0, info 8, retain 16, release 24, copyDescription 32" },
        { "kevent", 32, 4, "ident 0, filter 8, flags 10, fflags 12, data 16, udata 24" },
        { "timespec", 16, 8, "tv_sec 0, tv_nsec 8" },
        { "mach_timebase_info", 8, 4, "numer 0, denom 4" },
        {
            "stat", 144, 8,
            "st_dev 0, st_mode 4, st_nlink 6, st_ino 8, st_uid 16, st_gid 20, st_rdev 24, st_atimespec 32, st_mtimespec 48, st_ctimespec 64, "
            + "st_birthtimespec 80, st_size 96, st_blocks 104, st_blksize 112, st_flags 116, st_gen 120, st_lspare 124, st_qspare 128"
        },
        {
            "statfs", 2168, 8,
            "f_bsize 0, f_iosize 4, f_blocks 8, f_bfree 16, f_bavail 24, f_files 32, f_ffree 40, f_fsid0 48, f_fsid1 52, f_owner 56, f_type 60, "
            + "f_flags 64, f_fssubtype 68, f_fstypename 72, f_mntonname 88, f_mntfromname 1112, f_flags_ext 2136, f_reserved 2140"
        },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_struct_lies_as_its_header_has_it(string name, int size, int alignment, string offsets)
    {
        var type = MacBindings.Find(name);
        Assert.Equal(size, SizeOf(type));
        Assert.Equal(alignment, SizeOf(typeof(Behind<>).MakeGenericType(type)) - size);
        Assert.Equal(offsets, string.Join(", ", Fields(type).Select(field => $"{field.Name} {Marshal.OffsetOf(type, field.Name)}")));
    }

    [Fact]
    public void Every_struct_has_a_line()
    {
        var structs = MacBindings.Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsValueType: true, IsNested: false, IsByRefLike: false }).Select(type => type.Name);
        Assert.Equal(Layouts.Select(row => row.Data.Item1).Order(), structs.Order());
    }

    /// <summary>Its size says how many bytes a T wants to be divided by.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Behind<T>
    {
        private byte _first;
        private T _second;
    }

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken);

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}
