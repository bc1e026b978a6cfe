namespace Conductor.Daemon.Ipc;

/// <summary>Bytes that the socket has not taken yet; costs nothing while there are none.</summary>
internal sealed class Backlog
{
    private byte[] _bytes = [];
    private int _start;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start, Length);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_start + Length + bytes.Length > _bytes.Length) MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_start + Length));
        Length += bytes.Length;
    }

    /// <summary>Only the last bytes remain.</summary>
    public void Keep(int length)
    {
        _start += Length - length;
        Length = length;
        if (length == 0) (_bytes, _start) = ([], 0);
    }

    private void MakeRoom(int more)
    {
        var old = Bytes;
        var target = Length + more <= _bytes.Length / 2 ? _bytes : new byte[Math.Max(4096, (Length + more) * 2)];
        old.CopyTo(target);
        (_bytes, _start) = (target, 0);
    }
}
