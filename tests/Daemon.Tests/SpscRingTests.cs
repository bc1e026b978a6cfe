namespace Conductor.Daemon.Tests;

public sealed class SpscRingTests
{
    [Fact]
    public void What_is_written_comes_out_in_order_and_a_full_ring_refuses()
    {
        var ring = new SpscRing<int>(4);
        for (var i = 0; i < 4; i++) Assert.True(ring.TryWrite(i));
        Assert.False(ring.TryWrite(4));
        for (var i = 0; i < 4; i++)
        {
            Assert.True(ring.TryRead(out var item));
            Assert.Equal(i, item);
        }

        Assert.False(ring.TryRead(out _));
        Assert.True(ring.TryWrite(5));
    }

    [Fact]
    public void Two_threads_lose_and_double_nothing()
    {
        const int Count = 500_000;
        var ring = new SpscRing<int>(64);
        var writer = new Thread(() =>
        {
            for (var i = 0; i < Count;)
            {
                if (ring.TryWrite(i)) i++;
                else Thread.Yield();
            }
        });
        writer.Start();
        for (var expected = 0; expected < Count;)
        {
            if (!ring.TryRead(out var item)) Thread.Yield();
            else Assert.Equal(expected++, item);
        }

        writer.Join();
    }

    [Fact]
    public void A_capacity_that_is_no_power_of_two_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new SpscRing<int>(3));
}
