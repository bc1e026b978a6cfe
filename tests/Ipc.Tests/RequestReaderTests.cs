using System.Text;

namespace Conductor.Ipc.Tests;

public class RequestReaderTests
{
    private static (bool Read, Request Request, ErrorCode Code, string Error) Read(string text)
    {
        var read = RequestReader.TryRead(Encoding.UTF8.GetBytes(text), out var request, out var code, out var error);
        return (read, request, code, error);
    }

    [Fact]
    public void A_request_has_a_command_and_may_have_arguments_and_an_id()
    {
        var (read, request, _, _) = Read("{\"id\":7,\"command\":\"inject\",\"args\":{\"message\":\"note-on 36 100\"},\"extra\":[1]}");
        Assert.True(read);
        Assert.Equal("7", request.Id?.GetRawText());
        Assert.Equal("inject", request.Command);
        Assert.Equal("note-on 36 100", request.Args?.GetProperty("message").GetString());
    }

    [Fact]
    public void Arguments_and_id_may_be_missing_or_null()
    {
        var (read, request, _, _) = Read("{\"command\":\"ping\",\"args\":null,\"id\":null}");
        Assert.True(read);
        Assert.Null(request.Args);
        Assert.Null(request.Id);
    }

    [Theory]
    [InlineData("{}", ErrorCode.MissingField, "Missing field: 'command'")]
    [InlineData("{\"command\":null}", ErrorCode.MissingField, "Missing field: 'command'")]
    [InlineData("{\"command\":5}", ErrorCode.InvalidRequest, "'command' must be a string")]
    [InlineData("{\"command\":\"ping\",\"args\":[]}", ErrorCode.InvalidRequest, "'args' must be an object")]
    [InlineData("{\"command\":\"ping\",\"id\":{}}", ErrorCode.InvalidRequest, "'id' must be a string or a number")]
    public void What_is_wrong_has_its_code(string text, ErrorCode expectedCode, string expected)
    {
        var (read, _, code, error) = Read(text);
        Assert.False(read);
        Assert.Equal((expectedCode, expected), (code, error));
    }

    [Fact]
    public void The_id_is_known_also_where_something_else_is_wrong() => Assert.Equal("\"a\"", Read("{\"id\":\"a\"}").Request.Id?.GetRawText());

    [Fact]
    public void Text_that_is_not_UTF_8_is_invalid()
    {
        Assert.False(RequestReader.TryRead([.. "{\"command\":\""u8, 0xC3, 0x28, .. "\"}"u8], out _, out var code, out _));
        Assert.Equal(ErrorCode.InvalidJson, code);
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("PING")]
    [InlineData("p-i_nG")]
    public void Command_names_ignore_case_and_dashes(string name)
    {
        Assert.True(CommandNames.TryFind(name, out var command));
        Assert.Equal(Command.Ping, command);
    }

    [Theory]
    [InlineData("statsu", "Unknown command 'statsu', did you mean 'status'?")]
    [InlineData("Relaod", "Unknown command 'Relaod', did you mean 'reload'?")]
    public void An_unknown_command_names_the_nearest(string name, string expected) => Assert.Equal(expected, CommandNames.UnknownSentence(name));

    [Fact]
    public void Where_none_is_near_all_are_named() =>
        Assert.StartsWith("Unknown command 'xyzzyxyzzy', known are status, reload, ", CommandNames.UnknownSentence("xyzzyxyzzy"));

    [Fact]
    public void A_number_is_no_command() => Assert.False(CommandNames.TryFind("0", out _));
}
