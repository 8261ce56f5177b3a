using System.Runtime.InteropServices;
using Ssl4Asd.Kernel.Engine;

namespace Ssl4Asd.Kernel.Tests.Jupyter;

/// <summary>Understands one command a line: enough to drive the kernel's protocol.</summary>
internal sealed class FakeEngine : ICellEngine
{
    private readonly ManualResetEventSlim interrupted = new();
    private int runs;

    public int Runs => Volatile.Read(ref runs);

    public CellResult Run(string code, int number, ICellOutput output)
    {
        Interlocked.Increment(ref runs);
        interrupted.Reset();
        MimeBundle? value = null;
        foreach (var line in code.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (command, rest) = line.Split(' ', 2) is [var c, var r] ? (c, r) : (line, "");
            switch (command)
            {
                case "print": output.Write(rest + "\n", isError: false); break;
                case "raw": output.Write(rest, isError: false); break;
                case "puts": Puts(rest); break;
                case "warn": output.Write(rest + "\n", isError: true); break;
                case "half": output.Write(((char)Convert.ToInt32(rest, 16)).ToString(), isError: false); break;
                case "value": value = Plain(rest); break;
                case "json": value = new(new Dictionary<string, string> { ["application/json"] = rest, ["text/plain"] = rest }); break;
                case "number": value = Plain($"{number}"); break;
                case "depth": value = Plain($"{Depth(int.Parse(rest))}"); break;
                case "display": output.Display(Plain(rest)); break;
                case "show": output.Display(Plain(rest), "it"); break;
                case "update": output.Display(Plain(rest), "it", isUpdate: true); break;
                case "clear": output.Clear(wait: true); break;
                case "throw": throw new InvalidDataException("the engine broke");
                case "fail": return new(CellStatus.Failed, Error: new("Failure", rest, ["In[1], line 1"]));
                case "late": _ = Later(output, rest); break;
                case "input" or "password":
                    try
                    {
                        output.Write("answer " + output.ReadLine(rest, command == "password"), isError: false);
                    }
                    catch (OperationCanceledException)
                    {
                        return new(CellStatus.Interrupted, Error: new("Interrupted", "stopped", []));
                    }
                    catch (InvalidOperationException e)
                    {
                        return new(CellStatus.Failed, Error: new("InvalidOperationException", e.Message, []));
                    }
                    break;
                case "loop":
                    output.Write("looping\n", isError: false);
                    interrupted.Wait();
                    return new(CellStatus.Interrupted, Error: new("Interrupted", "stopped", []));
                case "sleep": Thread.Sleep(int.Parse(rest)); break;
                case "late-interrupt": Thread.CurrentThread.Interrupt(); break;
            }
        }
        return new(CellStatus.Ok, value);
    }

    public void Interrupt() => interrupted.Set();

    public CellCompletion Complete(string code, int cursor)
    {
        if (code == "broken") throw new InvalidDataException("no completion");
        var start = code.LastIndexOf(' ', Math.Max(0, cursor - 1)) + 1;
        return new([new(code[start..cursor] + "!", "function")], start, cursor);
    }

    public string? Inspect(string code, int cursor) => code.Length > 0 ? $"about {code} at {cursor}" : null;

    public CellCompleteness IsComplete(string code) => code.EndsWith('{') ? new("incomplete", "    ") : new("complete");

    public void Dispose() => interrupted.Dispose();

    private static MimeBundle Plain(string text) => new(new Dictionary<string, string> { ["text/plain"] = text });

    private static int Depth(int levels) => levels == 0 ? 0 : 1 + Depth(levels - 1);

    [DllImport("libc", EntryPoint = "puts")]
    private static extern int Puts(string text);

    private static async Task Later(ICellOutput output, string text)
    {
        await Task.Delay(150);
        output.Write(text, isError: false);
    }
}
