using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>What the kernel tells all clients: one queue and one thread that sends, so that nothing overtakes anything.</summary>
internal sealed class IoPub
{
    private readonly OutputQueue queue = new();
    private readonly Sockets.Channel channel;
    private readonly Session session;

    public IoPub(Sockets.Channel channel, Session session)
    {
        (this.channel, this.session) = (channel, session);
        new Thread(SendAll) { IsBackground = true, Name = "iopub" }.Start();
    }

    /// <summary><c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void Status(Request? parent, string state) => Send(parent, "status", new() { ["execution_state"] = state });

    public void Stream(Request? parent, bool isError, string text)
    {
        if (text.Length > 0) queue.AddText(parent, isError ? "stderr" : "stdout", text);
    }

    public void Send(Request? parent, string type, JsonObject content) => queue.Add(parent, () => Message(parent, type, content));

    public void Flush(TimeSpan timeout) => queue.Flush(timeout);

    public void Close() => queue.Close();

    private void SendAll()
    {
        while (queue.Take() is { } item)
        {
            try
            {
                channel.Send(item.Message?.Invoke() ?? Message(item.Parent, "stream", new() { ["name"] = item.Stream, ["text"] = item.Text.ToString() })).Wait(TimeSpan.FromSeconds(5));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or AggregateException)
            {
                Log.Write($"an output could not be sent: {e.Message}");
            }
        }
    }

    private byte[][] Message(Request? parent, string type, JsonObject content) =>
        session.Message([Encoding.ASCII.GetBytes($"kernel.{type}")], type, parent, content);
}
