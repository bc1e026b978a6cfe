using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>Owns a sequencer and closes it once. Keep it in a field for as long as <see cref="Pointer"/> is in use.</summary>
public sealed unsafe class SeqHandle : SafeHandle
{
    private SeqHandle(snd_seq_t* seq)
        : base(invalidHandleValue: 0, ownsHandle: true) => SetHandle((nint)seq);

    public static SeqHandle Open(string name, int streams, int mode)
    {
        snd_seq_t* seq;
        AlsaError.Check(Seq.snd_seq_open(&seq, name, streams, mode), nameof(Seq.snd_seq_open));
        return new SeqHandle(seq);
    }

    /// <summary>For a call; null when closed.</summary>
    public snd_seq_t* Pointer => IsClosed ? null : (snd_seq_t*)handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Seq.snd_seq_close((snd_seq_t*)handle) == 0;
}
