using System.Net;
using System.Net.Sockets;
using System.Text;
using Ssl4Asd.Kernel.Zmq;

namespace Ssl4Asd.Kernel.Tests.Zmq;

public sealed class SocketTests : IDisposable
{
    private static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);
    private static readonly ZmtpLimits Small = new()
    {
        MessageBytes = 1 << 20,
        BacklogBytes = 1 << 20,
        Frames = 20,
        Connections = 5,
        Handshake = TimeSpan.FromMilliseconds(300),
        Stall = TimeSpan.FromMilliseconds(300),
    };

    private readonly ZmtpTransport transport = new(Small);

    public void Dispose() => transport.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_router_sends_back_to_the_peer_that_asked(byte minor)
    {
        IMessageSocket? router = null;
        router = transport.BindRouter(Anywhere, m => router!.Send([m[0], .. m[1..].Reverse()]));
        using var named = new ZmtpClient(router.Address, "DEALER", "me", minor);
        using var nameless = new ZmtpClient(router.Address, "DEALER", minor: minor);
        var large = new byte[100_000];
        Random.Shared.NextBytes(large);
        named.Send("a"u8.ToArray(), [], large);
        nameless.Send(new byte[255], new byte[256]);
        Assert.Equal([large, [], "a"u8.ToArray()], named.Receive());
        Assert.Equal([256, 255], nameless.Receive().Select(f => f.Length));
        Assert.True(router.Send(["me"u8.ToArray(), [1]]));
        Assert.Equal([[1]], named.Receive());
        Assert.False(router.Send(["you"u8.ToArray(), [1]]));
    }

    [Fact]
    public void A_peer_that_comes_again_takes_over_its_identity()
    {
        var router = transport.BindRouter(Anywhere, _ => { });
        using var first = new ZmtpClient(router.Address, "DEALER", "me");
        using var second = new ZmtpClient(router.Address, "DEALER", "me");
        SpinWait.SpinUntil(() => router.Send(["me"u8.ToArray(), [7]]) && second.HasData(20), 5000);
        Assert.Equal([[7]], second.Receive());
        first.Dispose();
        Thread.Sleep(50);
        Assert.True(router.Send(["me"u8.ToArray(), [8]]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_publisher_sends_what_was_subscribed_to(bool byCommand)
    {
        var publisher = transport.BindPublisher(Anywhere);
        using var client = new ZmtpClient(publisher.Address, "SUB");
        void Tell(bool subscribe, string topic)
        {
            if (byCommand) client.SendCommand(subscribe ? "SUBSCRIBE" : "CANCEL", Encoding.ASCII.GetBytes(topic));
            else client.Send([[(byte)(subscribe ? 1 : 0), .. Encoding.ASCII.GetBytes(topic)]]);
        }
        Assert.False(publisher.Send([[1]]));
        Tell(true, "ab");
        Assert.True(SpinWait.SpinUntil(() => publisher.Send(["abc"u8.ToArray(), [2]]), 5000));
        Assert.Equal(["abc"u8.ToArray(), [2]], client.Receive());
        Assert.False(publisher.Send(["a"u8.ToArray()]));
        Tell(false, "ab");
        Assert.True(SpinWait.SpinUntil(() => !publisher.Send(["ab"u8.ToArray()]), 5000));
    }

    [Fact]
    public void The_heartbeat_sends_back_what_came()
    {
        var echo = transport.BindEcho(Anywhere);
        using var client = new ZmtpClient(echo.Address, "REQ");
        for (var i = 0; i < 3; i++)
        {
            client.Send([], "ping"u8.ToArray());
            Assert.Equal([[], "ping"u8.ToArray()], client.Receive());
        }
    }

    [Fact]
    public void A_ping_is_answered_with_its_context()
    {
        var echo = transport.BindEcho(Anywhere);
        using var client = new ZmtpClient(echo.Address, "REQ");
        client.SendCommand("PING", [0, 100, .. "ctx"u8]);
        Assert.Equal((4, "\u0004PONGctx"), client.ReadFrame() is var (flags, body) ? (flags, Encoding.ASCII.GetString(body)) : default);
    }

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "a longer frame than allowed", [2, 0, 0, 0, 0, 0x7F, 0, 0, 0] },
        { "a negative length", [2, 0xFF, 0, 0, 0, 0, 0, 0, 0] },
        { "unknown flags", [0x80, 0] },
        { "a command with more", [5, 1, 0] },
        { "a nameless command", [4, 1, 0] },
        { "a cut command", [4, 2, 9, 1] },
        { "a command within a message", [1, 0, 4, 6, 5, .. "READY"u8] },
        { "too many frames", [.. Enumerable.Range(0, 21).SelectMany(_ => new byte[] { 1, 0 })] },
        { "a ping without time to live", [4, 5, 4, .. "PING"u8] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Breaking_the_protocol_costs_the_own_connection_only(string what, byte[] bytes)
    {
        var echo = transport.BindEcho(Anywhere);
        using var good = new ZmtpClient(echo.Address, "REQ");
        using var bad = new ZmtpClient(echo.Address, "REQ");
        bad.SendRaw(bytes);
        Assert.True(bad.IsEnded(), what);
        good.Send([], [1]);
        Assert.Equal(2, good.Receive().Length);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: a browser that is lost, and says a lot\r\n\r\n")]
    [InlineData("")]
    [InlineData("\u00ff\0\0")]
    public void Who_does_not_greet_is_sent_away(string text)
    {
        var echo = transport.BindEcho(Anywhere);
        var (socket, stream) = ZmtpClient.Connect(echo.Address);
        stream.Write(Encoding.Latin1.GetBytes(text));
        socket.ReceiveTimeout = 5000;
        Assert.True(IsEnded(socket));
        stream.Dispose();
    }

    private static bool IsEnded(Socket socket)
    {
        try
        {
            while (socket.Receive(new byte[100]) > 0)
            {
            }
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionReset;
        }
    }

    [Fact]
    public void A_peer_of_a_wrong_kind_is_sent_away()
    {
        var publisher = transport.BindPublisher(Anywhere);
        using var client = new ZmtpClient(publisher.Address, "DEALER");
        Assert.True(client.IsEnded());
    }

    [Fact]
    public void A_peer_that_does_not_read_holds_others_up_only_once()
    {
        var publisher = transport.BindPublisher(Anywhere);
        using var slow = new ZmtpClient(publisher.Address, "SUB");
        slow.SendCommand("SUBSCRIBE", []);
        Assert.True(SpinWait.SpinUntil(() => publisher.Send([[1]]), 5000));
        // what it does not read fills its backlog; the wait for it ends, and it is dropped
        Assert.True(SpinWait.SpinUntil(() => !publisher.Send([new byte[100_000]]), TimeSpan.FromSeconds(60)));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 200; i++) Assert.False(publisher.Send([new byte[100_000]]));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed} for 200 messages to nobody");
    }

    [Fact]
    public void More_peers_than_allowed_are_sent_away_until_others_go()
    {
        var echo = transport.BindEcho(Anywhere);
        var peers = Enumerable.Range(0, Small.Connections).Select(_ => new ZmtpClient(echo.Address, "REQ")).ToList();
        Assert.ThrowsAny<IOException>(() => new ZmtpClient(echo.Address, "REQ"));
        foreach (var peer in peers) peer.Dispose();
        Assert.True(SpinWait.SpinUntil(() =>
        {
            try
            {
                new ZmtpClient(echo.Address, "REQ").Dispose();
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }, 5000));
    }

    [Fact]
    public void Other_machines_are_not_served() =>
        Assert.Throws<ArgumentException>(() => transport.BindEcho(new(IPAddress.Any, 0)));

    [Fact]
    public void Memory_that_is_being_received_is_bounded_and_given_back()
    {
        var budget = new MemoryBudget(100);
        budget.Take(60);
        Assert.Throws<ZmtpException>(() => budget.Take(50));
        budget.Take(40);
        budget.Give(100);
        Assert.Equal(0, budget.Used);
    }
}
