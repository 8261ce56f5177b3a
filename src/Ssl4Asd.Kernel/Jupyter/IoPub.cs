using System.Threading.Channels;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// What the kernel tells all clients: one queue and one sender, so that nothing overtakes anything. Text for the same
/// stream is gathered for a moment, so that a cell that prints in a loop sends few messages; a writer far ahead waits.
/// </summary>
internal sealed class IoPub
{
    private const int BatchChars = 64 << 10, MostItems = 4096;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(50);

    private readonly Channel<Item> queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(MostItems) { SingleReader = true });
    private readonly Sockets.Channel channel;
    private readonly Session session;

    public IoPub(Sockets.Channel channel, Session session)
    {
        (this.channel, this.session) = (channel, session);
        Task.Run(SendAllAsync);
    }

    // a message; text for the stream that its type names; or a mark that completes when it is reached
    private sealed record Item(Request? Parent, string Type, JsonObject? Content = null, string? Text = null, TaskCompletionSource? Mark = null);

    /// <summary><c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void Status(Request? parent, string state) => Send(parent, "status", new() { ["execution_state"] = state });

    public void Send(Request? parent, string type, JsonObject content) => Put(new(parent, type, content));

    public void Stream(Request? parent, bool isError, string text) => Put(new(parent, isError ? "stderr" : "stdout", Text: text));

    /// <summary>Waits until everything was sent.</summary>
    public void Flush(TimeSpan timeout)
    {
        var mark = new TaskCompletionSource();
        Put(new(null, "", Mark: mark));
        mark.Task.Wait(timeout);
    }

    private void Put(Item item)
    {
        while (!queue.Writer.TryWrite(item)) queue.Writer.WaitToWriteAsync().AsTask().Wait();
    }

    private async Task SendAllAsync()
    {
        await foreach (var item in queue.Reader.ReadAllAsync())
        {
            try
            {
                var (type, content) = item.Text is null ? (item.Type, item.Content) : ("stream", new() { ["name"] = item.Type, ["text"] = await GatherAsync(item) });
                if (content is not null) await channel.Send(session.Message([Encoding.ASCII.GetBytes($"kernel.{type}")], type, item.Parent, content));
                item.Mark?.SetResult();
            }
            catch (Exception e)
            {
                Log.Write($"an output could not be sent: {e.Message}");
            }
        }
    }

    private async Task<string> GatherAsync(Item first)
    {
        var (text, time) = (new StringBuilder(first.Text), Task.Delay(BatchTime));
        while (text.Length < BatchChars)
        {
            if (!queue.Reader.TryPeek(out var next))
            {
                if (await Task.WhenAny(queue.Reader.WaitToReadAsync().AsTask(), time) == time) break;
                continue;
            }
            if (next.Text is null || next.Type != first.Type || next.Parent != first.Parent || !queue.Reader.TryRead(out _)) break;
            text.Append(next.Text);
        }
        return text.ToString();
    }
}
