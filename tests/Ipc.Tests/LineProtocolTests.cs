using System.Text;
using System.Text.Json;

namespace Conductor.Ipc.Tests;

public class LineProtocolTests
{
    /// <summary>Everything the grammar can hold: escapes that look like ends, nesting, every kind of number and literal, white space of all four kinds.</summary>
    private const string Conversation =
        "{\"command\":\"ping\"}" +
        "\r\n\t {\n  \"command\" : \"status\",\n  \"args\" : { }\n}\n" +
        "{\"a\":\"}{][\\\"\\\\\",\"b\":[1,-0,2.50,1e9,-3.1E-7,0.0e+1,[],{},[{}]],\"c\":{\"d\":[true,false,null]}}" +
        "{\"é✗😀\":\"\\u00e9\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\"}{}   ";

    private static readonly string[] Requests =
    [
        "{\"command\":\"ping\"}",
        "{\n  \"command\" : \"status\",\n  \"args\" : { }\n}",
        "{\"a\":\"}{][\\\"\\\\\",\"b\":[1,-0,2.50,1e9,-3.1E-7,0.0e+1,[],{},[{}]],\"c\":{\"d\":[true,false,null]}}",
        "{\"é✗😀\":\"\\u00e9\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\"}",
        "{}",
    ];

    [Fact]
    public void Several_requests_in_one_write_are_found_one_by_one() => Assert.Equal(Requests, Framing.Run(Conversation));

    [Fact]
    public void A_request_may_be_split_anywhere()
    {
        var bytes = Encoding.UTF8.GetBytes(Conversation);
        for (var split = 0; split <= bytes.Length; split++) Assert.Equal(Requests, Framing.Run([bytes[..split], bytes[split..]]));
    }

    [Fact]
    public void One_byte_at_a_time_is_enough()
    {
        var bytes = Encoding.UTF8.GetBytes(Conversation);
        Assert.Equal(Requests, Framing.Run(Framing.Chunks(bytes, () => 1)));
    }

    [Theory]
    [InlineData(Conversation)]
    [InlineData("{\"command\":\"ping\"} {\"command\":\"ping\"]")]
    [InlineData("{\"command\":\"pi\\ud800ng\"}")]
    [InlineData("{\"n\":01}")]
    [InlineData("{\"a\":[[[[1,2,{\"b\":nulL}]]]]}")]
    [InlineData("  {\"a\":tru")]
    [InlineData("\n\nhello")]
    public void Chunking_never_changes_the_outcome(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var expected = Framing.Run([bytes]);
        var random = new Random(20251114);
        for (var i = 0; i < 2_000; i++)
        {
            var most = random.Next(1, 20);
            Assert.Equal(expected, Framing.Run(Framing.Chunks(bytes, () => random.Next(1, most))));
        }
    }

    [Fact]
    public void Any_bytes_whatever_are_judged_as_the_library_judges_them()
    {
        const string Alphabet = "{}[]\",:\\u0123456789dD8cC-+.eEtrufalsn \n\t/\u0001xé";
        var random = new Random(1);
        for (var i = 0; i < 200_000; i++)
        {
            var text = "{" + new string([.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]) + "}";
            AssertJudgedAlike(text);
        }
    }

    [Fact]
    public void Damaged_requests_are_judged_as_the_library_judges_them()
    {
        var random = new Random(2);
        for (var i = 0; i < 100_000; i++)
        {
            var text = new StringBuilder(Requests[random.Next(Requests.Length)].Replace("😀", "é"));
            for (var damage = random.Next(1, 3); damage > 0; damage--) text[random.Next(1, text.Length)] = "{}[]\",:\\u019-.etn "[random.Next(18)];
            AssertJudgedAlike(text.ToString());
        }
    }

    /// <summary>Where the scanner finds a whole object the library must read it; where the library reads the text, the scanner must find it.</summary>
    private static void AssertJudgedAlike(string text)
    {
        var first = Framing.Run(text)[0];
        var broken = first.StartsWith("broken", StringComparison.Ordinal);
        if (!broken) Assert.True(LibraryReads(first), first);
        else Assert.False(LibraryReads(text), text);
    }

    private static bool LibraryReads(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Limits.MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object && EveryStringIsText(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The library finds lone surrogates only when the string is asked for.</summary>
    private static bool EveryStringIsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(p => p.Name is not null && EveryStringIsText(p.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(EveryStringIsText),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData("hello", "broken: A request is one JSON object and begins with '{', not with 'h'")]
    [InlineData("  [1]", "broken: A request is one JSON object and begins with '{', not with '['")]
    [InlineData("\u00ef", "broken: A request is one JSON object and begins with '{', not with byte 0xC3")]
    [InlineData("{\"command\" \"ping\"}", "broken: Invalid JSON at byte 12: expected ':' after the key, found '\"'")]
    [InlineData("{command:1}", "broken: Invalid JSON at byte 2: expected a key in double quotes or '}', found 'c'")]
    [InlineData("{\"a\":1,}", "broken: Invalid JSON at byte 8: expected a key in double quotes, found '}'")]
    [InlineData("{\"a\":[1,]}", "broken: Invalid JSON at byte 9: expected a value, found ']'")]
    [InlineData("{\"a\":[1}", "broken: Invalid JSON at byte 8: expected ',' or ']', found '}'")]
    [InlineData("{\"a\":1]", "broken: Invalid JSON at byte 7: expected ',' or '}', found ']'")]
    [InlineData("{\"a\":01}", "broken: Invalid JSON at byte 7: expected ',' or '}', found '1'")]
    [InlineData("{\"a\":1.}", "broken: Invalid JSON at byte 8: expected a digit, found '}'")]
    [InlineData("{\"a\":tRue}", "broken: Invalid JSON at byte 7: expected true, false or null, found 'R'")]
    [InlineData("{\"a\":\"\n\"}", "broken: Invalid JSON at byte 7: byte 0x0A inside a string is written as an escape")]
    [InlineData("{\"a\":\"\\x\"}", "broken: Invalid JSON at byte 8: expected an escape, found 'x'")]
    [InlineData("{\"a\":\"\\u12g4\"}", "broken: Invalid JSON at byte 11: expected a hexadecimal digit, found 'g'")]
    [InlineData("{\"a\":\"\\udc00\"}", "broken: Invalid JSON at byte 12: half of a surrogate pair stands alone")]
    [InlineData("{\"a\":\"\\ud800\"}", "broken: Invalid JSON at byte 13: expected the second half of a surrogate pair, found '\"'")]
    [InlineData("{\"a\":1", "broken: Invalid JSON at byte 7: the object never ended")]
    public void What_is_wrong_is_known_at_the_very_byte(string text, string expected) => Assert.Equal(expected, Assert.Single(Framing.Run(text)));

    [Fact]
    public void White_space_alone_is_nothing() => Assert.Empty(Framing.Run(" \t\r\n", "\n\n"));

    [Fact]
    public void Thirty_two_levels_pass_and_the_next_does_not()
    {
        string Nested(int levels) => "{\"a\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}";
        Assert.Equal(Nested(32), Assert.Single(Framing.Run(Nested(32))));
        Assert.Equal("broken: Invalid JSON at byte 37: nested deeper than 32 levels", Assert.Single(Framing.Run(Nested(33))));
    }

    private static byte[] Sized(int size) => Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', size - 8) + "\"}");

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(4096)]
    [InlineData(65_536)]
    public void The_limit_itself_passes(int chunk)
    {
        var seen = Framing.Run(Framing.Chunks(Sized(1_048_576), () => chunk));
        Assert.Equal(1_048_576, Assert.Single(seen).Length);
    }

    [Theory]
    [InlineData(1_048_577, int.MaxValue)]
    [InlineData(1_048_577, 4096)]
    [InlineData(1_500_000, int.MaxValue)]
    [InlineData(1_500_000, 65_536)]
    [InlineData(1_500_000, 1)]
    public void Beyond_the_limit_the_true_size_is_found(int size, int chunk) =>
        Assert.Equal($"too large {size}", Assert.Single(Framing.Run(Framing.Chunks([.. Sized(size), (byte)' ', (byte)'{'], () => chunk))));

    [Fact]
    public void Beyond_the_limit_nothing_is_stored()
    {
        var protocol = new LineProtocol();
        foreach (var chunk in Framing.Chunks(Sized(1_200_000)[..^1], () => 10_000)) protocol.Feed(chunk, int.MaxValue, out _, out _);
        Assert.True(protocol.IsCounting);
        Assert.Equal(0, protocol.Stored);
    }

    [Fact]
    public void A_large_object_that_never_ends_is_counted_to_64_MiB()
    {
        var protocol = new LineProtocol();
        var chunk = new byte[1024 * 1024];
        Array.Fill(chunk, (byte)'x');
        Assert.Equal(FrameResult.NeedMore, protocol.Feed("{\"a\":\""u8, int.MaxValue, out _, out _));
        var result = FrameResult.NeedMore;
        for (var i = 0; i < 64; i++) Assert.Equal(i < 63 ? FrameResult.NeedMore : FrameResult.TooLarge, result = protocol.Feed(chunk, int.MaxValue, out _, out _));
        Assert.Equal(64 * 1024 * 1024, protocol.Size);
    }

    [Fact]
    public void A_large_object_that_breaks_or_is_cut_off_is_still_too_large()
    {
        var cut = Sized(1_200_000)[..1_100_000];
        Assert.Equal("too large 1100000", Assert.Single(Framing.Run([cut])));
        Assert.Equal("too large 1100000", Assert.Single(Framing.Run([[.. cut, 0]])));
    }

    [Fact]
    public void What_comes_whole_needs_no_room_and_what_comes_in_pieces_does()
    {
        Assert.Equal(["{}"], Framing.Run(["{}"u8.ToArray()], room: 0));
        Assert.Equal(["no room"], Framing.Run(["{"u8.ToArray(), "}"u8.ToArray()], room: 0));
        Assert.Equal(["{}"], Framing.Run(["{"u8.ToArray(), "}"u8.ToArray()], room: 1));
    }

    [Fact]
    public void A_request_that_was_given_is_let_go()
    {
        var protocol = new LineProtocol();
        protocol.Feed("{\"a\""u8, 100, out _, out _);
        Assert.Equal(4, protocol.Stored);
        Assert.Equal(FrameResult.Request, protocol.Feed(":1}"u8, 100, out _, out var request));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(request));
        protocol.Release();
        Assert.Equal(0, protocol.Stored);
        Assert.False(protocol.IsUnderWay);
    }
}
