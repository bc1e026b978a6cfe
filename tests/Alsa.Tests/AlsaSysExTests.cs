using Conductor.Core.Midi;
using Conductor.Native.Alsa;
using Conductor.Platform.Linux;
using static Conductor.Native.Alsa.SeqEvent;

namespace Conductor.Alsa.Tests;

/// <summary>Events as libasound holds them, without a sequencer.</summary>
public sealed unsafe class AlsaSysExTests
{
    private const int Keys = 0x8000;
    private const int Pads = 0x8001;

    private readonly AlsaSysEx _sysEx = new() { IsWanted = true };

    /// <summary>Shows it an event and answers the messages that it told of: hexadecimal bytes, parted by blanks.</summary>
    private string Take(int source, string hex) => Take(source, Bytes(hex));

    private string Take(int source, ReadOnlySpan<byte> bytes, byte flags = SND_SEQ_EVENT_LENGTH_VARIABLE)
    {
        var told = new List<string>();
        fixed (byte* first = bytes)
        {
            var ev = new snd_seq_event_t { type = SND_SEQ_EVENT_SYSEX, flags = flags };
            ev.data.ext = new snd_seq_ev_ext_t { len = (uint)bytes.Length, ptr = first };
            for (var isTold = _sysEx.TryTake(ev, source); isTold; isTold = _sysEx.TryNext())
            {
                Assert.Equal(source, _sysEx.Source);
                told.Add(Convert.ToHexString(_sysEx.Bytes));
            }
        }

        Assert.False(_sysEx.HasMore);
        return string.Join(' ', told);
    }

    private void Pass(int source, byte type) => Assert.False(_sysEx.TryTake(new snd_seq_event_t { type = type }, source));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));

    [Fact]
    public void A_message_in_one_event() => Assert.Equal("F07E7F0601F7", Take(Keys, "F0 7E 7F 06 01 F7"));

    [Fact]
    public void A_message_in_pieces()
    {
        Assert.Equal("", Take(Keys, "F0 7E"));
        Assert.Equal("", Take(Keys, ""));
        Assert.Equal("", Take(Keys, "7F"));
        Assert.Equal("F07E7F06F7", Take(Keys, "06 F7"));
        Assert.Equal("", Take(Keys, "05 F7"));
    }

    [Fact]
    public void Several_messages_in_one_event()
    {
        Assert.Equal("F001F7 F002F7", Take(Keys, "F0 01 F7 F0 02 F7 F0 03"));
        Assert.Equal("F00304F7", Take(Keys, "04 F7"));
    }

    [Fact]
    public void Sources_do_not_mix()
    {
        Assert.Equal("", Take(Keys, "F0 01"));
        Assert.Equal("", Take(Pads, "F0 02"));
        Assert.Equal("F00103F7", Take(Keys, "03 F7"));
        Assert.Equal("F00204F7", Take(Pads, "04 F7"));
    }

    [Theory]
    [InlineData(SND_SEQ_EVENT_NOTEON, "")]
    [InlineData(SND_SEQ_EVENT_PITCHBEND, "")]
    [InlineData(SND_SEQ_EVENT_SONGPOS, "")]
    [InlineData(SND_SEQ_EVENT_TUNE_REQUEST, "")]
    [InlineData(SND_SEQ_EVENT_CLOCK, "F00102F7")]
    [InlineData(SND_SEQ_EVENT_START, "F00102F7")]
    [InlineData(SND_SEQ_EVENT_SENSING, "F00102F7")]
    [InlineData(SND_SEQ_EVENT_PORT_SUBSCRIBED, "F00102F7")]
    public void Another_message_of_its_source_ends_it_and_real_time_does_not(byte type, string expected)
    {
        Take(Keys, "F0 01");
        Pass(Keys, type);
        Assert.Equal(expected, Take(Keys, "02 F7"));
        Take(Keys, "F0 01");
        Pass(Pads, type);
        Assert.Equal("F00102F7", Take(Keys, "02 F7"));
    }

    [Fact]
    public void Any_bytes_in_any_pieces_are_the_same_messages()
    {
        var random = new Random(1);
        byte[] likely = [0xF0, 0xF7, 0xF7, 0x90, 0xFA, 0x01, 0x02, 0x03];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(40)];
            for (var at = 0; at < bytes.Length; at++) bytes[at] = random.Next(4) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
            var got = new List<string>();
            for (var at = 0; at < bytes.Length;)
            {
                var length = random.Next(bytes.Length - at + 1);
                if (Take(i, bytes.AsSpan(at, length)) is { Length: > 0 } told) got.Add(told);
                at += length;
            }

            var whole = new SysExBuffer();
            var expected = bytes.Where(whole.TryTake).Select(_ => Convert.ToHexString(whole.Bytes));
            Assert.Equal(string.Join(' ', expected), string.Join(' ', got));
            _sysEx.Abandon(i, i);
        }
    }

    [Fact]
    public void Of_a_long_one_the_first_255_bytes_and_the_end_are_kept()
    {
        Assert.Equal("", Take(Keys, [0xF0, .. new byte[20_000]]));
        Assert.Equal("F0" + new string('0', 2 * 254) + "F7", Take(Keys, [.. new byte[20_000], 0xF7]));
    }

    [Fact]
    public void Who_wants_none_gets_none_and_no_half_of_one_later()
    {
        Take(Keys, "F0 01");
        _sysEx.IsWanted = false;
        _sysEx.IsWanted = true;
        Assert.Equal("", Take(Keys, "02 F7"));
        Assert.Equal("F003F7", Take(Keys, "F0 03 F7"));
    }

    [Fact]
    public void What_is_left_of_an_event_goes_with_its_source()
    {
        var bytes = Bytes("F0 01 F7 F0 02 F7");
        fixed (byte* first = bytes)
        {
            var ev = new snd_seq_event_t { type = SND_SEQ_EVENT_SYSEX, flags = SND_SEQ_EVENT_LENGTH_VARIABLE };
            ev.data.ext = new snd_seq_ev_ext_t { len = (uint)bytes.Length, ptr = first };
            Assert.True(_sysEx.TryTake(ev, Keys));
            Assert.True(_sysEx.HasMore);
            _sysEx.Abandon(Pads, Pads);
            Assert.True(_sysEx.HasMore);
            _sysEx.Abandon(Keys, Keys);
            Assert.False(_sysEx.HasMore || _sysEx.TryNext());
        }
    }

    [Fact]
    public void What_a_source_has_begun_is_forgotten_with_it()
    {
        Take(Keys, "F0 01");
        Take(Pads, "F0 02");
        _sysEx.Abandon(Keys, Keys);
        Assert.Equal("", Take(Keys, "03 F7"));
        Assert.Equal("F00204F7", Take(Pads, "04 F7"));
    }

    [Fact]
    public void Very_many_sources_in_the_middle_of_a_message_cost_one_of_them_theirs()
    {
        for (var source = 0; source <= AlsaSysEx.MostOpen; source++) Take(source, "F0 01");
        var whole = Enumerable.Range(0, AlsaSysEx.MostOpen + 1).Count(source => Take(source, "02 F7") == "F00102F7");
        Assert.Equal(AlsaSysEx.MostOpen, whole);
        Assert.Equal("F003F7", Take(Keys, "F0 03 F7"));
    }

    [Theory]
    [InlineData(SND_SEQ_EVENT_LENGTH_FIXED)]
    [InlineData(SND_SEQ_EVENT_LENGTH_VARUSR)]
    [InlineData(SND_SEQ_EVENT_LENGTH_MASK)]
    public void An_event_without_bytes_of_its_own_is_nothing_and_its_pointer_is_not_followed(byte flags)
    {
        var ev = new snd_seq_event_t { type = SND_SEQ_EVENT_SYSEX, flags = flags };
        ev.data.ext = new snd_seq_ev_ext_t { len = 1000, ptr = (void*)16 };
        Assert.False(_sysEx.TryTake(ev, Keys));
        Assert.False(_sysEx.HasMore);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var bytes = Bytes("F0 01 F7 F0 02");
        fixed (byte* first = bytes)
        {
            var ev = new snd_seq_event_t { type = SND_SEQ_EVENT_SYSEX, flags = SND_SEQ_EVENT_LENGTH_VARIABLE };
            ev.data.ext = new snd_seq_ev_ext_t { len = (uint)bytes.Length, ptr = first };
            Assert.Equal(0, Allocation.Of(() =>
            {
                _sysEx.TryTake(ev, Keys);
                _sysEx.TryNext();
                _sysEx.TryTake(ev, Pads);
                _sysEx.TryNext();
            }));
        }
    }
}
