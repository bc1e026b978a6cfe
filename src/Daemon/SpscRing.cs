namespace Conductor.Daemon;

/// <summary>A bounded queue from one thread to one other: no lock, no allocation, no wait. A full ring refuses.</summary>
public sealed class SpscRing<T>
    where T : struct
{
    private readonly T[] _items;
    private readonly int _mask;
    private long _written;
    private long _read;

    /// <param name="capacity">A power of two.</param>
    public SpscRing(int capacity)
    {
        if (!System.Numerics.BitOperations.IsPow2(capacity)) throw new ArgumentOutOfRangeException(nameof(capacity), "must be a power of two");
        _items = new T[capacity];
        _mask = capacity - 1;
    }

    /// <summary>The writer's thread only.</summary>
    public bool TryWrite(in T item)
    {
        if (_written - Volatile.Read(ref _read) == _items.Length) return false;
        _items[_written & _mask] = item;
        Volatile.Write(ref _written, _written + 1);
        return true;
    }

    /// <summary>The reader's thread only.</summary>
    public bool TryRead(out T item)
    {
        item = default;
        if (_read == Volatile.Read(ref _written)) return false;
        item = _items[_read & _mask];
        _items[_read & _mask] = default;   // lets go of what it refers to
        Volatile.Write(ref _read, _read + 1);
        return true;
    }
}
