using System.Text.Json.Nodes;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Asks the client that ran a cell for a line.</summary>
internal sealed class StdinChannel(Session session)
{
    private readonly Lock turn = new();
    private readonly object gate = new();
    private byte[]? asked;
    private string? answer;
    private bool isCancelled;

    /// <summary>Set once, before the first message.</summary>
    public Sockets.Channel? Channel { get; set; }

    /// <exception cref="InvalidOperationException">The client has no stdin channel.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Cancel"/> was called.</exception>
    public string Ask(Request request, string prompt, bool isPassword)
    {
        lock (turn)
        {
            lock (gate) (asked, answer, isCancelled) = (request.Identities[0], null, false);
            try
            {
                var content = new JsonObject { ["prompt"] = prompt, ["password"] = isPassword };
                if (!Channel!.Send(session.Message(request.Identities, "input_request", request, content)).Result)
                    throw new InvalidOperationException("This cell cannot ask for input: the front end that ran it has no input channel.");
                lock (gate)
                {
                    while (answer is null && !isCancelled) Monitor.Wait(gate);
                    return answer ?? throw new OperationCanceledException("The input was interrupted.");
                }
            }
            catch (ThreadInterruptedException e)
            {
                throw new OperationCanceledException("The input was interrupted.", e);
            }
            finally
            {
                asked = null;
            }
        }
    }

    /// <summary>Takes an <c>input_reply</c>; only the client that was asked may answer.</summary>
    public void Receive(Request reply)
    {
        if (reply.Type != "input_reply") return;
        lock (gate)
        {
            if (asked is null || !reply.Identities[0].AsSpan().SequenceEqual(asked)) return;
            answer = reply.Content.Text("value") ?? "";
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Ends a question that waits for its answer.</summary>
    public void Cancel()
    {
        lock (gate)
        {
            isCancelled = true;
            Monitor.PulseAll(gate);
        }
    }
}
