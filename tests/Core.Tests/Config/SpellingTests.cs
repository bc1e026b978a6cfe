using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

public class SpellingTests
{
    private static readonly string[] Keys = ["velocity_min", "velocity_max", "note", "on", "type", "channel", "device"];

    [Theory]
    [InlineData("velocty_min", "velocity_min")]
    [InlineData("velocity_mix", "velocity_min")]   // as near to both: the first
    [InlineData("VelocityMax", "velocity_max")]
    [InlineData("min_velocity", null)]
    [InlineData("nto", "note")]
    [InlineData("noet", "note")]
    [InlineData("notes", "note")]
    [InlineData("chanel", "channel")]
    [InlineData("devcie", "device")]
    [InlineData("colour", null)]
    public void Names_what_was_probably_meant(string word, string? expected) => Assert.Equal(expected, Spelling.Nearest(word, Keys));

    [Theory]
    [InlineData("abcdefghi", "abcdefxyz", "abcdefxyz")]   // three changes in nine letters
    [InlineData("abcdefgh", "abcdexyz", null)]            // three in eight
    [InlineData("abcd", "abxy", "abxy")]                  // two are near in four letters
    [InlineData("ab", "xy", null)]                        // nothing in common
    [InlineData("see", "e", null)]
    [InlineData("ab", "xyz", null)]
    public void Near_is_a_third_of_the_word_and_at_least_two_changes_but_never_more_than_half(string word, string known, string? expected) => Assert.Equal(expected, Spelling.Nearest(word, [known]));

    [Fact]
    public void The_nearer_of_two_wins_wherever_it_stands()
    {
        Assert.Equal("note", Spelling.Nearest("notr", ["nope", "note"]));
        Assert.Equal("note", Spelling.Nearest("notr", ["note", "nope"]));
    }

    [Fact]
    public void Two_neighbours_exchanged_are_one_change() => Assert.Equal("abcdef", Spelling.Nearest("abdcef", ["abxyef", "abcdef"]));

    [Fact]
    public void Nothing_is_near_to_nothing() => Assert.Null(Spelling.Nearest("note", []));

    [Fact]
    public void A_word_of_any_length_is_answered_in_no_time() => Assert.Null(Spelling.Nearest(new string('x', 1_000_000), Keys));
}
