namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Asks the client that ran a cell for a line.</summary>
internal sealed class StdinChannel(Session session, Func<Sockets.Channel> channel)
{
    private readonly Lock turn = new();
    private volatile Question? open;

    private sealed record Question(byte[] Asked, TaskCompletionSource<string> Answer);

    /// <exception cref="InvalidOperationException">The client has no stdin channel.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Cancel"/> was called.</exception>
    public string Ask(Request request, string prompt, bool isPassword)
    {
        lock (turn)
        {
            var question = open = new(request.Identities[0], new(TaskCreationOptions.RunContinuationsAsynchronously));
            try
            {
                var content = new JsonObject { ["prompt"] = prompt, ["password"] = isPassword };
                if (!channel().Send(session.Message(request.Identities, "input_request", request, content)).Result)
                    throw new InvalidOperationException("This cell cannot ask for input: the front end that ran it has no input channel.");
                return question.Answer.Task.GetAwaiter().GetResult();
            }
            finally
            {
                open = null;
            }
        }
    }

    /// <summary>Takes an <c>input_reply</c>; only the client that was asked may answer.</summary>
    public void Receive(Request reply)
    {
        if (reply.Type == "input_reply" && open is { } question && reply.Identities[0].AsSpan().SequenceEqual(question.Asked)) question.Answer.TrySetResult(reply.Content.Text("value") ?? "");
    }

    /// <summary>Ends a question that waits for its answer.</summary>
    public void Cancel() => open?.Answer.TrySetCanceled();
}
