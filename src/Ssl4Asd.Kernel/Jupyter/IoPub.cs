using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Engine;
using Ssl4Asd.Kernel.Zmq;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>What the kernel tells all clients: one queue and one thread that sends, so that nothing overtakes anything.</summary>
internal sealed class IoPub
{
    private readonly OutputQueue queue = new();
    private readonly IMessageSocket socket;
    private readonly Session session;

    public IoPub(IMessageSocket socket, Session session)
    {
        (this.socket, this.session) = (socket, session);
        new Thread(SendAll) { IsBackground = true, Name = "iopub" }.Start();
    }

    /// <summary><c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void Status(Request? parent, string state) => Send(parent, "status", new() { ["execution_state"] = state });

    public void Stream(Request? parent, bool isError, string text)
    {
        if (text.Length > 0) queue.AddText(parent, isError ? "stderr" : "stdout", text);
    }

    public void Send(Request? parent, string type, JsonObject content) => queue.Add(parent, () => Message(parent, type, content));

    /// <summary>The fields <c>data</c> and <c>metadata</c> of a value.</summary>
    public static JsonObject Bundle(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (type, value) in bundle.Data) data[type] = type.EndsWith("json", StringComparison.Ordinal) ? Json(value) : value;
        return new() { ["data"] = data, ["metadata"] = new JsonObject() };
    }

    public void Flush(TimeSpan timeout) => queue.Flush(timeout);

    public void Close() => queue.Close();

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { MaxDepth = 128 });
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private void SendAll()
    {
        while (queue.Take() is { } item)
        {
            try
            {
                socket.Send(item.Message?.Invoke() ?? Message(item.Parent, "stream", new() { ["name"] = item.Stream, ["text"] = item.Text.ToString() }));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
            {
                Log.Write($"an output could not be sent: {e.Message}");
            }
        }
    }

    private byte[][] Message(Request? parent, string type, JsonObject content) =>
        session.Message([Encoding.ASCII.GetBytes($"kernel.{type}")], type, parent, content);
}
