using System.Numerics;
using Conductor.Native.Darwin;
using Conductor.Platform.MacOS;

namespace Conductor.MacOS.Tests.Posix;

public sealed class HostTimeTests
{
    public HostTimeTests() => _ = DarwinHere.Create();

    public static TheoryData<uint, uint> Scales => new() { { 1, 1 }, { 125, 3 }, { 1_000_000_000, 24_000_000 }, { uint.MaxValue, 1 }, { 1, uint.MaxValue }, { uint.MaxValue, uint.MaxValue } };

    [Theory]
    [MemberData(nameof(Scales))]
    public void Microseconds_are_exact_for_any_ticks(uint numer, uint denom)
    {
        foreach (var ticks in Ticks())
        {
            var exact = BigInteger.Min(new BigInteger(ticks) * numer / (new BigInteger(denom) * 1000), long.MaxValue);
            Assert.Equal((long)exact, HostTime.Microseconds(ticks, new mach_timebase_info { numer = numer, denom = denom }));
        }
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void Later_ticks_are_never_earlier_microseconds(uint numer, uint denom)
    {
        var scale = new mach_timebase_info { numer = numer, denom = denom };
        var last = long.MinValue;
        foreach (var ticks in Ticks().Order())
        {
            var now = HostTime.Microseconds(ticks, scale);
            Assert.True(now >= last, $"{ticks}");
            last = now;
        }
    }

    [Theory]
    [InlineData(1, 1, 1_999, 1)]
    [InlineData(125, 3, 24, 1)]        // Apple silicon: 24 ticks are a microsecond
    [InlineData(125, 3, 23, 0)]
    [InlineData(125, 3, ulong.MaxValue, 768_614_336_404_564_650)]
    [InlineData(1, 1, ulong.MaxValue, 18_446_744_073_709_551)]
    public void Microseconds_are_whole_ones_that_have_passed(uint numer, uint denom, ulong ticks, long expected) =>
        Assert.Equal(expected, HostTime.Microseconds(ticks, new mach_timebase_info { numer = numer, denom = denom }));

    [Fact]
    public void The_clock_never_goes_back()
    {
        var last = HostTime.Now;
        for (var i = 0; i < 10_000; i++)
        {
            var now = HostTime.Now;
            Assert.True(now >= last);
            last = now;
        }
    }

    private static IEnumerable<ulong> Ticks()
    {
        var random = new Random(1);
        for (var bits = 0; bits < 64; bits++)
            foreach (var ticks in new[] { 1ul << bits, (1ul << bits) - 1, (1ul << bits) + 1, (ulong)random.NextInt64(), (ulong)random.NextInt64() << 1 })
                yield return ticks;
        yield return ulong.MaxValue;
        yield return ulong.MaxValue - 1;
    }
}
