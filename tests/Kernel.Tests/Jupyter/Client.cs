using System.Security.Cryptography;

namespace Kernel.Tests.Jupyter;

/// <summary>A message that the kernel sent; its signature was right.</summary>
internal sealed record Message(string Type, string Parent, JsonElement Content);

/// <summary>A kernel in this process, and a client of it.</summary>
internal sealed class Client : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string session = Guid.NewGuid().ToString("N"), key;
    private readonly List<Message> published = [];
    private int count;

    public Client(Engine engine, string key = "a key")
    {
        this.key = key;
        Kernel = new(new(IPAddress.Loopback, 0, 0, 0, 0, 0, key), Task.FromResult(engine.Cells));
        IoPub = new($">tcp://127.0.0.1:{Kernel.Publisher.Port}");
        IoPub.SubscribeToAnyTopic();
        Shell = Dealer(Kernel.Shell);
        Control = Dealer(Kernel.Control);
        Stdin = Dealer(Kernel.Stdin);
        do Ask("kernel_info_request", new()); while (!IoPub.Poll(PollEvents.PollIn, TimeSpan.FromMilliseconds(100)).HasIn()); // the subscription has arrived
    }

    public KernelHost Kernel { get; }

    public DealerSocket Shell { get; }

    public DealerSocket Control { get; }

    public DealerSocket Stdin { get; }

    public SubscriberSocket IoPub { get; }

    public DealerSocket Dealer(Sockets.Channel channel, string? identity = null)
    {
        var socket = new DealerSocket();
        socket.Options.Identity = Encoding.ASCII.GetBytes(identity ?? session);
        socket.Options.Linger = TimeSpan.Zero;
        socket.Connect($"tcp://127.0.0.1:{channel.Port}");
        return socket;
    }

    /// <summary>The frames of a rightly signed request, and its id.</summary>
    public (string Id, byte[][] Frames) Frames(string type, JsonObject content)
    {
        var id = $"{session}-{Interlocked.Increment(ref count)}";
        var header = new JsonObject { ["msg_id"] = id, ["session"] = session, ["username"] = "u", ["date"] = "2026-01-01T00:00:00Z", ["msg_type"] = type, ["version"] = "5.3" };
        byte[][] json = [Encoding.UTF8.GetBytes(header.ToJsonString()), "{}"u8.ToArray(), "{}"u8.ToArray(), Encoding.UTF8.GetBytes(content.ToJsonString())];
        return (id, ["<IDS|MSG>"u8.ToArray(), Sign(json), .. json]);
    }

    public byte[] Sign(byte[][] json) =>
        key == "" ? [] : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), json.SelectMany(f => f).ToArray())));

    public string Send(string type, JsonObject content, DealerSocket? on = null)
    {
        var (id, frames) = Frames(type, content);
        (on ?? Shell).SendMultipartBytes(frames);
        return id;
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    public JsonElement Ask(string type, JsonObject content, DealerSocket? on = null)
    {
        var id = Send(type, content, on);
        var reply = Receive(on ?? Shell);
        Assert.Equal((id, type.Replace("_request", "_reply")), (reply.Parent, reply.Type));
        return reply.Content;
    }

    public string SendCode(string code, params (string Name, JsonNode Value)[] options)
    {
        var content = new JsonObject { ["code"] = code };
        foreach (var (name, value) in options) content[name] = value;
        return Send("execute_request", content);
    }

    /// <summary>Runs code; the reply, and what was published for it up to its idle.</summary>
    public (JsonElement Reply, List<Message> Published) Run(string code, params (string Name, JsonNode Value)[] options)
    {
        var id = SendCode(code, options);
        var reply = Receive(Shell);
        Assert.Equal(id, reply.Parent);
        return (reply.Content, PublishedFor(id));
    }

    /// <summary>What was published for a request, from busy to idle.</summary>
    public List<Message> PublishedFor(string id)
    {
        while (!published.Any(m => m.Parent == id && Describe(m) == "idle")) published.Add(Receive(IoPub));
        var mine = published.Where(m => m.Parent == id).ToList();
        published.RemoveAll(m => m.Parent == id);
        return mine;
    }

    public Message Receive(NetMQSocket on)
    {
        List<byte[]> frames = [];
        Assert.True(on.TryReceiveMultipartBytes(Patience, ref frames!), "no message came");
        var at = frames.FindIndex(f => f.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        Assert.Equal(frames.Count, at + 6);
        Assert.Equal(Sign([.. frames[(at + 2)..]]), frames[at + 1]);
        return new(JsonElement.Parse(frames[at + 2]).Text("msg_type")!, JsonElement.Parse(frames[at + 3]).Text("msg_id") ?? "", JsonElement.Parse(frames[at + 5]));
    }

    public static string Describe(Message m) => m.Type switch
    {
        "status" => m.Content.Text("execution_state")!,
        "stream" => $"{m.Content.Text("name")}:{m.Content.Text("text")}",
        "error" => $"error:{m.Content.Text("ename")}",
        "display_data" or "update_display_data" or "execute_result" => $"{m.Type}:{m.Content.GetProperty("data").Text("text/plain")}",
        _ => m.Type,
    };

    public void Dispose()
    {
        foreach (var socket in new NetMQSocket[] { Shell, Control, Stdin, IoPub }) socket.Dispose();
        Kernel.Dispose();
    }
}
