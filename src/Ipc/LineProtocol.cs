using System.Text.Unicode;
using System.Text.Json;

namespace Conductor.Ipc;

/// <summary>What <see cref="LineProtocol.Feed"/> found.</summary>
public enum FrameResult
{
    /// <summary>All bytes were taken.</summary>
    NeedMore,

    /// <summary>A whole request.</summary>
    Request,

    /// <summary>The object's size is known (or given up) and is over the limit: answer 1004, then close.</summary>
    TooLarge,

    /// <summary>Not JSON: answer 1001, then close.</summary>
    Broken,

    /// <summary>It would be stored, but there is no room left for requests under way: answer 3001, then close.</summary>
    NoRoom,
}

/// <summary>
/// The framing of one connection: a request is one JSON object and ends where the object ends, however its bytes arrive. A request that
/// comes whole in one piece is not copied; one that comes in pieces is stored, up to the limit; of one beyond the limit nothing is stored,
/// it is only counted to its end.
/// </summary>
public sealed class LineProtocol
{
    private const int FirstBuffer = 1024;

    private readonly RequestScanner _scanner = new();
    private byte[]? _stored;
    private bool _given;

    /// <summary>Bytes held of a request that has not ended.</summary>
    public int Stored { get; private set; }

    /// <summary>A request has begun and has not ended.</summary>
    public bool IsUnderWay => _scanner.IsUnderWay;

    /// <summary>The request is over the limit and is only counted.</summary>
    public bool IsCounting { get; private set; }

    /// <summary>Bytes of the request from its <c>{</c> on, as far as it was read.</summary>
    public long Size => _scanner.Size;

    /// <summary>Why it is <see cref="FrameResult.Broken"/>: a sentence.</summary>
    public string Error => _scanner.Error ?? "";

    /// <summary>Takes bytes up to the end of one request.</summary>
    /// <param name="bytes">What arrived.</param>
    /// <param name="room">How many more bytes may be stored.</param>
    /// <param name="taken">The rest, <c>bytes[taken..]</c>, is for the next call.</param>
    /// <param name="request">For <see cref="FrameResult.Request"/>: the object, valid until the next call or <see cref="Release"/>.</param>
    public FrameResult Feed(ReadOnlySpan<byte> bytes, int room, out int taken, out ReadOnlySpan<byte> request)
    {
        if (_given) Release();
        request = default;
        var farthest = Limits.MaxScanBytes - (_scanner.IsUnderWay ? _scanner.Size : 0);
        var found = _scanner.Scan(bytes.Length > farthest ? bytes[..(int)farthest] : bytes, out var start, out taken);
        if (_scanner.Size > Limits.MaxRequestBytes) BeginCounting();
        if (IsCounting) return Count(found);
        if (found == ScanResult.Broken) return FrameResult.Broken;
        return Keep(found, bytes[start..taken], room, out request);
    }

    /// <summary>The peer sends no more. What it left unfinished is an error that deserves its line.</summary>
    public FrameResult End()
    {
        if (!IsUnderWay) return FrameResult.NeedMore;
        if (IsCounting) return FrameResult.TooLarge;
        _scanner.End();
        return FrameResult.Broken;
    }

    /// <summary>Lets go of what is stored.</summary>
    public void Release()
    {
        _stored = null;
        Stored = 0;
        _given = false;
    }

    private void BeginCounting()
    {
        IsCounting = true;
        Release();
    }

    private FrameResult Count(ScanResult found) =>
        found != ScanResult.NeedMore || _scanner.Size >= Limits.MaxScanBytes ? FrameResult.TooLarge : FrameResult.NeedMore;

    private FrameResult Keep(ScanResult found, ReadOnlySpan<byte> piece, int room, out ReadOnlySpan<byte> request)
    {
        request = piece;
        var whole = found == ScanResult.Complete;
        if (whole && Stored == 0) return FrameResult.Request;
        if (piece.Length > room) return FrameResult.NoRoom;
        Store(piece);
        request = whole ? _stored.AsSpan(0, Stored) : default;
        _given = whole;
        return whole ? FrameResult.Request : FrameResult.NeedMore;
    }

    private void Store(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty) return;
        var length = Stored + piece.Length;
        if (_stored is null || _stored.Length < length) Grow(length);
        piece.CopyTo(_stored.AsSpan(Stored));
        Stored = length;
    }

    private void Grow(int length)
    {
        var capacity = Math.Max(FirstBuffer, _stored?.Length ?? 0);
        while (capacity < length) capacity *= 2;
        Array.Resize(ref _stored, Math.Min(capacity, Limits.MaxRequestBytes));
    }
}

/// <summary>From the bytes of one object to a <see cref="Request"/>, or to what is wrong with it.</summary>
public static class RequestReader
{
    /// <summary>
    /// Reads what the framing found. False: <paramref name="code"/> and <paramref name="error"/> say why; the <c>id</c>, where it could be
    /// read, is in the request all the same.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out Request request, out ErrorCode code, out string error)
    {
        request = new Request();
        (code, error) = (ErrorCode.InvalidJson, "Invalid JSON: the text is not UTF-8");
        if (!Utf8.IsValid(utf8)) return false;
        (code, error) = (ErrorCode.InvalidRequest, "");
        JsonElement? id = null, args = null;
        string? command = null;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.MaxDepth });
        reader.Read();   // the brace: the framing has checked the grammar
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("command"u8)) command = TakeCommand(ref reader, ref error);
            else if (reader.ValueTextEquals("args"u8)) args = TakeArgs(ref reader, ref error);
            else if (reader.ValueTextEquals("id"u8)) id = TakeId(ref reader, ref error);
            else reader.Skip();
        }

        request = new Request { Id = id, Command = command, Args = args };
        if (error.Length == 0 && command is null) (code, error) = (ErrorCode.MissingField, "Missing field: 'command'");
        return error.Length == 0;
    }

    // A null counts as not given; of a key that stands twice the last counts.
    private static string? TakeCommand(ref Utf8JsonReader reader, ref string error)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        if (reader.TokenType != JsonTokenType.Null) error = "'command' must be a string";
        reader.Skip();
        return null;
    }

    private static JsonElement? TakeArgs(ref Utf8JsonReader reader, ref string error)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) return IsEmptyObject(ref reader) ? null : JsonElement.ParseValue(ref reader);
        if (reader.TokenType != JsonTokenType.Null) error = "'args' must be an object";
        reader.Skip();
        return null;
    }

    /// <summary>No arguments, said in full: nothing is kept, and the reader stands at the end of it.</summary>
    private static bool IsEmptyObject(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        ahead.Read();
        if (ahead.TokenType != JsonTokenType.EndObject) return false;
        reader = ahead;
        return true;
    }

    private static JsonElement? TakeId(ref Utf8JsonReader reader, ref string error)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number) return JsonElement.ParseValue(ref reader);
        if (reader.TokenType != JsonTokenType.Null) error = "'id' must be a string or a number";
        reader.Skip();
        return null;
    }
}
