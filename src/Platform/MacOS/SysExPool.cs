namespace Conductor.Platform.MacOS;

/// <summary>Lends places for SysEx messages on their way from the system's thread to the engine's. Whoever takes or gives back never waits and allocates nothing.</summary>
internal sealed class SysExPool
{
    public const int Places = 64;   // a message's first data byte says which

    private readonly byte[] _bytes = new byte[Places * Core.Midi.SysExPattern.MaxBytes];
    private readonly int[] _lengths = new int[Places];
    private readonly int[] _isTaken = new int[Places];

    /// <summary>Keeps a copy; its number, or -1 where every place is taken.</summary>
    public int TryKeep(ReadOnlySpan<byte> message)
    {
        for (var place = 0; place < Places; place++)
        {
            if (Interlocked.CompareExchange(ref _isTaken[place], 1, 0) != 0) continue;
            message.CopyTo(_bytes.AsSpan(place * Core.Midi.SysExPattern.MaxBytes));
            _lengths[place] = message.Length;
            return place;
        }

        return -1;
    }

    public ReadOnlySpan<byte> this[int place] => _bytes.AsSpan(place * Core.Midi.SysExPattern.MaxBytes, _lengths[place]);

    public void GiveBack(int place) => Volatile.Write(ref _isTaken[place], 0);
}
