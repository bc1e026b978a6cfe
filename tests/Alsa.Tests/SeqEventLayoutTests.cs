using Conductor.Native.Alsa;
using static Conductor.Native.Alsa.SeqEvent;

namespace Conductor.Alsa.Tests;

/// <summary>
/// The numbers are what gcc says of &lt;alsa/seq_event.h&gt; and &lt;alsa/seq.h&gt; (alsa-lib 1.2.8, x86-64; the same on arm64).
/// </summary>
public sealed unsafe class SeqEventLayoutTests
{
    [Fact]
    public void Structures_have_the_sizes_of_the_header()
    {
        Assert.Equal(28, sizeof(snd_seq_event_t));
        Assert.Equal(2, sizeof(snd_seq_addr_t));
        Assert.Equal(4, sizeof(snd_seq_connect_t));
        Assert.Equal(8, sizeof(snd_seq_timestamp_t));
        Assert.Equal(8, sizeof(snd_seq_ev_note_t));
        Assert.Equal(12, sizeof(snd_seq_ev_ctrl_t));
        Assert.Equal(12, sizeof(snd_seq_ev_ext_t));
        Assert.Equal(12, sizeof(snd_seq_ev_queue_control_t));
    }

    [Fact]
    public void Fields_of_an_event_stand_where_the_header_has_them()
    {
        snd_seq_event_t ev;
        Assert.Equal(0, Offset(&ev, &ev.type));
        Assert.Equal(1, Offset(&ev, &ev.flags));
        Assert.Equal(2, Offset(&ev, &ev.tag));
        Assert.Equal(3, Offset(&ev, &ev.queue));
        Assert.Equal(4, Offset(&ev, &ev.time));
        Assert.Equal(8, Offset(&ev, &ev.time.time.tv_nsec));
        Assert.Equal(12, Offset(&ev, &ev.source));
        Assert.Equal(13, Offset(&ev, &ev.source.port));
        Assert.Equal(14, Offset(&ev, &ev.dest));
        Assert.Equal(16, Offset(&ev, &ev.data));
    }

    [Fact]
    public void Fields_of_the_data_union_stand_where_the_header_has_them()
    {
        snd_seq_event_t ev;
        Assert.Equal(16, Offset(&ev, &ev.data.note.channel));
        Assert.Equal(17, Offset(&ev, &ev.data.note.note));
        Assert.Equal(18, Offset(&ev, &ev.data.note.velocity));
        Assert.Equal(19, Offset(&ev, &ev.data.note.off_velocity));
        Assert.Equal(20, Offset(&ev, &ev.data.note.duration));
        Assert.Equal(16, Offset(&ev, &ev.data.control.channel));
        Assert.Equal(20, Offset(&ev, &ev.data.control.param));
        Assert.Equal(24, Offset(&ev, &ev.data.control.value));
        Assert.Equal(16, Offset(&ev, &ev.data.ext.len));
        Assert.Equal(20, Offset(&ev, &ev.data.ext.ptr));
        Assert.Equal(16, Offset(&ev, &ev.data.queue.queue));
        Assert.Equal(20, Offset(&ev, &ev.data.queue.value));
        Assert.Equal(16, Offset(&ev, &ev.data.addr));
        Assert.Equal(16, Offset(&ev, &ev.data.connect.sender));
        Assert.Equal(18, Offset(&ev, &ev.data.connect.dest));
    }

    [Fact]
    public void Event_types_have_the_numbers_of_the_header()
    {
        Assert.Equal(6, SND_SEQ_EVENT_NOTEON);
        Assert.Equal(10, SND_SEQ_EVENT_CONTROLLER);
        Assert.Equal(13, SND_SEQ_EVENT_PITCHBEND);
        Assert.Equal(16, SND_SEQ_EVENT_REGPARAM);
        Assert.Equal(30, SND_SEQ_EVENT_START);
        Assert.Equal(36, SND_SEQ_EVENT_CLOCK);
        Assert.Equal(42, SND_SEQ_EVENT_SENSING);
        Assert.Equal(60, SND_SEQ_EVENT_CLIENT_START);
        Assert.Equal(65, SND_SEQ_EVENT_PORT_CHANGE);
        Assert.Equal(130, SND_SEQ_EVENT_SYSEX);
        Assert.Equal((0, 4, 8, 12), (SND_SEQ_EVENT_LENGTH_FIXED, SND_SEQ_EVENT_LENGTH_VARIABLE, SND_SEQ_EVENT_LENGTH_VARUSR, SND_SEQ_EVENT_LENGTH_MASK));
        Assert.Equal(253, Seq.SND_SEQ_QUEUE_DIRECT);
        Assert.Equal(254, Seq.SND_SEQ_ADDRESS_SUBSCRIBERS);
    }

    private static long Offset(void* start, void* field) => (byte*)field - (byte*)start;
}
