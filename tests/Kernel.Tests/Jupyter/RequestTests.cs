namespace Kernel.Tests.Jupyter;

[Collection("engine")]
public sealed class RequestTests(Engine engine) : IClassFixture<Engine>, IDisposable
{
    private readonly Client client = new(engine);

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_kernel_says_what_it_is(bool onControl)
    {
        var reply = client.Ask("kernel_info_request", new(), onControl ? client.Control : client.Shell);
        var language = reply.GetProperty("language_info");
        Assert.Equal("5.3", reply.Text("protocol_version"));
        Assert.Equal(("C#", ".cs", "csharp", "text/x-csharp"), (language.Text("name"), language.Text("file_extension"), language.Text("pygments_lexer"), language.Text("mimetype")));
    }

    [Fact]
    public void Positions_are_code_points()
    {
        // two clefs of two UTF-16 units each, in a string
        var code = "\"\U0001D11E\U0001D11E\".Leng; // \U0001D11E";
        var reply = client.Ask("complete_request", new() { ["code"] = code, ["cursor_pos"] = 9 });
        Assert.Equal(("Length", 5, 9), (reply.GetProperty("matches")[0].GetString(), reply.Integer("cursor_start"), reply.Integer("cursor_end")));
        var typed = reply.GetProperty("metadata").GetProperty("_jupyter_types_experimental")[0];
        Assert.Equal(("property", 5), (typed.Text("type"), typed.Integer("start")));
        var inspected = client.Ask("inspect_request", new() { ["code"] = code.Replace("Leng", "Length"), ["cursor_pos"] = 11 });
        Assert.Contains("string.Length", inspected.GetProperty("data").Text("text/plain"));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(99, 3)]
    public void Positions_out_of_the_text_are_its_ends(int position, int expected) =>
        Assert.Equal(expected, client.Ask("complete_request", new() { ["code"] = "abc", ["cursor_pos"] = position }).Integer("cursor_end"));

    [Fact]
    public void The_history_is_kept()
    {
        foreach (var code in new[] { "1", "22", "33", "22" }) client.Run(code);
        string Ask(JsonObject request) => string.Join(';', client.Ask("history_request", request).GetProperty("history").EnumerateArray().Select(row => $"{row[1]}:{row[2]}"));
        Assert.Equal("3:33;4:22", Ask(new() { ["hist_access_type"] = "tail", ["n"] = 2 }));
        Assert.Equal("2:22;3:33", Ask(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = 2, ["stop"] = 4 }));
        Assert.Equal("3:33;4:22", Ask(new() { ["hist_access_type"] = "search", ["pattern"] = "??", ["unique"] = true }));
        Assert.Equal("4:[\"22\",null]", Ask(new() { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true }));
    }

    [Fact]
    public void Cells_are_not_run_on_control() =>
        Assert.Equal("error", client.Ask("execute_request", new() { ["code"] = "1" }, client.Control).Text("status"));

    [Fact]
    public void The_heartbeat_sends_back_what_comes()
    {
        using var heart = new RequestSocket($">tcp://127.0.0.1:{client.Kernel.Heartbeat.Port}");
        heart.SendFrame("beat");
        Assert.Equal("beat", heart.ReceiveFrameString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shutdown_is_answered_and_ends_the_kernel(bool whileACellRuns)
    {
        if (whileACellRuns)
        {
            client.SendCode("while (true) ;");
            while (client.Receive(client.IoPub).Type != "execute_input") ; // a cell that has not begun never will
        }
        var id = client.Send("shutdown_request", new() { ["restart"] = true }, whileACellRuns ? client.Control : client.Shell);
        Assert.True(client.Receive(whileACellRuns ? client.Control : client.Shell).Content.Flag("restart", false));
        Assert.Equal(["busy", "shutdown_reply", "idle"], client.PublishedFor(id).Select(Client.Describe));
        await Task.Run(client.Kernel.Wait).WaitAsync(TimeSpan.FromSeconds(5));
        if (!whileACellRuns) return;
        client.Kernel.Interrupt();
        client.Receive(client.Shell);
    }

    [Fact]
    public async Task A_shutdown_that_waits_behind_an_error_ends_the_kernel_too()
    {
        client.SendCode("Thread.Sleep(300); throw new IOException();");
        client.Send("shutdown_request", new());
        await Task.Run(client.Kernel.Wait).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Fields_of_wrong_types_do_no_harm()
    {
        Assert.Equal("ok", client.Ask("execute_request", new() { ["code"] = 5, ["silent"] = "yes", ["user_expressions"] = new JsonArray(1) }).Text("status"));
        Assert.Equal("ok", client.Ask("complete_request", new() { ["code"] = new JsonArray(), ["cursor_pos"] = "3" }).Text("status"));
        Assert.Equal("ok", client.Ask("history_request", new() { ["n"] = -3.5 }).Text("status"));
        Assert.Equal(JsonValueKind.Object, client.Ask("comm_info_request", new() { ["target_name"] = 3 }).ValueKind);
    }
}
