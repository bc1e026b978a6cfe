using System.Text;

namespace Conductor.Ipc.Tests;

/// <summary>Feeds bytes in pieces, as a socket does, and writes down what came of it.</summary>
internal static class Framing
{
    /// <summary>What happened, one entry each: the request's text, "too large SIZE", "broken: SENTENCE", "no room".</summary>
    public static List<string> Run(IEnumerable<byte[]> pieces, int room = int.MaxValue, bool end = true)
    {
        var protocol = new LineProtocol();
        var seen = new List<string>();
        foreach (var piece in pieces)
        {
            if (!Feed(protocol, piece, room, seen)) return seen;
        }

        if (end) Note(protocol, protocol.End(), default, seen);
        return seen;
    }

    public static List<string> Run(params string[] pieces) => Run(pieces.Select(Encoding.UTF8.GetBytes));

    /// <summary>False once the connection would be closed.</summary>
    private static bool Feed(LineProtocol protocol, ReadOnlySpan<byte> bytes, int room, List<string> seen)
    {
        while (!bytes.IsEmpty)
        {
            var result = protocol.Feed(bytes, room, out var taken, out var request);
            Note(protocol, result, request, seen);
            if (result is FrameResult.TooLarge or FrameResult.Broken or FrameResult.NoRoom) return false;
            bytes = bytes[taken..];
        }

        return true;
    }

    private static void Note(LineProtocol protocol, FrameResult result, ReadOnlySpan<byte> request, List<string> seen)
    {
        var entry = result switch
        {
            FrameResult.NeedMore => null,
            FrameResult.Request => Encoding.UTF8.GetString(request),
            FrameResult.TooLarge => $"too large {protocol.Size}",
            FrameResult.Broken => $"broken: {protocol.Error}",
            FrameResult.NoRoom => "no room",
        };
        if (entry is not null) seen.Add(entry);
    }

    public static IEnumerable<byte[]> Chunks(byte[] bytes, Func<int> nextLength)
    {
        for (var i = 0; i < bytes.Length;)
        {
            var length = Math.Min(Math.Max(1, nextLength()), bytes.Length - i);
            yield return bytes[i..(i + length)];
            i += length;
        }
    }
}
