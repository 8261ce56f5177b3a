using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Tests.Zmq;

namespace Ssl4Asd.Kernel.Tests.Jupyter;

public sealed class StdinTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public void A_cell_asks_and_is_answered()
    {
        client.Send("input_reply", new() { ["value"] = "too early" }, client.Stdin);
        var id = client.SendCode("print before\npassword Name?");
        var question = client.Receive(client.Stdin);
        Assert.Equal((id, "input_request", "Name?", true), (question.Parent, question.Type, question.Content.GetProperty("prompt").GetString(), question.Content.GetProperty("password").GetBoolean()));
        client.Send("input_reply", new() { ["value"] = "Ada" }, client.Stdin);
        Assert.Equal("ok", client.Receive(client.Shell).Content.GetProperty("status").GetString());
        Assert.Equal("stdout:before\n,stdout:answer Ada", string.Join(',', client.PublishedFor(id).Where(m => m.Type == "stream").Select(Client.Describe)));
    }

    [Fact]
    public void Nobody_else_may_answer()
    {
        using var other = new ZmtpClient(client.Kernel.Stdin.Address, "DEALER", "other");
        client.SendCode("input Name?");
        client.Receive(client.Stdin);
        client.Send("input_reply", new() { ["value"] = "Eve" }, other);
        Assert.False(client.Shell.HasData(200));
        client.Send("input_reply", new() { ["value"] = "Ada" }, client.Stdin);
        Assert.Equal("ok", client.Receive(client.Shell).Content.GetProperty("status").GetString());
    }

    [Fact]
    public void An_interrupt_ends_the_question()
    {
        client.SendCode("input Name?");
        client.Receive(client.Stdin);
        client.Ask("interrupt_request", new(), client.Control);
        Assert.Equal("Interrupted", client.Receive(client.Shell).Content.GetProperty("ename").GetString());
    }

    [Fact]
    public void Where_asking_is_not_allowed_it_is_a_clear_error()
    {
        var reply = client.Run("input Name?", ("allow_stdin", (JsonNode)false)).Reply;
        Assert.Contains("does not allow", reply.GetProperty("evalue").GetString());
        client.Stdin.Dispose();
        Thread.Sleep(100);
        Assert.Contains("no input channel", client.Run("input Name?").Reply.GetProperty("evalue").GetString());
    }
}
