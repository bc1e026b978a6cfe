using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Sockets;

public sealed class ConnectionTests : OnLinux
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private string Path => At("s");

    [Fact]
    public void A_peer_of_our_own_is_trusted_and_talks()
    {
        using var pair = new Pair(this);
        Assert.True(pair.Server.PeerIsTrusted);
        Assert.True(pair.Client.PeerIsTrusted);

        Assert.Equal(4, pair.Client.Write("ping"u8));
        var asked = new byte[10];
        Assert.Equal(4, pair.Server.Read(asked));
        Assert.Equal(4, pair.Server.Write("pong"u8));
        Assert.True(pair.Client.WaitReadable(Long));
        var answer = new byte[10];
        Assert.Equal(4, pair.Client.Read(answer));
        Assert.Equal("pong"u8, answer.AsSpan(0, 4));
    }

    [Fact]
    public void Nothing_to_read_is_minus_one_and_a_closed_peer_is_zero()
    {
        using var pair = new Pair(this);
        Assert.Equal(-1, pair.Server.Read(new byte[1]));
        pair.Client.Dispose();
        Assert.Equal(0, pair.Server.Read(new byte[1]));
    }

    [Fact]
    public void A_peer_that_left_with_something_unread_counts_as_closed()
    {
        using var pair = new Pair(this);
        pair.Server.Write("unread"u8);
        pair.Client.Dispose(); // resets the connection
        Assert.Equal(0, pair.Server.Read(new byte[1]));
    }

    [Fact]
    public void Writing_to_a_full_peer_is_minus_one_and_to_a_gone_one_minus_two()
    {
        using var pair = new Pair(this);
        var written = 1;
        while (written > 0) written = pair.Server.Write(new byte[65536]);
        Assert.Equal(-1, written);

        pair.Client.Dispose();
        Assert.Equal(-2, pair.Server.Write("x"u8));
    }

    [Fact]
    public void The_owner_hears_only_what_it_wants_to_hear()
    {
        using var pair = new Pair(this);
        var called = 0;
        pair.Server.Ready = () => called++;
        pair.Pump.Poller.Add(pair.Server);
        pair.Client.Write("x"u8);

        pair.Server.WantsRead = false;
        pair.Pump.Drain();
        Assert.Equal(0, called);

        pair.Server.WantsRead = true;
        pair.Pump.Drain();
        Assert.Equal(1, called);

        pair.Server.WantsRead = false;
        pair.Client.Dispose(); // a hang-up is always heard: nothing else would ever tell of it
        pair.Pump.Drain();
        Assert.True(called > 1);
    }

    [Fact]
    public void Waiting_for_an_answer_ends_without_one()
    {
        using var pair = new Pair(this);
        Assert.False(pair.Client.WaitReadable(TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void Nobody_there_is_ENOENT_and_nobody_listening_is_refused()
    {
        Assert.Equal(Errno.ENOENT, Refused().Status);
        File.WriteAllText(Path, "");
        Assert.Equal(Errno.ENOTSOCK, Refused().Status);
    }

    [Fact]
    public void Another_users_socket_is_not_even_tried()
    {
        OtherUser.SkipUnlessPossible(IsRoot);
        using var listener = Platform.Sockets.Listen(Path);
        using var pump = new Pump(Platform);
        var peers = 0;
        listener.Accepted = _ => peers++;
        pump.Poller.Add(listener);
        OtherUser.Give(Path);

        Assert.Equal(Errno.EPERM, Refused().Status);
        pump.Drain();
        Assert.Equal(0, peers);
    }

    [Fact]
    public void Another_user_cannot_connect()
    {
        using var listener = ListenWhereOthersCanLook();
        var (status, output) = OtherUser.Run("perl", "-MSocket", "-e", ConnectInPerl, Path);
        Assert.Equal($"{Errno.EACCES}", output);
        Assert.NotEqual(0, status);
    }

    [Fact]
    public void Another_user_is_not_trusted_where_a_wider_mode_let_him_in()
    {
        using var listener = ListenWhereOthersCanLook();
        File.SetUnixFileMode(Path, (UnixFileMode)0x1B6);
        using var pump = new Pump(Platform);
        ILocalConnection? peer = null;
        listener.Accepted = connection => peer = connection;
        pump.Poller.Add(listener);

        Assert.Equal((0, ""), OtherUser.Run("perl", "-MSocket", "-e", ConnectInPerl, Path));
        pump.Until(() => peer is not null, "the connection");
        Assert.False(peer!.PeerIsTrusted);
        peer.Dispose();
    }

    [Fact]
    public void Who_listens_at_a_socket_that_was_given_to_us_is_not_trusted()
    {
        OtherUser.SkipUnlessPossible(IsRoot);
        Assert.SkipUnless(Tool.Exists("perl"), "perl is not installed");
        OpenDoors();
        using var squatter = OtherUser.StartAndWaitForLine("perl", "-MSocket", "-e", ListenInPerl, Path);
        Assert.Equal(0, Tool.Run("chown", "0:0", Path).Status);
        Assert.Equal(Errno.EPERM, Refused().Status);
    }

    [Fact]
    public void Without_descriptors_the_listener_asks_for_a_pause_and_takes_the_peer_afterwards()
    {
        using var listener = Platform.Sockets.Listen(Path);
        using var pump = new Pump(Platform);
        ILocalConnection? peer = null;
        listener.Accepted = connection => peer = connection;
        pump.Poller.Add(listener);
        using var client = Platform.Sockets.Connect(Path);

        var before = pump.Poller.Now;
        using (DescriptorLimit.NoneLeft()) pump.Drain();
        Assert.Null(peer);
        var backoff = listener.BackoffUntil;
        Assert.True(backoff < long.MaxValue || pump.Poller.Now > before + 50_000, "no pause");
        Assert.True(!listener.WantsRead || pump.Poller.Now >= backoff, "asks to be polled during the pause");

        while (peer is null) pump.Poller.Wait(listener.BackoffUntil);
        Assert.Equal(long.MaxValue, listener.BackoffUntil);
        peer.Dispose();
    }

    private const string ConnectInPerl =
        "socket(S, PF_UNIX, SOCK_STREAM, 0); connect(S, sockaddr_un($ARGV[0])) or do { print $!+0; exit 1 }";

    private const string ListenInPerl =
        "$|=1; socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, sockaddr_un($ARGV[0])) or die; listen(S, 5); print \"listening\\n\"; <STDIN>";

    private ILocalListener ListenWhereOthersCanLook()
    {
        OtherUser.SkipUnlessPossible(IsRoot);
        Assert.SkipUnless(Tool.Exists("perl"), "perl is not installed");
        OpenDoors();
        return Platform.Sockets.Listen(Path);
    }

    private void OpenDoors() => File.SetUnixFileMode(Scratch, (UnixFileMode)0x1FF);

    private NativeException Refused() => Assert.Throws<NativeException>(() => Platform.Sockets.Connect(Path));

    /// <summary>Both ends of one connection.</summary>
    private sealed class Pair : IDisposable
    {
        private readonly ILocalListener _listener;

        public Pair(ConnectionTests test)
        {
            Pump = new Pump(test.Platform);
            _listener = test.Platform.Sockets.Listen(test.Path);
            ILocalConnection? server = null;
            _listener.Accepted = connection => server = connection;
            Pump.Poller.Add(_listener);
            Client = test.Platform.Sockets.Connect(test.Path);
            Pump.Until(() => server is not null, "the connection");
            Server = server!;
        }

        public Pump Pump { get; }

        public ILocalConnection Client { get; }

        public ILocalConnection Server { get; }

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
            _listener.Dispose();
            Pump.Dispose();
        }
    }
}
