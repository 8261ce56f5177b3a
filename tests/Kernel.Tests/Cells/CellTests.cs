namespace Kernel.Tests.Cells;

[Collection("engine")]
public sealed class CellTests(Engine engine) : IClassFixture<Engine>
{
    private readonly Notebook notebook = new(engine);

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

    [Theory]
    [InlineData("Expression<Func<int, bool>> e = x => x > 1; e.ToString()", "x => (x > 1)")]
    [InlineData("new[] { 1, 2, 3 }.AsQueryable().Where(x => x > 1).Count()", "2")]
    [InlineData("(from x in new[] { 1, 2, 3 }.AsQueryable() where x > 1 select x * 2).Sum()", "10")]
    [InlineData("string.Join(' ', from x in new[] { 1, 2 } from y in new[] { 3, 4 } let z = x * y where z > 3 orderby z select new { z } into w group w by w.z % 2 into g select g.Key + \":\" + g.Count())", "0:3")]
    [InlineData("Action a = () => Console.Write(1); a(); Func<Task> f = async () => await Task.Delay(1); await f(); Func<object> n = () => null; n()", "null")]
    [InlineData("var f = (int x) => x switch { 1 => \"one\", _ => throw new Exception() }; f(1)", "one")]
    [InlineData("Func<int, Func<int, int>> add = x => y => x + y; add(1)(2)", "3")]
    [InlineData("int i = 0; void Up() => i++; ref int R() => ref i; Up(); R() = 5 + R(); i", "6")]
    [InlineData("class V { int v; public int P { get => v; set => v = value; } public int Q => P + 1; public int this[int i] => i; public V() => P = 1; public static V operator +(V a, V b) => new() { P = a.P + b.P }; public static implicit operator int(V a) => a.P; public override string ToString() => $\"{P}\"; } ; (int)(new V() + new V()) + new V().Q + new V()[3]", "7")]
    [InlineData("Task.Run(() => 3).Result + Task.Run(async () => { await Task.Yield(); return 4; }).Result", "7")]
    [InlineData("int n = 0; foreach (var (a, b) in new[] { (1, 2) }) n += a * b; for (;;) if (n++ > 5) break; do n++; while (n < 9); while (n < 12) /* c */ n++; // c\nn", "12")]
    [InlineData("int S(int v) { switch (v) { case 1: goto case 2; case 2: goto default; default: return 9; } } S(1)", "9")]
    [InlineData("unsafe { int v = 3; int* p = &v; *p = 4; Console.Write(v); } checked { } lock (new object()) { } 1", "1")]
    [InlineData("delegate int D(int x); D d = delegate (int x) { return x + 1; }; d(1)", "2")]
    [InlineData("string Catch() { try { throw new IOException(\"x\"); } catch (IOException e) when (e.Message == \"x\") { return \"caught\"; } finally { Console.Write(1); } } Catch()", "caught")]
    public void Checks_change_nothing_of_what_code_means(string code, string value)
    {
        notebook.Value("using System.Linq.Expressions;");
        Assert.Equal(value, notebook.Value(code));
    }

    [Fact]
    public void Modern_syntax_works()
    {
        notebook.Value("class Named(string name) { public string Name { get => field ?? name; set; } }");
        Assert.Equal("n", notebook.Value("new Named(\"n\").Name"));
        notebook.Value("class Cell { public static int V = 3; } static int Half(this int v) => v / 2;");
        Assert.Equal("4", notebook.Value("Cell.V + 3.Half()"));
        Assert.Equal("{\"A\":1}", notebook.Value("record R(int A); System.Text.Json.JsonSerializer.Serialize(new R(1))"));
        Assert.Equal("1,2,3", notebook.Value("int[] a = [1, 2]; int[] b = [.. a, 3]; string.Join(',', b)"));
        Assert.Equal("a \"quoted\" { }", notebook.Value("\"\"\"\na \"quoted\" { }\n\"\"\""));
        Assert.Equal("big", notebook.Value("int Local(int v) { return Inner(v); static int Inner(int w) => w * 2; }\nLocal(50) switch { > 99 => \"big\", _ => \"small\" }"));
        Assert.Equal("0,1,2", notebook.Value("async IAsyncEnumerable<int> Count() { for (var i = 0; i < 3; i++) { await Task.Yield(); yield return i; } }\nvar l = new List<int>(); await foreach (var i in Count()) l.Add(i); string.Join(',', l)"));
    }

    [Fact]
    public void Blocking_on_ones_own_task_does_not_lock_up()
    {
        notebook.Value("async Task<int> Slow() { await Task.Delay(5); await Task.Delay(5); return 4; }");
        Assert.Equal("4", notebook.Value("Slow().Result"));
        Assert.Equal("4", notebook.Value("await Task.Yield(); Slow().GetAwaiter().GetResult()"));
    }
}
