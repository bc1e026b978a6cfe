namespace Conductor.Core.Config;

/// <summary>
/// Gives equal stretches of the text one string: files repeat "trigger", "type" and "Note" thousands of times.
/// </summary>
internal sealed class TextPool(string text)
{
    private const int Slots = 1024;
    private readonly string?[] _slots = new string?[Slots];

    /// <summary>The bare key at a place, or null where it is quoted (the library then decodes it).</summary>
    public string? Bare(int start, int length)
    {
        var span = text.AsSpan(start, length);
        return span.Length > 0 && span[0] is not ('"' or '\'') ? Intern(span) : null;
    }

    /// <summary>The content of a one-line string without escapes, or null for any other (the library then decodes it).</summary>
    public string? Quoted(int start, int length)
    {
        if (length is < 2 or > 64) return null;
        var inner = text.AsSpan(start + 1, length - 2);
        return inner.IndexOfAny('\\', '\n', text[start]) < 0 ? Intern(inner) : null;
    }

    private string Intern(ReadOnlySpan<char> span)
    {
        ref var slot = ref _slots[string.GetHashCode(span) & (Slots - 1)];
        if (slot is null || !span.SequenceEqual(slot)) slot = span.ToString();
        return slot;
    }
}
