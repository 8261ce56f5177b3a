namespace Kernel.Tests.Engine;

[Collection("engine")]
public sealed class ConsoleTests : IDisposable
{
    private readonly Notebook notebook = new() { Output = new() { Answer = prompt => "answer" + prompt } };

    public void Dispose() => notebook.Dispose();

    [Fact]
    public void Output_and_errors_go_to_the_cell()
    {
        notebook.Value("Console.Write('a'); Console.Write(1.5); Console.WriteLine(\" {0} \", 2); Console.WriteLine(); Console.Error.WriteLine(\"e\"); Console.Out.Flush();");
        Assert.Equal("a1.5 2 \n\n", notebook.Output.Text);
        Assert.Equal("e\n", notebook.Output.Errors);
    }

    [Fact]
    public void Output_comes_while_the_cell_runs_and_a_line_is_one_message()
    {
        var done = new ManualResetEventSlim();
        var thread = new Thread(() => { notebook.Value("Console.WriteLine(\"first\"); var s = Console.ReadLine(); while (!File.Exists(s)) Thread.Sleep(5);"); done.Set(); });
        var file = Path.Combine(Path.GetTempPath(), "answer");
        File.Delete(file);
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Path.GetTempPath();
        try
        {
            thread.Start();
            Assert.True(SpinWait.SpinUntil(() => notebook.Output.Text == "first\n", TimeSpan.FromSeconds(60)));
            Assert.False(done.IsSet);
            File.WriteAllText(file, "");
            Assert.True(thread.Join(TimeSpan.FromSeconds(60)));
        }
        finally
        {
            Environment.CurrentDirectory = before;
            File.Delete(file);
        }
        Assert.Equal(["first\n"], notebook.Output.Writes);
    }

    [Fact]
    public void Threads_write_to_the_cell_that_ran_last()
    {
        notebook.Value("var go = new ManualResetEventSlim(); var t = new Thread(() => { Console.Write(1); go.Wait(); Console.Write(3); }); t.Start(); while (t.ThreadState != System.Threading.ThreadState.WaitSleepJoin) Thread.Sleep(1);");
        notebook.Value("Console.Write(2); go.Set(); t.Join();");
        Assert.Equal("123", notebook.Output.Text);
    }

    [Fact]
    public void A_cell_that_takes_the_console_away_does_not_silence_the_next()
    {
        notebook.Error("Console.SetOut(TextWriter.Null); throw new IOException();");
        notebook.Value("Console.Write(\"heard\");");
        Assert.Equal("heard", notebook.Output.Text);
    }

    [Fact]
    public void Input_is_asked_of_the_cell()
    {
        Assert.Equal("answer", notebook.Value("Console.ReadLine()"));
        Assert.Equal("a nswer", notebook.Value("(char)Console.Read() + \" \" + Console.ReadLine()"));
    }
}
