namespace Kernel.Tests.Cells;

[Collection("engine")]
public sealed class InterruptTests(Engine engine) : IClassFixture<Engine>
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly Notebook notebook = new(engine);

    public static TheoryData<string, string> Cells => new()
    {
        { "while", "while (true) { n++; }" },
        { "while without braces", "while (true) n++;" },
        { "empty for", "for (;;) ;" },
        { "for in a function", "void F() { for (var i = 0; ; i++) { n = i; } } F();" },
        { "do", "do n++; while (n != 0); do { n++; } while (true);" },
        { "foreach over an endless iterator", "IEnumerable<int> All() { while (true) yield return n++; } foreach (var i in All()) { }" },
        { "goto", "void F() { again: n++; goto again; } F();" },
        { "catch-all", "while (true) { try { n++; Thread.Sleep(1); } catch { } }" },
        { "catch-all around the loop", "try { while (true) n++; } catch (Exception) { } while (true) { try { throw new Exception(); } catch { n++; } }" },
        { "sleep", "Thread.Sleep(Timeout.Infinite);" },
        { "sleep with a catch-all", "while (true) { try { Thread.Sleep(Timeout.Infinite); } catch { } }" },
        { "lock", "var gate = new object(); var t = new Thread(() => { lock (gate) Thread.Sleep(Timeout.Infinite); }) { IsBackground = true }; t.Start(); while (!t.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin)) ; lock (gate) { }" },
        { "wait", "new ManualResetEventSlim().Wait();" },
        { "join", "var t = new Thread(() => { while (true) ; }) { IsBackground = true }; t.Start(); t.Join();" },
        { "task wait", "Task.Run(() => { while (true) n++; }).Wait();" },
        { "task result", "async Task<int> F() { await Task.Delay(-1); return 1; } F().Result" },
        { "await delay", "await Task.Delay(-1);" },
        { "await in a loop", "while (true) { await Task.Delay(1); n++; }" },
        { "await yield", "async Task F() { while (true) await Task.Yield(); } await F();" },
        { "await of busy work", "await Task.Run(() => { while (true) n++; });" },
        { "await foreach", "async IAsyncEnumerable<int> All() { while (true) { await Task.Yield(); yield return n++; } } await foreach (var i in All()) { }" },
        { "Parallel.For", "Parallel.For(0, long.MaxValue, i => { n = (int)i; });" },
        { "Parallel.ForEach", "Parallel.ForEach(Enumerable.Range(0, int.MaxValue), i => Thread.Sleep(1));" },
        { "PLINQ", "Enumerable.Range(0, int.MaxValue).AsParallel().Where(i => i < 0).Count()" },
        { "LINQ", "Enumerable.Repeat(0, int.MaxValue).SelectMany(i => Enumerable.Range(0, int.MaxValue)).Where(i => i < 0).Count()" },
        { "LINQ with a method group", "bool Odd(int i) => i < 0; Enumerable.Range(0, int.MaxValue).SelectMany(i => Enumerable.Range(0, int.MaxValue)).Count(Odd)" },
        { "query", "(from i in Enumerable.Range(0, int.MaxValue) from j in Enumerable.Range(0, int.MaxValue) where i < 0 select i).Count()" },
        { "query without where", "(from i in Enumerable.Range(0, int.MaxValue) from j in Enumerable.Range(0, int.MaxValue) select i + j).Max()" },
        { "recursion", "long Fib(long v) => v < 2 ? v : Fib(v - 1) + Fib(v - 2); Fib(90)" },
        { "recursion by a lambda", "Func<long, long> fib = null; fib = v => v < 2 ? v : fib(v - 1) + fib(v - 2); fib(90)" },
        { "property", "class C { public long Fib(long v) => v < 2 ? v : this[v - 1] + this[v - 2]; public long this[long v] => Fib(v); } new C()[90]" },
        { "await after work", "await Task.Yield(); while (true) n++;" },
        { "sleep after await", "await Task.Yield(); Thread.Sleep(Timeout.Infinite);" },
        { "value task", "async ValueTask<int> F() { await Task.Delay(-1); return 1; } await F();" },
        { "console loop", "while (true) Console.Write('.');" },
        { "showing the value", "class Slow { public override string ToString() { while (true) ; } }\nnew Slow()" },
        { "async void", "async void F() { while (true) await Task.Yield(); } F(); await Task.Delay(-1);" },
        { "sorting", "Array.Sort(Enumerable.Range(0, 5_000_000).Reverse().ToArray(), (a, b) => { Thread.SpinWait(100); return a - b; });" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_running_cell_stops_and_what_it_assigned_is_kept(string form, string code)
    {
        var (result, took) = InterruptWhileRunning($"var n = 0; var mark = \"{form}\"; Console.WriteLine(\"started\");\n{code}");

        Assert.Equal("Interrupted", result?.Name);
        Assert.True(took < Limit, $"stopped after {took.TotalSeconds:F2} s");
        Assert.Equal($"{form} before", notebook.Value("mark + \" \" + earlier"));
    }

    [Fact]
    public void The_engines_token_ends_what_looks_at_it_and_a_later_cell_has_its_own()
    {
        const string Wait = "Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken.WaitHandle.WaitOne(";
        var (result, took) = InterruptWhileRunning($"var ended = 0; Console.WriteLine(\"started\"); {Wait}); ended = 1; {Wait}0); ended = 2;");
        Assert.Equal("Interrupted", result?.Name);
        Assert.True(took < Limit);
        Assert.Equal("False", notebook.Value(Wait + "0)"));
    }

    [Fact]
    public void What_a_stopped_cell_declares_again_and_does_not_reach_keeps_its_value()
    {
        notebook.Value("string Train(int steps) { for (var i = 0; i < steps; i++) Thread.Sleep(10); return \"model\"; } var model = Train(1);");
        Assert.Equal("Interrupted", InterruptWhileRunning("Console.WriteLine(\"started\"); var model = Train(int.MaxValue);").Result?.Name);
        Assert.Equal("model", notebook.Value("model"));
    }

    [Fact]
    public void Waiting_for_input_stops()
    {
        using var asking = new ManualResetEventSlim();
        notebook.Output.Answer = _ =>
        {
            asking.Set();
            Thread.Sleep(Timeout.Infinite);
            return "never";
        };
        CellError? result = null;
        var thread = new Thread(() => result = notebook.Run("Console.ReadLine()"));
        thread.Start();
        Assert.True(asking.Wait(Start));
        notebook.Engine.Interrupt();
        Assert.True(thread.Join(Limit));
        Assert.Equal("Interrupted", result?.Name);
    }

    [Fact]
    public void Clean_up_runs_to_its_end()
    {
        var (result, _) = InterruptWhileRunning("""
            var log = new List<string>();
            class Scope(List<string> log) : IDisposable { public void Dispose() { for (var i = 0; i < 3; i++) log.Add("disposed"); } }
            void Work()
            {
                using var scope = new Scope(log);
                try { Console.WriteLine("started"); while (true) { } }
                finally { foreach (var i in new[] { 1, 2 }) log.Add("finally"); }
            }
            Work();
            """);
        Assert.Equal("Interrupted", result?.Name);
        Assert.Equal("finally finally disposed disposed disposed", notebook.Value("string.Join(' ', log)"));
    }

    [Fact]
    public void The_error_names_the_line_where_it_stopped()
    {
        var (result, _) = InterruptWhileRunning("Console.WriteLine(\"started\");\n\nwhile (true)\n{\n    Thread.SpinWait(9);\n}");
        Assert.Matches(@"In\[2\], line [345]", string.Concat(result!.Traceback));
        Assert.DoesNotContain(result.Traceback, line => line.Contains(nameof(CellStop), StringComparison.Ordinal));
        // nor what the cell was calling
        (result, _) = InterruptWhileRunning("Console.WriteLine(\"started\");\nThread.Sleep(Timeout.Infinite);");
        Assert.Equal(["   at \e[32mIn[4], line 2\e[0m"], result!.Traceback.Skip(1));
    }

    [Fact]
    public void Between_cells_an_interrupt_does_nothing()
    {
        notebook.Engine.Interrupt();
        Assert.Equal("10", notebook.Value("var s = 0; for (var i = 0; i < 10; i++) s++; Thread.Sleep(1); s"));
        notebook.Engine.Interrupt();
        Assert.Equal("2", notebook.Value("await Task.Delay(1); Enumerable.Range(0, 2).Count(i => i >= 0)"));
    }

    [Fact]
    public void Many_interrupts_in_a_row_leave_the_next_cell_alone()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("Interrupted", InterruptWhileRunning("Console.WriteLine(\"started\"); Thread.Sleep(-1);").Result?.Name);
            Assert.Equal("1", notebook.Value("Thread.Sleep(2); await Task.Delay(2); 1"));
        }
    }

    [Fact]
    public void Recursion_without_end_is_an_error()
    {
        var error = notebook.Error("int Down(int i) => Down(i + 1) + 1;\nDown(0)");
        Assert.Equal(nameof(InsufficientExecutionStackException), error.Name);
        Assert.True(error.Traceback.Count < 100);
        Assert.Equal("1", notebook.Value("1"));
    }

    private (CellError? Result, TimeSpan Took) InterruptWhileRunning(string code)
    {
        CellError? result = null;
        var written = notebook.Output.Text.Length;
        var thread = new Thread(() =>
        {
            notebook.Value("var earlier = \"before\";");
            result = notebook.Run(code);
        });
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => { Thread.Sleep(5); return notebook.Output.Text.Length > written || !thread.IsAlive; }, Start));
        Thread.Sleep(50);
        var clock = Stopwatch.StartNew();
        notebook.Engine.Interrupt();
        Assert.True(thread.Join(Start), "did not stop");
        return (result, clock.Elapsed);
    }
}
