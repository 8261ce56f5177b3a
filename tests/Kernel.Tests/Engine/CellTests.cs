namespace Kernel.Tests.Engine;

[Collection("engine")]
public sealed class CellTests : IDisposable
{
    private readonly Notebook notebook = new();

    public void Dispose() => notebook.Dispose();

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("1.ToString();", null)]
    [InlineData("Console.WriteLine()", null)]
    [InlineData("var x = 3;", null)]
    [InlineData("var x = 3;\nx", "3")]
    [InlineData("await Task.FromResult(5)", "5")]
    [InlineData("await Task.Delay(1)", null)]
    [InlineData("return 7;", "7")]
    [InlineData("if (true) return 7; else return 8;", "7")]
    [InlineData("int F() { return 3; }", null)]
    [InlineData("(string)null", "null")]
    [InlineData("\"\"", "")]
    [InlineData("new { A = 1 }.A", "1")]
    [InlineData("// only a comment", null)]
    [InlineData("", null)]
    [InlineData("using System.Globalization;", null)]
    [InlineData("Enumerable.Range(0, 4).Where(x => x % 2 == 0).Sum()", "2")]
    public void The_last_expression_is_the_value(string code, string? value) => Assert.Equal(value, notebook.Value(code));

    [Fact]
    public void Cells_share_variables_functions_types_and_imports()
    {
        notebook.Value("using System.Globalization; using static System.Math;\nvar x = 20; record P(int A, int B = 2); int Twice(int v) => 2 * v;");
        notebook.Value("x++;");
        Assert.Equal("44", notebook.Value("Twice(x) + new P(1).B"));
        Assert.Equal("P { A = 5, B = 2 }", notebook.Value("new P(1) with { A = 5 }"));
        Assert.Equal("3 Invariant Language (Invariant Country)", notebook.Value("Max(1, 3) + \" \" + CultureInfo.InvariantCulture.EnglishName"));
    }

    [Fact]
    public void A_later_declaration_replaces_an_earlier_one()
    {
        notebook.Value("var x = 1; int F() => 1; class C { public int V => 1; }");
        notebook.Value("var x = \"two\"; int F() => 2; class C { public int V => 2; }");
        Assert.Equal("two 2 2", notebook.Value("$\"{x} {F()} {new C().V}\""));
    }

    [Fact]
    public void Values_pass_between_cells_whatever_their_type()
    {
        notebook.Value("var a = new { N = 1, S = \"x\" }; (int Left, int Right) t = (1, 2); var (p, q) = (3, 4); Func<int, int> f = v => v + p;");
        notebook.Value("var b = new { N = 5, S = \"y\" };");
        Assert.Equal("{ N = 5, S = y } 2 7", notebook.Value("a = b; $\"{a} {t.Right} {f(q)}\""));
    }

    [Fact]
    public void Modern_syntax_works()
    {
        notebook.Value("class Named(string name) { public string Name { get => field ?? name; set; } }");
        Assert.Equal("n", notebook.Value("new Named(\"n\").Name"));
        Assert.Equal("1,2,3", notebook.Value("int[] a = [1, 2]; int[] b = [.. a, 3]; string.Join(',', b)"));
        Assert.Equal("a \"quoted\" { }", notebook.Value("\"\"\"\na \"quoted\" { }\n\"\"\""));
        Assert.Equal("big", notebook.Value("int Local(int v) { return Inner(v); static int Inner(int w) => w * 2; }\nLocal(50) switch { > 99 => \"big\", _ => \"small\" }"));
        Assert.Equal("0,1,2", notebook.Value("async IAsyncEnumerable<int> Count() { for (var i = 0; i < 3; i++) { await Task.Yield(); yield return i; } }\nvar l = new List<int>(); await foreach (var i in Count()) l.Add(i); string.Join(',', l)"));
    }

    [Fact]
    public void Awaited_code_returns_to_the_cells_thread()
    {
        Assert.Equal("True", notebook.Value("var before = Environment.CurrentManagedThreadId; await Task.Delay(5); await Task.Run(() => 1); before == Environment.CurrentManagedThreadId"));
    }

    [Fact]
    public void Blocking_on_ones_own_task_does_not_lock_up()
    {
        notebook.Value("async Task<int> Slow() { await Task.Delay(5); await Task.Delay(5); return 4; }");
        Assert.Equal("4", notebook.Value("Slow().Result"));
        Assert.Equal("4", notebook.Value("await Task.Yield(); Slow().GetAwaiter().GetResult()"));
    }
}
