using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Native.CoreMidi;

namespace Conductor.Platform.MacOS;

/// <summary>
/// One connection from a source to us: what CoreMIDI's thread hands over becomes messages in the inbox. Found again by a number, never by a pointer, since the system may call once more for a
/// connection that has just ended.
/// </summary>
/// <remarks>The header promises whole messages and no running status; interfaces and networks send otherwise, so every byte goes through the parser.</remarks>
[SupportedOSPlatform("macos")]
internal sealed unsafe class CoreMidiSource
{
    private const int Most = 1024;
    private static readonly CoreMidiSource?[] Connected = new CoreMidiSource?[Most];
    private static nint _lastSerial;

    /// <summary>How packets follow each other; another rule than this process's only where a test stands in for the system.</summary>
    internal static bool RoundsUp { get; set; } = PacketListReader.RoundsUpHere;

    private readonly CoreMidiMail _mail;
    private readonly SysExBuffer _sysEx = new();
    private MidiParser _parser;

    private CoreMidiSource(CoreMidiMail mail, uint endpoint, ushort device, nint number)
    {
        (_mail, Endpoint, Device, Number) = (mail, endpoint, device, number);
        _parser = new MidiParser(_sysEx);
        mail.Inbox.Expect(device);
    }

    public uint Endpoint { get; }

    /// <summary>What CoreMIDI gives back with each call (connRefCon).</summary>
    public nint Number { get; }

    /// <summary>The slot that its messages bear.</summary>
    public ushort Device { get; private set; }

    /// <summary>Null where <see cref="Most"/> are connected.</summary>
    public static CoreMidiSource? Add(CoreMidiMail mail, uint endpoint, ushort device)
    {
        var place = Array.IndexOf(Connected, null);
        if (place < 0) return null;
        return Connected[place] = new CoreMidiSource(mail, endpoint, device, (++_lastSerial * Most) + place);
    }

    public void Forget() => Volatile.Write(ref Connected[Number % Most], null);

    public void BecomesOf(ushort device)
    {
        _mail.Inbox.Expect(device);
        Device = device;
    }

    /// <summary>MIDIReadProc: on CoreMIDI's own thread of high priority, for one call at a time.</summary>
    [UnmanagedCallersOnly]
    public static void Read(MIDIPacketList* list, nint port, nint source) => Find(source)?.Take(list);

    private static CoreMidiSource? Find(nint number) =>
        Volatile.Read(ref Connected[number & (Most - 1)]) is { } source && source.Number == number ? source : null;

    private void Take(MIDIPacketList* list)
    {
        if (!_mail.TryEnter()) return;
        var packets = new PacketListReader((byte*)list, MIDIPackets.MaximumListSize, RoundsUp);
        while (packets.MoveNext()) Take(packets.Data, CoreMidiMail.TimeOf(packets.TimeStamp));
        _mail.Ring();
        _mail.Leave();
    }

    private void Take(ReadOnlySpan<byte> bytes, long time)
    {
        foreach (var value in bytes)
        {
            if (!_parser.TryTake(value, out var message)) continue;
            if (message.Kind == MidiStatus.SysEx) _mail.AddSysEx(_sysEx.Bytes, Device, time);
            else _mail.Inbox.TryAdd(message.From(Device).At(time));
        }
    }
}
