namespace Conductor.Daemon.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void An_empty_one_answers_zero()
    {
        var histogram = new LatencyHistogram();
        Assert.Equal((0, 0, 0), (histogram.Percentile(0.5), histogram.Percentile(0.99), histogram.Max));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1_000)]
    [InlineData(123_456)]
    [InlineData(int.MaxValue)]
    public void A_percentile_is_within_a_bucket_of_the_value(int value)
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i < 100; i++) histogram.Add(value);
        Assert.InRange(histogram.Percentile(0.5), value * 0.94, Math.Max(value, value * 1.07));
        Assert.Equal(value, histogram.Max);
    }

    [Fact]
    public void Percentiles_part_the_quick_from_the_slow()
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i < 98; i++) histogram.Add(40);
        histogram.Add(5_000);
        histogram.Add(6_000);
        Assert.InRange(histogram.Percentile(0.5), 38, 43);
        Assert.InRange(histogram.Percentile(0.99), 4_700, 5_300);
    }

    [Fact]
    public void A_clock_that_went_backwards_counts_as_nothing()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(-5);
        Assert.Equal(0, histogram.Percentile(1));
    }
}
