namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// What the kernel tells all clients: one queue and one sender, so that nothing overtakes anything. Text for the same
/// stream is gathered for a moment, so that a cell that prints in a loop sends few messages; a writer far ahead waits.
/// </summary>
internal sealed class IoPub(Sockets.Channel channel, Session session)
{
    private const int BatchChars = 64 << 10, BatchMilliseconds = 50, MostItems = 4096;
    private readonly BlockingCollection<Item> queue = new(MostItems);

    // a message; text for the stream that its type names; or a mark that completes when it is reached
    private sealed record Item(Request? Parent, string Type, JsonObject? Content = null, string? Text = null, TaskCompletionSource? Mark = null);

    /// <summary>Begins to send.</summary>
    public void Start() => new Thread(SendAll) { IsBackground = true, Name = "iopub" }.Start();

    /// <summary><c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void Status(Request? parent, string state) => Send(parent, "status", new() { ["execution_state"] = state });

    public void Send(Request? parent, string type, JsonObject content) => queue.Add(new(parent, type, content));
    public void Stream(Request? parent, bool isError, string text) => queue.Add(new(parent, isError ? "stderr" : "stdout", Text: text));

    /// <summary>Waits until everything was sent.</summary>
    public void Flush(TimeSpan timeout)
    {
        var mark = new TaskCompletionSource();
        queue.Add(new(null, "", Mark: mark));
        mark.Task.Wait(timeout);
    }

    private void SendAll()
    {
        for (Item? next = null; ;)
        {
            var item = next ?? queue.Take();
            try
            {
                next = null;
                var (type, content) = item.Text is null ? (item.Type, item.Content) : ("stream", new() { ["name"] = item.Type, ["text"] = Gather(item, out next) });
                if (content is not null) channel.Send(session.Message([Encoding.ASCII.GetBytes($"kernel.{type}")], type, item.Parent, content)).Wait();
                item.Mark?.SetResult();
            }
            catch (Exception e)
            {
                Log.Write($"an output could not be sent: {e.Message}");
            }
        }
    }

    private string Gather(Item first, out Item? next)
    {
        var (text, begun) = (new StringBuilder(first.Text), Stopwatch.StartNew());
        for (next = null; text.Length < BatchChars && queue.TryTake(out next, Math.Max(0, BatchMilliseconds - (int)begun.ElapsedMilliseconds)); next = null)
        {
            if (next.Text is null || next.Type != first.Type || next.Parent != first.Parent) break;
            text.Append(next.Text);
        }
        return text.ToString();
    }
}
