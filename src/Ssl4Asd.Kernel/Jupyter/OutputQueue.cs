using System.Text;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// What goes to iopub, in order. Text for the same stream is gathered for a moment, so that a cell that prints in a
/// loop sends few messages; a writer that is far ahead waits.
/// </summary>
internal sealed class OutputQueue
{
    public const int BatchChars = 64 << 10;
    public static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(50);
    private const int MostChars = 8 << 20, MostItems = 4096;

    private readonly object gate = new();
    private readonly LinkedList<Item> items = new();
    private int chars;
    private bool isSending, isClosed;

    /// <summary>A message ready to send, or text for a stream.</summary>
    public sealed record Item(Request? Parent, Func<byte[][]>? Message, string? Stream)
    {
        public StringBuilder Text { get; } = new();

        public DateTime Since { get; } = DateTime.UtcNow;
    }

    public void Add(Request? parent, Func<byte[][]> message)
    {
        lock (gate)
        {
            while (items.Count > MostItems && !isClosed) Monitor.Wait(gate);
            Append(new(parent, message, null));
        }
    }

    public void AddText(Request? parent, string stream, string text)
    {
        lock (gate)
        {
            while (chars > MostChars && !isClosed) Monitor.Wait(gate);
            var item = items.Last?.Value;
            if (item?.Stream != stream || item.Parent != parent || item.Text.Length >= BatchChars) Append(item = new(parent, null, stream));
            item.Text.Append(text);
            chars += text.Length;
            if (item.Text.Length >= BatchChars) Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits for the next item; null when the queue is closed and empty.</summary>
    public Item? Take()
    {
        lock (gate)
        {
            isSending = false;
            Monitor.PulseAll(gate);
            while (true)
            {
                var wait = items.First is not { } first ? Timeout.InfiniteTimeSpan : items.Count == 1 ? TimeToGather(first.Value) : TimeSpan.Zero;
                if (isClosed || wait == TimeSpan.Zero) break;
                Monitor.Wait(gate, wait);
            }
            if (items.First is not { } next) return null;
            items.RemoveFirst();
            KeepHalfPair(next.Value);
            chars -= next.Value.Text.Length;
            isSending = true;
            return next.Value;
        }
    }

    /// <summary>Waits until everything was taken and sent.</summary>
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

    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
    }

    private void Append(Item item)
    {
        items.AddLast(item);
        Monitor.PulseAll(gate);
    }

    private static TimeSpan TimeToGather(Item item)
    {
        if (item.Message is not null || item.Text.Length >= BatchChars) return TimeSpan.Zero;
        if (item.Text is [var half] && char.IsHighSurrogate(half)) return Timeout.InfiniteTimeSpan;
        var left = item.Since + BatchTime - DateTime.UtcNow;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    // The other half of a character may come with the next write.
    private void KeepHalfPair(Item item)
    {
        if (items.Count > 0 || isClosed || item.Text is not [.., var last] || !char.IsHighSurrogate(last)) return;
        item.Text.Length--;
        var rest = new Item(item.Parent, null, item.Stream);
        rest.Text.Append(last);
        items.AddFirst(rest);
    }
}
