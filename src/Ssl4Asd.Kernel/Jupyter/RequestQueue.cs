namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>A thread that handles requests one after the other.</summary>
/// <param name="name">The thread's name.</param>
/// <param name="handle">Called on the thread.</param>
internal sealed class RequestQueue(string name, Action<Request> handle)
{
    private readonly object gate = new();
    private readonly LinkedList<Request> waiting = new();

    /// <summary>Begins to handle what was added and will be.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = name }.Start();

    public void Add(Request request)
    {
        lock (gate)
        {
            waiting.AddLast(request);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Takes the waiting requests of a type out of the queue.</summary>
    public List<Request> Remove(string type)
    {
        lock (gate)
        {
            List<Request> removed = [.. waiting.Where(r => r.Type == type)];
            foreach (var request in removed) waiting.Remove(request);
            return removed;
        }
    }

    private void Run()
    {
        while (true) handle(Next());
    }

    private Request Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0) Monitor.Wait(gate);
            var request = waiting.First!.Value;
            waiting.RemoveFirst();
            return request;
        }
    }
}
