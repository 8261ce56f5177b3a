namespace Ssl4Asd.Kernel.Cells;

/// <summary>Where a cell writes and shows. Called from any thread.</summary>
internal abstract class CellOutput
{
    /// <summary>That of the cell that runs now or, between cells, ran last.</summary>
    public static CellOutput? Current { get; set; }

    /// <summary>Text for stdout or stderr.</summary>
    public abstract void Write(string text, bool isError);

    /// <summary>A value, or what becomes of one that was shown.</summary>
    public abstract void Show(DisplayEvent shown);

    /// <summary>Asks the user for a line and waits for it.</summary>
    /// <exception cref="InvalidOperationException">The front end cannot ask.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public abstract string Ask(string prompt, bool isPassword);
}

/// <summary>Leads <see cref="Console"/> to the running cell, as it is written; later writes of its threads to the last cell.</summary>
internal static class CellConsole
{
    private static readonly TextWriter Out = TextWriter.Synchronized(new Writer(isError: false)), Error = TextWriter.Synchronized(new Writer(isError: true));
    private static readonly TextReader In = TextReader.Synchronized(new Reader());

    /// <summary>Takes the process's console. Before each cell: one that put its own in place and failed must not silence the rest.</summary>
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
        public override void Write(string? value) => CellOutput.Current?.Write(value ?? "", isError);
    }

    private sealed class Reader : TextReader
    {
        private string rest = "";

        public override int Peek() => rest.Length > 0 ? rest[0] : -1;

        public override int Read()
        {
            if (rest.Length == 0) rest = (CellOutput.Current ?? throw new InvalidOperationException("no cell is running that could ask for input")).Ask("", isPassword: false) + "\n";
            var first = rest[0];
            rest = rest[1..];
            return first;
        }
    }
}
