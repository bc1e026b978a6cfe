using Conductor.Core.Midi;
using CsCheck;

namespace Conductor.Core.Tests.Midi;

public class SysExPatternTests
{
    private static SysExPattern Pattern(string text)
    {
        Assert.True(SysExPattern.TryParse(text, out var pattern, out var error), error);
        return pattern;
    }

    [Theory]
    [InlineData("F0 7E F7", "F0 7E F7", true)]
    [InlineData("F0 7E F7", "F0 7F F7", false)]
    [InlineData("F0 7E F7", "F0 7E 00 F7", false)]
    [InlineData("F0 7E 00 F7", "F0 7E F7", false)]
    [InlineData("F0 ?? F7", "F0 7F F7", true)]
    [InlineData("F0 ?? F7", "F0 F7", false)]
    [InlineData("F0 ?? F7", "F0 01 02 F7", false)]
    [InlineData("F0 .. F7", "F0 F7", true)]
    [InlineData("F0 .. F7", "F0 01 02 03 F7", true)]
    [InlineData("F0 00 20 ?? .. F7", "F0 00 20 29 F7", true)]
    [InlineData("F0 00 20 ?? .. F7", "F0 00 20 29 02 18 F7", true)]
    [InlineData("F0 00 20 ?? .. F7", "F0 00 20 F7", false)]
    [InlineData("F0 00 20 ?? .. F7", "F0 00 21 29 02 F7", false)]
    [InlineData("F0 .. 01 02 .. F7", "F0 01 01 02 F7", true)]
    [InlineData("F0 .. 01 02 .. F7", "F0 01 03 02 F7", false)]
    [InlineData("F0 .. 01 .. 02 .. F7", "F0 02 01 02 01 F7", true)]
    [InlineData("F0 .. 01 .. 02 .. F7", "F0 02 02 01 F7", false)]
    [InlineData("F0 .. 01 ?? 03 F7", "F0 01 02 01 02 03 F7", true)]
    [InlineData("F0 .. .. F7", "F0 F7", true)]
    [InlineData("..", "F0 01 F7", true)]
    [InlineData(".. F7", "F0 01 F7", true)]
    [InlineData("F0 ..", "F0 01 F7", true)]
    [InlineData("?? 01 ??", "F0 01 F7", true)]
    [InlineData("?? .. ??", "F0 F7", true)]
    public void Fits_or_does_not(string pattern, string message, bool fits) => Assert.Equal(fits, Pattern(pattern).Fits(Convert.FromHexString(message.Replace(" ", ""))));

    [Fact]
    public void No_pattern_fits_no_message() => Assert.False(default(SysExPattern).Fits([0xF0, 0xF7]));

    [Fact]
    public void It_fits_where_a_plain_reading_says_so() => Gen.Select(Gen.OneOf(Gen.Const(SysExPattern.AnyBytes), Gen.Const(SysExPattern.AnyByte), Gen.Short[0, 2], Gen.Short[0, 1]).Array[0, 9], Gen.Byte[0, 2].Array[0, 12])
        .Sample((items, message) => Assert.Equal(Fits(items, message), new SysExPattern(new ValueList<short>(items)).Fits(message)), iter: 200_000);

    /// <summary>Each first item with each number of bytes it can take.</summary>
    private static bool Fits(ReadOnlySpan<short> items, ReadOnlySpan<byte> message) => items switch
    {
        [] => message.IsEmpty,
        [SysExPattern.AnyBytes, ..] => Fits(items[1..], message) || (!message.IsEmpty && Fits(items, message[1..])),
        [var item, ..] => !message.IsEmpty && (item == SysExPattern.AnyByte || item == message[0]) && Fits(items[1..], message[1..]),
    };

    /// <summary>Who tries all ways would not come back within the age of the world.</summary>
    [Fact]
    public void Many_gaps_are_no_many_ways()
    {
        var pattern = new SysExPattern(new ValueList<short>([0xF0, .. Enumerable.Range(0, 126).SelectMany(_ => (short[])[SysExPattern.AnyBytes, 0]), 1, 0xF7]));
        byte[] zeros = [0xF0, .. new byte[254], 0xF7];
        Assert.False(pattern.Fits(zeros));
        zeros[^2] = 1;
        Assert.True(pattern.Fits(zeros));
    }

    [Fact]
    public void Fitting_costs_no_byte()
    {
        var pattern = Pattern("F0 .. 01 .. ?? F7");
        byte[] message = [0xF0, .. new byte[200], 1, 2, 0xF7];
        Assert.True(pattern.Fits(message));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) pattern.Fits(message);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
