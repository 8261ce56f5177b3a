using System.Text.Json;

namespace Ssl4Asd.Kernel.Tests.Jupyter;

public sealed class ExecutionTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    private (string Status, string[] Published) Run(string code, params (string, System.Text.Json.Nodes.JsonNode)[] options)
    {
        var (reply, published) = client.Run(code, options);
        return (reply.GetProperty("status").GetString()!, [.. published.Select(Client.Describe)]);
    }

    [Fact]
    public void Outputs_come_in_the_order_in_which_they_were_made() =>
        Assert.Equal(
            ["busy", "execute_input", "stdout:a\nb\n", "stderr:c\n", "stdout:d\n", "display_data:x", "stdout:e\n", "clear_output", "display_data:y", "update_display_data:z", "execute_result:v", "idle"],
            Run("print a\nprint b\nwarn c\nprint d\ndisplay x\nprint e\nclear\nshow y\nupdate z\nvalue v").Published);

    [Fact]
    public void A_reply_says_what_was_counted()
    {
        Assert.Equal(1, client.Run("").Reply.GetProperty("execution_count").GetInt32());
        var (reply, published) = client.Run("value v", ("user_expressions", new System.Text.Json.Nodes.JsonObject { ["good"] = "value w", ["bad"] = "fail it" }));
        Assert.Equal(2, reply.GetProperty("execution_count").GetInt32());
        Assert.Equal(2, published.Single(m => m.Type == "execute_result").Content.GetProperty("execution_count").GetInt32());
        var expressions = reply.GetProperty("user_expressions");
        Assert.Equal("w", expressions.GetProperty("good").GetProperty("data").GetProperty("text/plain").GetString());
        Assert.Equal("error", expressions.GetProperty("bad").GetProperty("status").GetString());
    }

    [Fact]
    public void Json_is_sent_as_json_and_text_as_text()
    {
        var data = client.Run("json {\"a\":[1,2.5]}").Published.Single(m => m.Type == "execute_result").Content.GetProperty("data");
        Assert.Equal(2.5, data.GetProperty("application/json").GetProperty("a")[1].GetDouble());
        Assert.Equal(JsonValueKind.String, data.GetProperty("text/plain").ValueKind);
        Assert.Equal("{broken", client.Run("json {broken").Published.Single(m => m.Type == "execute_result").Content.GetProperty("data").GetProperty("application/json").GetString());
    }

    [Fact]
    public void A_silent_request_shows_nothing_and_is_not_counted()
    {
        Assert.Equal(["busy", "idle"], Run("print a\nvalue b", ("silent", true)).Published);
        Assert.Equal(["busy", "execute_input", "execute_result:1", "idle"], Run("number", ("store_history", false)).Published);
        Assert.Equal(["busy", "execute_input", "execute_result:1", "idle"], Run("number").Published);
        Assert.Equal(["busy", "execute_input", "execute_result:2", "idle"], Run("number").Published);
    }

    [Fact]
    public void An_error_is_told_twice()
    {
        var (reply, published) = client.Run("print a\nfail sadly");
        Assert.Equal(("error", "Failure", "sadly"), (reply.GetProperty("status").GetString(), reply.GetProperty("ename").GetString(), reply.GetProperty("evalue").GetString()));
        Assert.Equal("In[1], line 1", reply.GetProperty("traceback")[0].GetString());
        Assert.Equal(["busy", "execute_input", "stdout:a\n", "error:Failure", "idle"], published.Select(Client.Describe));
        Assert.Equal(["busy", "execute_input", "error:InvalidDataException", "idle"], Run("throw").Published);
        Assert.Equal("ok", Run("print on").Status);
    }

    [Fact]
    public void After_an_error_what_is_queued_is_aborted_and_what_comes_later_runs()
    {
        var runs = client.Engine.Runs;
        var first = client.SendCode("sleep 300\nfail");
        string[] queued = [client.SendCode("print 1"), client.SendCode("print 2")];
        var info = client.Send("kernel_info_request", new());
        Assert.Equal((first, "error"), client.Receive(client.Shell) is var r ? (r.Parent, r.Content.GetProperty("status").GetString()) : default);
        var later = client.SendCode("print 3"); // sent on having the error
        foreach (var id in queued)
        {
            var reply = client.Receive(client.Shell);
            Assert.Equal((id, "aborted"), (reply.Parent, reply.Content.GetProperty("status").GetString()));
            Assert.Equal(["busy", "idle"], client.PublishedFor(id).Select(Client.Describe));
        }
        Assert.Equal(info, client.Receive(client.Shell).Parent);
        Assert.Equal((later, "ok"), client.Receive(client.Shell) is var l ? (l.Parent, l.Content.GetProperty("status").GetString()) : default);
        Assert.Equal(runs + 2, client.Engine.Runs);
    }

    [Fact]
    public void Without_stop_on_error_the_queue_goes_on()
    {
        client.SendCode("sleep 200\nfail", ("stop_on_error", false));
        client.SendCode("print 1");
        Assert.Equal("error", client.Receive(client.Shell).Content.GetProperty("status").GetString());
        Assert.Equal("ok", client.Receive(client.Shell).Content.GetProperty("status").GetString());
    }

    [Fact]
    public void An_interrupt_stops_the_cell_while_others_wait()
    {
        var id = client.SendCode("loop");
        var waiting = client.SendCode("print no");
        while (Client.Describe(client.Receive(client.IoPub)) != "stdout:looping\n")
        {
        }
        Assert.Equal("ok", client.Ask("interrupt_request", new(), client.Control).Content.GetProperty("status").GetString());
        Assert.Equal((id, "Interrupted"), client.Receive(client.Shell) is var r ? (r.Parent, r.Content.GetProperty("ename").GetString()) : default);
        Assert.Equal((waiting, "aborted"), client.Receive(client.Shell) is var w ? (w.Parent, w.Content.GetProperty("status").GetString()) : default);
    }

    [Fact]
    public void An_interrupt_between_cells_or_too_late_does_nothing()
    {
        client.Ask("interrupt_request", new(), client.Control);
        Assert.Equal("ok", Run("late-interrupt").Status);
        Assert.Equal("ok", Run("print a").Status);
    }

    [Fact]
    public void Much_text_is_sent_in_few_messages()
    {
        var line = new string('x', 99);
        var (_, published) = client.Run(string.Join('\n', Enumerable.Repeat("print " + line, 10_000)));
        var texts = published.Where(m => m.Type == "stream").Select(m => m.Content.GetProperty("text").GetString()!).ToList();
        Assert.Equal(1_000_000, texts.Sum(t => t.Length));
        Assert.InRange(texts.Count, 1, 60);
    }

    [Fact]
    public void Text_appears_while_the_cell_runs()
    {
        var id = client.SendCode("print now\nsleep 1500");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (Client.Describe(client.Receive(client.IoPub)) != "stdout:now\n")
        {
        }
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
        Assert.Equal(id, client.Receive(client.Shell).Parent);
    }

    [Fact]
    public void Characters_outside_of_the_basic_plane_stay_whole()
    {
        Assert.Equal(["stdout:a", "stdout:\U0001F3B5"], Run("raw a\nhalf D83C\nsleep 150\nhalf DFB5").Published[2..^1]);
        Assert.Contains("stdout:\uFFFD", Run("half D83C").Published); // half of one cannot be sent
    }

    [Fact]
    public void Late_output_is_shown_below_its_cell()
    {
        var id = client.SendCode("late text");
        client.Receive(client.Shell);
        client.PublishedFor(id);
        var late = client.Receive(client.IoPub);
        Assert.Equal((id, "stdout:text"), (late.Parent, Client.Describe(late)));
    }

    [Fact]
    public void Cells_have_a_deep_stack() => Assert.Equal("execute_result:200000", Run("depth 200000").Published[2]);
}
