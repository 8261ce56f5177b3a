using System.Text;
using Ssl4Asd.Kernel.Tests.Zmq;
using Ssl4Asd.Kernel.Zmq;

namespace Ssl4Asd.Kernel.Tests.Jupyter;

public sealed class SecurityTests
{
    private const int Messages = 10_000;

    [Fact]
    public void A_message_is_taken_once()
    {
        using var client = new Client();
        var (_, frames) = client.Frames("execute_request", new() { ["code"] = "print a" });
        client.Shell.Send(frames);
        client.Receive(client.Shell);
        client.Shell.Send(frames);
        client.Control.Send(frames);
        Assert.Equal("ok", client.Ask("kernel_info_request", new()).Content.GetProperty("status").GetString());
        Assert.Equal(1, client.Engine.Runs);
    }

    [Fact]
    public void Without_a_key_messages_are_unsigned()
    {
        using var client = new Client(key: "");
        Assert.Equal("ok", client.Run("print a").Reply.GetProperty("status").GetString());
    }

    [Fact]
    public void A_peer_named_like_the_delimiter_is_a_peer()
    {
        using var client = new Client();
        using var odd = new ZmtpClient(client.Kernel.Shell.Address, "DEALER", "<IDS|MSG>");
        odd.Send(client.Frames("kernel_info_request", new()).Frames);
        Assert.Equal("ok", client.Receive(odd).Content.GetProperty("status").GetString());
    }

    [Fact]
    public void Half_a_character_in_a_request_is_an_error_reply()
    {
        using var client = new Client();
        var (id, frames) = client.Frames("execute_request", new());
        frames[5] = Encoding.ASCII.GetBytes("""{"code":"\ud83c"}""");
        frames[1] = client.Sign(frames[2..]);
        client.Shell.Send(frames);
        var reply = client.Receive(client.Shell);
        Assert.Equal((id, "error"), (reply.Parent, reply.Content.GetProperty("status").GetString()));
    }

    [Fact]
    public void Ten_thousand_bad_messages_change_nothing()
    {
        using var client = new Client(new ZmtpLimits { MessageBytes = 1 << 20, Frames = 50 });
        var random = new Random(1);
        var (_, replayed) = client.Frames("kernel_info_request", new());
        client.Shell.Send(replayed);
        client.Receive(client.Shell);
        var sockets = new (System.Net.IPEndPoint Address, string Type)[]
        {
            (client.Kernel.Shell.Address, "DEALER"),
            (client.Kernel.Control.Address, "DEALER"),
            (client.Kernel.Stdin.Address, "DEALER"),
            (client.Kernel.Publisher.Address, "SUB"),
            (client.Kernel.Heartbeat.Address, "REQ"),
        };
        var attackers = new ZmtpClient?[sockets.Length];
        for (var i = 0; i < Messages; i++)
        {
            var at = i % sockets.Length;
            try
            {
                attackers[at] ??= new(sockets[at].Address, sockets[at].Type);
                Attack(attackers[at]!, client, random, replayed);
                if (at == 4) Drain(attackers[at]!); // the heartbeat does answer
            }
            catch (IOException)
            {
                attackers[at]!.Dispose();
                attackers[at] = null;
            }
            if (i % 1000 == 999) Assert.Equal("ok", client.Ask("kernel_info_request", new()).Content.GetProperty("status").GetString());
        }
        foreach (var (attacker, at) in attackers.Select((a, at) => (a, at)).Where(a => a.at < 3)) Assert.False(attacker?.HasData(50) ?? false, sockets[at].Type);
        foreach (var attacker in attackers) attacker?.Dispose();
        Assert.Equal(0, client.Engine.Runs);
        Assert.Equal("ok", client.Run("value good").Reply.GetProperty("status").GetString());
        Assert.Equal(1, client.Engine.Runs);
    }

    [Fact]
    public void Garbage_at_the_level_of_tcp_changes_nothing()
    {
        using var client = new Client(new ZmtpLimits { Handshake = TimeSpan.FromSeconds(1) });
        var random = new Random(2);
        System.Net.IPEndPoint[] addresses = [client.Kernel.Shell.Address, client.Kernel.Control.Address, client.Kernel.Stdin.Address, client.Kernel.Publisher.Address, client.Kernel.Heartbeat.Address];
        for (var i = 0; i < 500; i++)
        {
            var (socket, stream) = ZmtpClient.Connect(addresses[i % addresses.Length]);
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            if (random.Next(2) == 0 && bytes.Length > 64) Greeting.Create().CopyTo(bytes, 0); // garbage after a good beginning
            try
            {
                stream.Write(bytes);
                if (random.Next(3) == 0) socket.LingerState = new(true, 0); // ends by a reset
            }
            catch (IOException)
            {
            }
            stream.Dispose();
        }
        Assert.Equal("ok", client.Run("value good").Reply.GetProperty("status").GetString());
    }

    private static void Attack(ZmtpClient attacker, Client client, Random random, byte[][] replayed)
    {
        var (_, frames) = client.Frames("execute_request", new() { ["code"] = "print bad", ["x"] = new string('x', random.Next(300)) });
        switch (random.Next(12))
        {
            case 0: // a wrong signature
                frames[1][random.Next(64)] ^= 1;
                attacker.Send(frames);
                break;
            case 1: // none, or one of a wrong length
                frames[1] = new byte[random.Next(100)];
                attacker.Send(frames);
                break;
            case 2: // changed after signing
                var frame = frames[2 + random.Next(4)];
                frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                attacker.Send(frames);
                break;
            case 3: attacker.Send(replayed); break;
            case 4: attacker.Send(frames[..random.Next(1, 6)]); break;
            case 5: attacker.Send([.. frames.Where((_, i) => i != random.Next(6)).Take(5)]); break;
            case 6: // signed, but not what a message is
                var part = random.Next(2, 6);
                string[] broken = ["", "{", "[]", "1", "null", new('[', 5000), "{\"a\":" + new string('[', 200), "{\"msg_type\":3,\"msg_id\":{}}", "{\"msg_id\":\"\\ud800\",\"msg_type\":\"execute_request\"}"];
                frames[part] = Encoding.UTF8.GetBytes(broken[random.Next(part == 2 ? broken.Length : broken.Length - 2)]); // the last two are objects
                frames[1] = client.Sign(frames[2..6]);
                attacker.Send(frames);
                break;
            case 7: // signed bytes that are not UTF-8
                frames[2] = new byte[random.Next(1, 200)];
                random.NextBytes(frames[2]);
                frames[1] = client.Sign(frames[2..6]);
                attacker.Send(frames);
                break;
            case 8: // no delimiter, or too late
                attacker.Send([.. Enumerable.Repeat(new byte[] { 1 }, random.Next(20, 40)), .. frames[random.Next(2)..]]);
                break;
            case 9: attacker.Send([[]]); break;
            case 10: // announces more than is allowed
                attacker.SendRaw([2, 0, 0, 0, 0, (byte)random.Next(1, 127), 0, 0, 0]);
                break;
            case 11: // cut within a frame
                attacker.SendRaw([1, 9, .. "<IDS|MSG>"u8, 1, 64, 1, 2]);
                attacker.Dispose();
                throw new IOException("gone");
        }
    }

    private static void Drain(ZmtpClient client)
    {
        while (client.HasData(0)) client.ReadFrame();
    }
}
