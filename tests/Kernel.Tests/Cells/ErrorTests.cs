namespace Kernel.Tests.Cells;

[Collection("engine")]
public sealed class ErrorTests(Engine engine) : IClassFixture<Engine>
{
    private readonly Notebook notebook = new(engine);

    [Fact]
    public void A_compile_error_names_cell_line_and_column_of_the_text_as_written()
    {
        notebook.Value("var x = 1;");
        var error = notebook.Error("while (x < 0) { x++; }\nforeach (var i in new[] { 1 }) { Func<int, int> f = v => v + missing; }");
        Assert.Equal("CompilationError", error.Name);
        Assert.Equal("In[2], line 2: CS0103: The name 'missing' does not exist in the current context", error.Message);
        Assert.Contains(error.Traceback, line => line.StartsWith("In[2], line 2, column 62: CS0103", StringComparison.Ordinal));
        Assert.DoesNotContain(error.Traceback, line => line.Contains(nameof(CellStop), StringComparison.Ordinal));
    }

    [Fact]
    public void All_compile_errors_are_told_and_nothing_runs()
    {
        var error = notebook.Error("Console.WriteLine(\"ran\");\nint a = \"text\";\nint b = c;");
        Assert.EndsWith("(and 1 more)", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Traceback.Count(line => line.StartsWith("In[1], line", StringComparison.Ordinal)));
        Assert.Equal("", notebook.Output.Text);
        Assert.Contains("CS0103", notebook.Error("a").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_time_error_names_type_message_and_the_lines_in_cells()
    {
        notebook.Value("int Half(int v)\n{\n    if (v == 7)\n        throw new ArgumentException(\"odd: \" + v);\n    return v / 2;\n}");
        var error = notebook.Error("\nvar kept = 5;\nvar y = Half(7);");
        Assert.Equal("ArgumentException", error.Name);
        Assert.Equal("odd: 7", error.Message);
        Assert.Equal(["System.ArgumentException: odd: 7", "   at Half in In[1], line 4", "   at In[2], line 3"], error.Traceback.Select(Plain));
        Assert.Equal("5 0", notebook.Value("$\"{kept} {y}\""));
    }

    [Theory]
    [InlineData("var l = new List<int> { 0 };\nvar q = l.Select(v =>\n    1 / v);\nq.ToList()", "line 3", "line 4")]
    [InlineData("async Task F()\n{\n    await Task.Yield();\n    throw new DivideByZeroException();\n}\nawait F();", "F in In[1], line 4", "line 6")]
    [InlineData("class C\n{\n    public int P =>\n        1 / Zero;\n    int Zero => 0;\n}\nnew C().P", "C.get_P in In[1], line 4", "line 7")]
    [InlineData("IEnumerable<int> All(int z)\n{\n    yield return 1 / z;\n}\nforeach (var i in All(0))\n    Console.WriteLine(i);", "All in In[1], line 3", "line 5")]
    public void Lines_are_right_in_every_kind_of_function(string code, string inner, string outer)
    {
        var error = notebook.Error(code);
        Assert.Equal("DivideByZeroException", error.Name);
        var frames = error.Traceback.Select(Plain).Where(line => line.Contains("In[1]", StringComparison.Ordinal)).ToList();
        Assert.EndsWith(inner, frames[0], StringComparison.Ordinal);
        Assert.EndsWith(outer, frames[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Inner_exceptions_are_told()
    {
        var error = notebook.Error("Task.WaitAll(Task.Run(() => throw new IOException(\"disk\")), Task.Run(() => throw new FormatException(\"form\")));");
        Assert.Equal("AggregateException", error.Name);
        Assert.Contains(error.Traceback.Select(Plain), line => line.Trim() == "System.IO.IOException: disk");
        Assert.Contains(error.Traceback.Select(Plain), line => line.Trim() == "System.FormatException: form");

        error = notebook.Error("try { int.Parse(\"x\"); } catch (Exception e) { throw new InvalidOperationException(\"outer\", e); }");
        Assert.Equal("outer", error.Message);
        Assert.Contains(error.Traceback.Select(Plain), line => line.Trim().StartsWith("System.FormatException", StringComparison.Ordinal));
    }

    [Fact]
    public void A_variable_that_a_failing_cell_would_have_replaced_keeps_its_value()
    {
        notebook.Value("string Load(string s) => s ?? throw new IOException(); var model = Load(\"first\"); var other = Load(\"a\");");
        notebook.Error("var other = Load(\"b\"); var model = Load(null);");
        Assert.Equal("first b", notebook.Value("$\"{model} {other}\""));
    }

    [Fact]
    public void An_exception_on_another_thread_is_told_and_the_process_lives()
    {
        notebook.Value("var t = new Thread(() => throw new IOException(\"lost\")); t.Start(); t.Join();");
        Assert.True(SpinWait.SpinUntil(() => notebook.Output.Errors.Contains("lost", StringComparison.Ordinal), TimeSpan.FromSeconds(20)));
        Assert.Equal("1", notebook.Value("1"));
    }

    private static string Plain(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\e\\[\\d+m", "");
}
