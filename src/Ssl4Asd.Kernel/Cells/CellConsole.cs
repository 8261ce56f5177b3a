using System.Text;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>Leads <see cref="Console"/> to the running cell, as it is written; later writes of its threads to the last cell.</summary>
internal static class CellConsole
{
    private static readonly TextWriter Out = TextWriter.Synchronized(new Writer(isError: false));
    private static readonly TextWriter Error = TextWriter.Synchronized(new Writer(isError: true));
    private static readonly TextReader In = TextReader.Synchronized(new Reader());

    /// <summary>
    /// Sets the process's <see cref="Console.Out"/>, <see cref="Console.Error"/> and <see cref="Console.In"/>. Before each
    /// cell: one that put its own in their place and failed must not silence the rest.
    /// </summary>
    public static void Install()
    {
        Console.SetOut(Out);
        Console.SetError(Error);
        Console.SetIn(In);
    }

    private sealed class Writer(bool isError) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

        public override void Write(string? value)
        {
            if (!string.IsNullOrEmpty(value)) CellOutput.Current?.Write(value, isError);
        }

        // one message a line, not two
        public override void WriteLine() => Write("\n");

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void WriteLine(ReadOnlySpan<char> buffer) => Write(string.Concat(buffer, "\n"));
    }

    private sealed class Reader : TextReader
    {
        private string rest = "";

        public override int Peek() => rest.Length > 0 ? rest[0] : -1;

        public override int Read()
        {
            if (rest.Length == 0) rest = Ask() + "\n";
            var first = rest[0];
            rest = rest[1..];
            return first;
        }

        public override string ReadLine()
        {
            if (rest.Length == 0) return Ask();
            var line = rest.TrimEnd('\n');
            rest = "";
            return line;
        }

        private static string Ask() =>
            (CellOutput.Current ?? throw new InvalidOperationException("no cell is running that could ask for input")).Ask("", isPassword: false);
    }
}
