using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ssl4Asd.Kernel.Tests.Jupyter;

public sealed class RequestTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_kernel_says_what_it_is(bool onControl)
    {
        var reply = client.Ask("kernel_info_request", new(), onControl ? client.Control : client.Shell);
        var language = reply.Content.GetProperty("language_info");
        Assert.Equal("5.3", reply.Content.GetProperty("protocol_version").GetString());
        Assert.Equal(("C#", ".cs", "csharp", "text/x-csharp"), (language.GetProperty("name").GetString(), language.GetProperty("file_extension").GetString(), language.GetProperty("pygments_lexer").GetString(), language.GetProperty("mimetype").GetString()));
        Assert.Equal(["busy", "idle"], client.PublishedFor(reply.Parent).Select(Client.Describe));
    }

    [Fact]
    public void Positions_are_code_points()
    {
        // two clefs of two UTF-16 units each, a blank, and three letters
        var code = "\U0001D11E\U0001D11E abc \U0001D11E";
        var reply = client.Ask("complete_request", new() { ["code"] = code, ["cursor_pos"] = 6 }).Content;
        Assert.Equal(("abc!", 3, 6), (reply.GetProperty("matches")[0].GetString(), reply.GetProperty("cursor_start").GetInt32(), reply.GetProperty("cursor_end").GetInt32()));
        var typed = reply.GetProperty("metadata").GetProperty("_jupyter_types_experimental")[0];
        Assert.Equal(("function", 3), (typed.GetProperty("type").GetString(), typed.GetProperty("start").GetInt32()));
        var inspected = client.Ask("inspect_request", new() { ["code"] = code, ["cursor_pos"] = 2 }).Content;
        Assert.EndsWith(" at 4", inspected.GetProperty("data").GetProperty("text/plain").GetString());
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(99, 3)]
    public void Positions_out_of_the_text_are_its_ends(int position, int expected) =>
        Assert.Equal(expected, client.Ask("complete_request", new() { ["code"] = "abc", ["cursor_pos"] = position }).Content.GetProperty("cursor_end").GetInt32());

    [Fact]
    public void An_engine_that_breaks_is_an_error_reply() =>
        Assert.Equal(("error", "no completion"), client.Ask("complete_request", new() { ["code"] = "broken" }).Content is var c ? (c.GetProperty("status").GetString(), c.GetProperty("evalue").GetString()) : default);

    [Fact]
    public void A_text_is_complete_or_not()
    {
        Assert.Equal("complete", client.Ask("is_complete_request", new() { ["code"] = "1" }).Content.GetProperty("status").GetString());
        Assert.Equal("    ", client.Ask("is_complete_request", new() { ["code"] = "{" }).Content.GetProperty("indent").GetString());
    }

    [Fact]
    public void Nothing_is_known_of_nothing() => Assert.False(client.Ask("inspect_request", new() { ["code"] = "" }).Content.GetProperty("found").GetBoolean());

    [Fact]
    public void The_history_is_kept()
    {
        foreach (var code in new[] { "print a", "print b", "value a", "print b" }) client.Run(code);
        string Ask(JsonObject request) =>
            string.Join(';', client.Ask("history_request", request).Content.GetProperty("history").EnumerateArray().Select(row => $"{row[1]}:{row[2]}"));
        Assert.Equal("3:value a;4:print b", Ask(new() { ["hist_access_type"] = "tail", ["n"] = 2 }));
        Assert.Equal("2:print b;3:value a", Ask(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = 2, ["stop"] = 4 }));
        Assert.Equal("1:print a;4:print b", Ask(new() { ["hist_access_type"] = "search", ["pattern"] = "print*", ["unique"] = true }));
        Assert.Equal("4:[\"print b\",null]", Ask(new() { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true }));
    }

    [Fact]
    public void Comms_are_closed_politely()
    {
        Assert.Empty(client.Ask("comm_info_request", new()).Content.GetProperty("comms").EnumerateObject());
        var id = client.Send("comm_open", new() { ["comm_id"] = "c", ["target_name"] = "t", ["data"] = new JsonObject() });
        Assert.Equal(["busy", "comm_close", "idle"], client.PublishedFor(id).Select(Client.Describe));
        id = client.Send("comm_msg", new() { ["comm_id"] = "c", ["data"] = new JsonObject() });
        Assert.Equal(["busy", "idle"], client.PublishedFor(id).Select(Client.Describe));
    }

    [Fact]
    public void There_is_no_debugger()
    {
        var reply = client.Ask("debug_request", new() { ["type"] = "request", ["seq"] = 7, ["command"] = "initialize" }, client.Control).Content;
        Assert.Equal((false, 7), (reply.GetProperty("success").GetBoolean(), reply.GetProperty("request_seq").GetInt32()));
    }

    [Fact]
    public void Cells_are_not_run_on_control() =>
        Assert.Equal("error", client.Ask("execute_request", new() { ["code"] = "print a" }, client.Control).Content.GetProperty("status").GetString());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shutdown_is_answered_and_ends_the_kernel(bool whileACellRuns)
    {
        if (whileACellRuns) client.SendCode("loop");
        var reply = client.Ask("shutdown_request", new() { ["restart"] = true }, whileACellRuns ? client.Control : client.Shell);
        Assert.True(reply.Content.GetProperty("restart").GetBoolean());
        Assert.Equal(["busy", "shutdown_reply", "idle"], client.PublishedFor(reply.Parent).Select(Client.Describe));
        await Task.Run(client.Kernel.Wait).WaitAsync(TimeSpan.FromSeconds(5));
        if (whileACellRuns) client.Kernel.Interrupt();
    }

    [Fact]
    public void Fields_of_wrong_types_do_no_harm()
    {
        Assert.Equal("ok", client.Ask("execute_request", new() { ["code"] = 5, ["silent"] = "yes", ["user_expressions"] = new JsonArray(1) }).Content.GetProperty("status").GetString());
        Assert.Equal("ok", client.Ask("complete_request", new() { ["code"] = new JsonArray(), ["cursor_pos"] = "3" }).Content.GetProperty("status").GetString());
        Assert.Equal("ok", client.Ask("history_request", new() { ["n"] = -3.5 }).Content.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Object, client.Ask("comm_info_request", new() { ["target_name"] = 3 }).Content.ValueKind);
    }
}
