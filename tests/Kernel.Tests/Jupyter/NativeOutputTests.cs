using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Ssl4Asd.Kernel.Engine;
using Ssl4Asd.Kernel.Jupyter;

namespace Ssl4Asd.Kernel.Tests.Jupyter;

public sealed class NativeOutputTests
{
    [Fact]
    public void What_native_code_and_processes_write_is_output_of_the_cell()
    {
        if (OperatingSystem.IsWindows()) return;
        using var native = new NativeOutput();
        var output = new Recorder();
        native.Output = output;
        native.Start();
        Puts("from C, \u00e4\U0001F3B5");
        Process.Start("sh", ["-c", "echo from a process; echo and its error >&2"]).WaitForExit();
        native.Drain();
        Assert.Contains("from C, \u00e4\U0001F3B5\n", output.Text(isError: false));
        Assert.Contains("from a process\n", output.Text(isError: false));
        Assert.Contains("and its error\n", output.Text(isError: true));

        native.Dispose();
        Process.Start("sh", ["-c", "echo not captured any more"]).WaitForExit();
        Assert.DoesNotContain("not captured", output.Text(isError: false));
    }

    [Fact]
    public void It_comes_before_the_end_of_its_cell()
    {
        if (OperatingSystem.IsWindows()) return;
        using var native = new NativeOutput();
        native.Start();
        using var client = new Client(native: native);
        for (var i = 0; i < 20; i++)
            Assert.Contains($"from C {i}\n", string.Concat(client.Run($"puts from C {i}").Published.Where(m => m.Type == "stream").Select(m => m.Content.Text("text"))));
    }

    [DllImport("libc", EntryPoint = "puts")]
    private static extern int Puts([MarshalAs(UnmanagedType.LPUTF8Str)] string text);

    private sealed class Recorder : ICellOutput
    {
        private readonly StringBuilder output = new(), error = new();

        public string Text(bool isError)
        {
            lock (output) return (isError ? error : output).ToString();
        }

        public void Write(string text, bool isError)
        {
            lock (output) (isError ? error : output).Append(text);
        }

        public void Display(MimeBundle bundle, string? displayId = null, bool isUpdate = false)
        {
        }

        public void Clear(bool wait)
        {
        }

        public string ReadLine(string prompt, bool isPassword) => "";
    }
}
