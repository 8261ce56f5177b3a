namespace Kernel.Tests.Cells;

[Collection("engine")]
public sealed class ConsoleTests(Engine engine) : IClassFixture<Engine>
{
    private readonly Notebook notebook = new(engine);

    [Fact]
    public void Output_and_errors_go_to_the_cell()
    {
        notebook.Value("Console.Write('a'); Console.Write(1.5); Console.WriteLine(\" {0} \", 2); Console.WriteLine(); Console.Error.WriteLine(\"e\"); Console.Out.Flush();");
        Assert.Equal("a1.5 2 \n\n", notebook.Output.Text);
        Assert.Equal("e\n", notebook.Output.Errors);
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
        notebook.Output.Answer = prompt => "answer" + prompt;
        Assert.Equal("answer?", notebook.Value("await Microsoft.DotNet.Interactive.Kernel.GetInputAsync(\"?\")"));
        Assert.Equal("answer", notebook.Value("Console.ReadLine()"));
        Assert.Equal("a nswer", notebook.Value("(char)Console.Read() + \" \" + Console.ReadLine()"));
    }
}
