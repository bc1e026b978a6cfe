using System.Globalization;
using System.Text.Json;
using Conductor.Core.Midi;
using Conductor.Ipc;

namespace Conductor.Daemon.Ipc;

/// <summary>What <c>inject</c> is asked to play: words, or bytes as numbers or hex text.</summary>
internal static class InjectRequest
{
    public static bool TryRead(InjectArgs? args, out List<InjectedMessage> messages, out string? device, out string error)
    {
        messages = [];
        device = args?.Device;
        error = "inject takes 'message' (such as \"note-on 36 100\") or 'bytes'";
        if (args?.Message is { } words)
        {
            if (!MidiWords.TryParse(words, out var message, out var sysEx, out var named, out error)) return false;
            device ??= named;
            messages.Add(new InjectedMessage(message, sysEx));
            return true;
        }

        return args?.Bytes is { } bytes && TryReadBytes(bytes, messages, out error);
    }

    private static bool TryReadBytes(JsonElement value, List<InjectedMessage> messages, out string error)
    {
        error = "'bytes' must be a list of numbers 0-255, or hex text such as \"90 24 64\"";
        var bytes = new List<byte>();
        var readable = value.ValueKind switch
        {
            JsonValueKind.Array => TryReadNumbers(value, bytes),
            JsonValueKind.String => TryReadHex(value.GetString()!, bytes),
            _ => false,
        };
        if (!readable) return false;
        var buffer = new SysExBuffer();
        var parser = new MidiParser(buffer);
        foreach (var one in bytes)
        {
            if (parser.TryTake(one, out var message)) messages.Add(new InjectedMessage(message, message.Kind == MidiStatus.SysEx ? buffer.Bytes.ToArray() : null));
        }

        error = "these bytes are no complete MIDI message";
        return messages.Count > 0;
    }

    private static bool TryReadNumbers(JsonElement list, List<byte> bytes)
    {
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetByte(out var one)) return false;
            bytes.Add(one);
        }

        return true;
    }

    private static bool TryReadHex(string text, List<byte> bytes)
    {
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != ','));
        if (digits.Length % 2 != 0) return false;
        for (var i = 0; i < digits.Length; i += 2)
        {
            if (!byte.TryParse(digits.AsSpan(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one)) return false;
            bytes.Add(one);
        }

        return true;
    }
}
