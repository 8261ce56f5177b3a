using System.Net.NetworkInformation;

namespace Kernel.Tests.Jupyter;

[Collection("engine")]
public sealed class SecurityTests(Engine engine) : IClassFixture<Engine>
{
    private const int Messages = 10_000;
    private const string Bad = "Environment.SetEnvironmentVariable(\"BAD_CELL\", \"ran\");";

    // of ZMTP 3.0, NULL mechanism
    private static readonly byte[] Greeting = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0, .. "NULL"u8, .. new byte[48]];

    private static bool BadHasRun => Environment.GetEnvironmentVariable("BAD_CELL") is not null;

    [Fact]
    public void A_message_is_taken_once()
    {
        using var client = new Client(engine);
        client.Run("var runs = 0;");
        var (_, frames) = client.Frames("execute_request", new() { ["code"] = "runs++;" });
        client.Shell.SendMultipartBytes(frames);
        client.Receive(client.Shell);
        client.Shell.SendMultipartBytes(frames);
        client.Control.SendMultipartBytes(frames);
        Assert.Equal("execute_result:1", Client.Describe(client.Run("runs").Published[2]));
    }

    [Fact]
    public void Without_a_key_messages_are_unsigned()
    {
        using var client = new Client(engine, key: "");
        Assert.Equal("ok", client.Run("1").Reply.Text("status"));
    }

    [Fact]
    public void Half_a_character_in_a_request_is_an_error_reply_and_a_peer_named_like_the_delimiter_is_a_peer()
    {
        using var client = new Client(engine);
        using var odd = client.Dealer(client.Kernel.Shell, "<IDS|MSG>");
        var (id, frames) = client.Frames("execute_request", new());
        frames[5] = Encoding.ASCII.GetBytes("""{"code":"\ud83c"}""");
        frames[1] = client.Sign(frames[2..]);
        odd.SendMultipartBytes(frames);
        var reply = client.Receive(odd);
        Assert.Equal((id, "error"), (reply.Parent, reply.Content.Text("status")));
    }

    [Fact]
    public void Ten_thousand_bad_messages_change_nothing()
    {
        using var client = new Client(engine);
        var random = new Random(1);
        var (_, replayed) = client.Frames("kernel_info_request", new());
        client.Shell.SendMultipartBytes(replayed);
        client.Receive(client.Shell);
        using var publisher = client.Dealer(client.Kernel.Publisher, "wrong kind");
        using var heartbeat = client.Dealer(client.Kernel.Heartbeat, "wrong kind");
        DealerSocket[] attackers = [client.Dealer(client.Kernel.Shell, "bad"), client.Dealer(client.Kernel.Control, "bad"), client.Dealer(client.Kernel.Stdin, "bad"), publisher, heartbeat];
        int[] ports = [client.Kernel.Shell.Port, client.Kernel.Control.Port, client.Kernel.Stdin.Port, client.Kernel.Publisher.Port, client.Kernel.Heartbeat.Port];
        for (var i = 0; i < Messages; i++)
        {
            if (random.Next(8) == 0) AttackByTcp(ports[i % ports.Length], random);
            else attackers[i % attackers.Length].TrySendMultipartBytes(TimeSpan.Zero, BadMessage(client, random, replayed));
            if (i % 1000 == 999) Assert.Equal("ok", client.Ask("kernel_info_request", new()).Text("status"));
        }
        foreach (var attacker in attackers[..3]) Assert.False(attacker.Poll(PollEvents.PollIn, TimeSpan.FromMilliseconds(100)).HasIn());
        foreach (var attacker in attackers) attacker.Dispose();
        Assert.False(BadHasRun);
        Assert.Equal("execute_result:2", Client.Describe(client.Run("1 + 1").Published[2]));
        Assert.Equal("ok", client.Ask("kernel_info_request", new(), client.Control).Text("status"));
        using var heart = new RequestSocket($">tcp://127.0.0.1:{client.Kernel.Heartbeat.Port}");
        heart.SendFrame("beat");
        Assert.True(heart.TryReceiveFrameString(TimeSpan.FromSeconds(30), out var beat) && beat == "beat");
    }

    [Fact]
    public void Nobody_but_this_machine_can_connect()
    {
        using var client = new Client(engine);
        int[] ports = [client.Kernel.Shell.Port, client.Kernel.Control.Port, client.Kernel.Stdin.Port, client.Kernel.Publisher.Port, client.Kernel.Heartbeat.Port];
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => ports.Contains(listener.Port)).ToList();
        Assert.Equal(ports.Order(), listeners.Select(listener => listener.Port).Order());
        Assert.All(listeners, listener => Assert.True(IPAddress.IsLoopback(listener.Address), listener.ToString()));
        var others = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(a => a.Address).Where(a => !IPAddress.IsLoopback(a));
        foreach (var address in others)
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            Assert.Throws<SocketException>(() => socket.Connect(address, ports[0]));
        }
    }

    private static byte[][] BadMessage(Client client, Random random, byte[][] replayed)
    {
        var (_, frames) = client.Frames("execute_request", new() { ["code"] = Bad, ["x"] = new string('x', random.Next(300)) });
        switch (random.Next(9))
        {
            case 0: // a wrong signature
                frames[1][random.Next(64)] ^= 1;
                return frames;
            case 1: // none, or one of a wrong length
                frames[1] = new byte[random.Next(100)];
                return frames;
            case 2: // changed after signing
                var frame = frames[2 + random.Next(4)];
                frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                return frames;
            case 3: return replayed;
            case 4: return frames[..random.Next(1, 6)];
            case 5: return [.. frames.Where((_, i) => i != random.Next(6)).Take(5)];
            case 6: // signed, but not what a message is
                var part = random.Next(2, 6);
                string[] broken = ["", "{", "[]", "1", "null", new('[', 5000), "{\"a\":" + new string('[', 200), "{\"msg_type\":3,\"msg_id\":{}}", "{\"msg_id\":\"\\ud800\",\"msg_type\":\"execute_request\"}"];
                frames[part] = Encoding.UTF8.GetBytes(broken[random.Next(part == 2 ? broken.Length : broken.Length - 2)]); // the last two are objects
                frames[1] = client.Sign(frames[2..6]);
                return frames;
            case 7: // signed bytes that are not UTF-8
                frames[2] = new byte[random.Next(1, 200)];
                random.NextBytes(frames[2]);
                frames[1] = client.Sign(frames[2..6]);
                return frames;
            default: // no delimiter, or too late
                return [.. Enumerable.Repeat(new byte[] { 1 }, random.Next(20, 40)), .. frames[random.Next(2)..]];
        }
    }

    // Garbage, cut and oversized frames below the level of messages.
    private static void AttackByTcp(int port, Random random)
    {
        byte[] noise = new byte[random.Next(1, 300)], ready = [4, 5, .. "READY"u8];
        random.NextBytes(noise);
        byte[] frame = random.Next(4) switch
        {
            0 => [2, 0, 0, 0, 0, (byte)random.Next(5, 127), 0, 0, 0], // announces more than is allowed
            1 => [2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            2 => [1, 9, .. "<IDS|MSG>"u8, 1, 64, 1, 2], // cut within a frame
            _ => noise,
        };
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            socket.Send(random.Next(3) == 0 ? noise : [.. Greeting, .. ready, .. frame]);
            if (random.Next(3) == 0) socket.LingerState = new(true, 0); // ends by a reset
        }
        catch (SocketException)
        {
        }
    }
}
