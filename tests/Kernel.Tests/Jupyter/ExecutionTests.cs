namespace Kernel.Tests.Jupyter;

[Collection("engine")]
public sealed class ExecutionTests(Engine engine) : IClassFixture<Engine>, IDisposable
{
    private readonly Client client = new(engine);

    public void Dispose() => client.Dispose();

    private (string Status, string[] Published) Run(string code, params (string, JsonNode)[] options)
    {
        var (reply, published) = client.Run(code, options);
        return (reply.Text("status")!, [.. published.Select(Client.Describe)]);
    }

    [Fact]
    public void Outputs_come_in_the_order_in_which_they_were_made() =>
        Assert.Equal(
            ["busy", "execute_input", "stdout:a\nb\n", "stderr:c\n", "stdout:d\n", "display_data:x", "stdout:e\n", "update_display_data:z", "execute_result:v", "idle"],
            Run("Console.WriteLine(\"a\"); Console.WriteLine(\"b\"); Console.Error.WriteLine(\"c\"); Console.WriteLine(\"d\"); var shown = display(\"x\"); Console.WriteLine(\"e\"); shown.Update(\"z\"); \"v\"").Published);

    [Fact]
    public void Json_is_sent_as_json_and_text_as_text_and_every_value_has_text()
    {
        client.Run("class P; Formatter.Register<P>(p => \"{\\\"a\\\":[1,2.5]}\", \"application/json\"); Formatter.SetPreferredMimeTypesFor(typeof(P), \"application/json\");");
        JsonElement Data(string code) => client.Run(code).Published.Single(m => m.Type == "execute_result").Content.GetProperty("data");
        Assert.Equal(2.5, Data("new P()").GetProperty("application/json").GetProperty("a")[1].GetDouble());
        Assert.Equal("42", Data("6 * 7").Text("text/plain"));
        Assert.Contains("<pre>42</pre>", Data("6 * 7").Text("text/html"));
        Assert.Equal("[ 1, 2 ]", Data("new[] { 1, 2 }").Text("text/plain"));
        Assert.Null(Data("HTML(\"<b/>\")").Text("text/plain"));
    }

    [Fact]
    public void A_silent_request_shows_nothing_and_is_not_counted()
    {
        var next = client.Run("1").Reply.Integer("execution_count") + 1;
        Assert.Equal(["busy", "idle"], Run("Console.Write(1); 2", ("silent", true)).Published);
        Assert.Equal(next, client.Run("1", ("store_history", false)).Reply.Integer("execution_count"));
        Assert.Equal(next, client.Run("1").Reply.Integer("execution_count"));
        Assert.Equal(next + 1, client.Run("1").Reply.Integer("execution_count"));
    }

    [Fact]
    public void An_error_is_told_twice()
    {
        var (reply, published) = client.Run("Console.WriteLine(\"a\");\nthrow new IOException(\"sadly\");");
        Assert.Equal(("error", "IOException", "sadly"), (reply.Text("status"), reply.Text("ename"), reply.Text("evalue")));
        Assert.Contains("In[1], line 2", reply.GetProperty("traceback")[1].GetString());
        Assert.Equal(["busy", "execute_input", "stdout:a\n", "error:IOException", "idle"], published.Select(Client.Describe));
        Assert.Equal("ok", Run("").Status);
    }

    [Fact]
    public void After_an_error_what_is_queued_is_aborted_and_what_comes_later_runs()
    {
        var first = client.SendCode("Thread.Sleep(300); throw new IOException();");
        string[] queued = [client.SendCode("var aborted = 1;"), client.SendCode("aborted = 2;")];
        var info = client.Send("kernel_info_request", new());
        Assert.Equal((first, "error"), client.Receive(client.Shell) is var r ? (r.Parent, r.Content.Text("status")) : default);
        var later = client.SendCode("1"); // sent on having the error
        foreach (var id in queued)
        {
            var reply = client.Receive(client.Shell);
            Assert.Equal((id, "aborted"), (reply.Parent, reply.Content.Text("status")));
            Assert.Equal(["busy", "idle"], client.PublishedFor(id).Select(Client.Describe));
        }
        Assert.Equal(info, client.Receive(client.Shell).Parent);
        Assert.Equal((later, "ok"), client.Receive(client.Shell) is var l ? (l.Parent, l.Content.Text("status")) : default);
        Assert.Equal("CompilationError", client.Run("aborted").Reply.Text("ename"));
    }

    [Fact]
    public void Where_errors_do_not_stop_the_queue_goes_on()
    {
        client.SendCode("throw new IOException();", ("stop_on_error", false));
        client.SendCode("1");
        Assert.Equal(["error", "ok"], new[] { client.Receive(client.Shell), client.Receive(client.Shell) }.Select(m => m.Content.Text("status")));
    }

    [Fact]
    public void An_interrupt_ends_the_cell_and_aborts_the_queue()
    {
        var id = client.SendCode("var kept = 3; Console.Write(1); while (true) ;");
        client.SendCode("1");
        while (Client.Describe(client.Receive(client.IoPub)) != "stdout:1") continue;
        Assert.Equal("ok", client.Ask("interrupt_request", new(), client.Control).Text("status"));
        Assert.Equal((id, "Interrupted"), client.Receive(client.Shell) is var r ? (r.Parent, r.Content.Text("ename")) : default);
        Assert.Equal("aborted", client.Receive(client.Shell).Content.Text("status"));
        Assert.Equal("execute_result:3", Run("kept").Published[2]);
    }

    [Fact]
    public void Much_output_is_gathered_into_few_messages_and_appears_while_the_cell_runs()
    {
        var published = client.Run("for (var i = 0; i < 10_000; i++) Console.WriteLine(new string('x', 99));").Published;
        var texts = published.Where(m => m.Type == "stream").Select(m => m.Content.Text("text")!).ToList();
        Assert.Equal(1_000_000, texts.Sum(t => t.Length));
        Assert.InRange(texts.Count, 1, 200);

        client.SendCode("Console.Write(\"now\"); Thread.Sleep(1500);");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (Client.Describe(client.Receive(client.IoPub)) != "stdout:now") continue;
        Assert.False(client.Shell.Poll(PollEvents.PollIn, TimeSpan.Zero).HasIn());
        client.Receive(client.Shell);
    }

    [Fact]
    public void Late_output_is_shown_below_its_cell()
    {
        var sign = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()); // another cell would have the output
        var id = client.SendCode($"_ = Task.Run(() => {{ while (!File.Exists(@\"{sign}\")) Thread.Sleep(5); Console.Write(\"late\"); }});");
        client.Receive(client.Shell);
        client.PublishedFor(id);
        File.WriteAllText(sign, "");
        Assert.Equal((id, "stdout:late"), client.Receive(client.IoPub) is var late ? (late.Parent, Client.Describe(late)) : default);
        File.Delete(sign);
    }

    [Fact]
    public void A_cell_asks_and_only_who_was_asked_may_answer()
    {
        using var other = client.Dealer(client.Kernel.Stdin, "other");
        client.Send("input_reply", new() { ["value"] = "too early" }, client.Stdin);
        var id = client.SendCode("Console.WriteLine(\"before\"); var name = (await Microsoft.DotNet.Interactive.Kernel.GetPasswordAsync(\"Name?\")).GetClearTextPassword(); name");
        var question = client.Receive(client.Stdin);
        Assert.Equal((id, "input_request", "Name?", true), (question.Parent, question.Type, question.Content.Text("prompt"), question.Content.Flag("password", false)));
        client.Send("input_reply", new() { ["value"] = "Eve" }, other);
        Assert.False(client.Shell.Poll(PollEvents.PollIn, TimeSpan.FromMilliseconds(200)).HasIn());
        client.Send("input_reply", new() { ["value"] = "Ada" }, client.Stdin);
        Assert.Equal("ok", client.Receive(client.Shell).Content.Text("status"));
        Assert.Equal(["busy", "execute_input", "stdout:before\n", "execute_result:Ada", "idle"], client.PublishedFor(id).Select(Client.Describe));
    }

    [Fact]
    public void An_interrupt_ends_a_question_and_one_that_cannot_be_asked_is_a_clear_error()
    {
        client.SendCode("Console.ReadLine()");
        client.Receive(client.Stdin);
        client.Ask("interrupt_request", new(), client.Control);
        Assert.Equal("Interrupted", client.Receive(client.Shell).Content.Text("ename"));
        Assert.Contains("does not allow", client.Run("Console.ReadLine()", ("allow_stdin", false)).Reply.Text("evalue"));
        client.Stdin.Dispose();
        Thread.Sleep(200);
        Assert.Contains("no input channel", client.Run("Console.ReadLine()").Reply.Text("evalue"));
    }
}
