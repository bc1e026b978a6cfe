using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Conductor.Ipc;

/// <summary>The answers that several places give.</summary>
public static class Replies
{
    public static ErrorReply Error(ErrorCode code, string message, JsonElement? details = null) => new()
    {
        Error = new ErrorInfo { Code = (int)code, Message = message, Details = details },
    };

    /// <summary>1004 for a request of that many bytes.</summary>
    public static ErrorReply TooLarge(long size) => Error(
        ErrorCode.InvalidRequest,
        $"Request too large: {size} bytes exceeds maximum of {Limits.MaxRequestBytes} bytes (1MB)",
        Details(new TooLargeDetails { RequestSize = size }, IpcJson.Default.TooLargeDetails));

    public static JsonElement Details<T>(T details, JsonTypeInfo<T> type) => JsonSerializer.SerializeToElement(details, type);
}

/// <summary>An answer without anything of its own, put into words once for all who get it.</summary>
public sealed class FixedReply(SuccessReply reply)
{
    private byte[]? _line;

    public SuccessReply Reply => reply;

    /// <summary>The line for a request without an id, its line feed included.</summary>
    public ReadOnlySpan<byte> Line => _line ??= Written();

    private byte[] Written()
    {
        using var writer = new LineWriter();
        return writer.Line(reply, IpcJson.Default.SuccessReply).ToArray();
    }
}

/// <summary>Writes replies as lines of UTF-8, into one buffer that is used again and again.</summary>
/// <remarks>Letters, quotes and signs stay as they are (é, ', ✗): the line is read by people too, and never stands in a web page.</remarks>
public sealed class LineWriter : IDisposable
{
    /// <summary>A buffer that once held an unusually long line is not kept for ever.</summary>
    private const int KeptCapacity = 64 * 1024;

    private ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public LineWriter() => _json = new Utf8JsonWriter(_buffer, Options);

    private static JsonWriterOptions Options => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The value as one line, the line feed included; valid until the next call.</summary>
    public ReadOnlySpan<byte> Line<T>(T value, JsonTypeInfo<T> type)
    {
        if (_buffer.Capacity > KeptCapacity) _buffer = new ArrayBufferWriter<byte>();
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        JsonSerializer.Serialize(_json, value, type);
        _json.Flush();
        _buffer.Write("\n"u8);
        return _buffer.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();
}
