using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// What the kernel tells all clients: one queue and one thread that sends, so that nothing overtakes anything. Text for the
/// same stream is gathered for a moment, so that a cell that prints in a loop sends few messages; a writer far ahead waits.
/// </summary>
internal sealed class IoPub
{
    private const int BatchChars = 64 << 10, MostChars = 8 << 20, MostItems = 4096;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(50);

    private readonly object gate = new();
    private readonly LinkedList<Item> items = new();
    private readonly Sockets.Channel channel;
    private readonly Session session;
    private int chars;
    private bool isSending, isClosed;

    public IoPub(Sockets.Channel channel, Session session)
    {
        (this.channel, this.session) = (channel, session);
        new Thread(SendAll) { IsBackground = true, Name = "iopub" }.Start();
    }

    // text for a stream, or a message of another type
    private sealed record Item(Request? Parent, string Type, Func<JsonObject> Content, StringBuilder? Text = null, DateTime Until = default);

    /// <summary><c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void Status(Request? parent, string state) => Send(parent, "status", new() { ["execution_state"] = state });

    public void Send(Request? parent, string type, JsonObject content)
    {
        lock (gate)
        {
            while (items.Count > MostItems && !isClosed) Monitor.Wait(gate);
            Add(new(parent, type, () => content));
        }
    }

    public void Stream(Request? parent, bool isError, string text)
    {
        var name = isError ? "stderr" : "stdout";
        lock (gate)
        {
            while (chars > MostChars && !isClosed) Monitor.Wait(gate);
            if (items.Last?.Value is not { Text: { Length: < BatchChars } gathered } last || last.Type != name || last.Parent != parent)
            {
                gathered = new();
                Add(new(parent, name, () => new() { ["name"] = name, ["text"] = gathered.ToString() }, gathered, DateTime.UtcNow + BatchTime));
            }
            gathered.Append(text);
            chars += text.Length;
            if (gathered.Length >= BatchChars) Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until everything was sent.</summary>
    public void Flush(TimeSpan timeout)
    {
        lock (gate)
        {
            for (var deadline = DateTime.UtcNow + timeout; items.Count > 0 || isSending;)
            {
                if (deadline - DateTime.UtcNow is not { Ticks: > 0 } left) return;
                Monitor.Wait(gate, left);
            }
        }
    }

    /// <summary>Ends the thread when it has sent what there is.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
    }

    private void Add(Item item)
    {
        items.AddLast(item);
        Monitor.PulseAll(gate);
    }

    private Item? Take()
    {
        lock (gate)
        {
            isSending = false;
            Monitor.PulseAll(gate);
            while (!isClosed)
            {
                var wait = items.First?.Value is not { } first ? Timeout.InfiniteTimeSpan
                    : items.Count > 1 || first.Text is null or { Length: >= BatchChars } ? TimeSpan.Zero : first.Until - DateTime.UtcNow;
                if (wait <= TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan) break;
                Monitor.Wait(gate, wait);
            }
            if (items.First is not { } next) return null;
            items.RemoveFirst();
            chars -= next.Value.Text?.Length ?? 0;
            isSending = true;
            return next.Value;
        }
    }

    private void SendAll()
    {
        while (Take() is { } item)
        {
            try
            {
                var type = item.Text is null ? item.Type : "stream";
                channel.Send(session.Message([Encoding.ASCII.GetBytes($"kernel.{type}")], type, item.Parent, item.Content())).Wait();
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or AggregateException)
            {
                Log.Write($"an output could not be sent: {e.Message}");
            }
        }
    }
}
