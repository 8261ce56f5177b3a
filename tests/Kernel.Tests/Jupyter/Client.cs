using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Jupyter;
using Ssl4Asd.Kernel.Tests.Zmq;
using Ssl4Asd.Kernel.Zmq;

namespace Ssl4Asd.Kernel.Tests.Jupyter;

/// <summary>A message that the kernel sent; its signature was right.</summary>
internal sealed record Message(string Type, string Parent, JsonElement Content, byte[][] Route);

/// <summary>A kernel with the fake engine in this process, and a client of it.</summary>
internal sealed class Client : IDisposable
{
    public const string Key = "a key";

    private readonly string session = Guid.NewGuid().ToString("N");
    private readonly List<Message> published = [];
    private int count;

    public Client(ZmtpLimits? limits = null, string key = Key, NativeOutput? native = null)
    {
        SessionKey = key;
        Kernel = new(new(IPAddress.Loopback, 0, 0, 0, 0, 0, key), new ZmtpTransport(limits ?? new()), Engine, native ?? new());
        IoPub = new(Kernel.Publisher.Address, "SUB");
        IoPub.SendCommand("SUBSCRIBE", []);
        Shell = new(Kernel.Shell.Address, "DEALER", session);
        Control = new(Kernel.Control.Address, "DEALER", session);
        Stdin = new(Kernel.Stdin.Address, "DEALER", session);
        do Ask("kernel_info_request", new()); while (!IoPub.HasData(100)); // the subscription has arrived
    }

    public string SessionKey { get; }

    public FakeEngine Engine { get; } = new();

    public KernelHost Kernel { get; }

    public ZmtpClient Shell { get; }

    public ZmtpClient Control { get; }

    public ZmtpClient Stdin { get; }

    public ZmtpClient IoPub { get; }

    /// <summary>The frames of a rightly signed request, and its id.</summary>
    public (string Id, byte[][] Frames) Frames(string type, JsonObject content)
    {
        var id = $"{session}-{Interlocked.Increment(ref count)}";
        var header = new JsonObject { ["msg_id"] = id, ["session"] = session, ["username"] = "u", ["date"] = "2026-01-01T00:00:00Z", ["msg_type"] = type, ["version"] = "5.3" };
        byte[][] json = [Encoding.UTF8.GetBytes(header.ToJsonString()), "{}"u8.ToArray(), "{}"u8.ToArray(), Encoding.UTF8.GetBytes(content.ToJsonString())];
        return (id, ["<IDS|MSG>"u8.ToArray(), Sign(json), .. json]);
    }

    public byte[] Sign(byte[][] json) =>
        SessionKey == "" ? [] : Encoding.ASCII.GetBytes(Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SessionKey), json.SelectMany(f => f).ToArray())).ToLowerInvariant());

    public string Send(string type, JsonObject content, ZmtpClient? on = null)
    {
        var (id, frames) = Frames(type, content);
        (on ?? Shell).Send(frames);
        return id;
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    public Message Ask(string type, JsonObject content, ZmtpClient? on = null)
    {
        var id = Send(type, content, on);
        var reply = Receive(on ?? Shell);
        Assert.Equal((id, type.Replace("_request", "_reply")), (reply.Parent, reply.Type));
        return reply;
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
        while (!published.Any(m => m.Parent == id && IsIdle(m))) published.Add(Receive(IoPub));
        var mine = published.Where(m => m.Parent == id).ToList();
        published.RemoveAll(m => m.Parent == id);
        return mine;
    }

    public Message Receive(ZmtpClient on)
    {
        var frames = on.Receive();
        var at = Array.FindIndex(frames, f => f.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        Assert.Equal(frames.Length, at + 6);
        Assert.Equal(Sign(frames[(at + 2)..]), frames[at + 1]);
        var (header, parent, content) = (JsonElement.Parse(frames[at + 2]), JsonElement.Parse(frames[at + 3]), JsonElement.Parse(frames[at + 5]));
        return new(header.Text("msg_type")!, parent.Text("msg_id") ?? "", content, frames[..at]);
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
        foreach (var socket in new[] { Shell, Control, Stdin, IoPub }) socket.Dispose();
        Kernel.Dispose();
    }

    private static bool IsIdle(Message m) => m.Type == "status" && m.Content.Text("execution_state") == "idle";
}
