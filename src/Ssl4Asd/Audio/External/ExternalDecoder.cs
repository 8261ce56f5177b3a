using System.ComponentModel;
using System.Diagnostics;

namespace Ssl4Asd.Audio.External;

/// <summary>Runs a program that writes a WAV file to its output. It goes to memory: no temporary file is made.</summary>
internal static class ExternalDecoder
{
    /// <summary>Decoders take seconds for an hour; one that takes longer hangs.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // 4.6 hours at 16 kHz in 32 bits; a small file may hold any amount of silence
    private const int MostBytes = 1 << 30;

    private const int BlockBytes = 1 << 16, MostErrorCharacters = 2000;

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">Its whole path.</param>
    /// <param name="arguments">Passed on as they are.</param>
    /// <param name="path">The recording, for messages.</param>
    /// <param name="patience">It is ended when it takes longer.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="InputException">It cannot be started, failed, took too long or wrote too much.</exception>
    internal static ReadOnlyMemory<byte> Run(string program, IEnumerable<string> arguments, string path, TimeSpan patience)
    {
        var name = Path.GetFileNameWithoutExtension(program);
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = Task.Factory.StartNew(() => LastLine(process.StandardError), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            using var timer = new CancellationTokenSource(patience);
            using var end = timer.Token.Register(() => process.Kill(entireProcessTree: true));
            var output = new MemoryStream();
            var buffer = new byte[BlockBytes];
            while (output.Length <= MostBytes && process.StandardOutput.BaseStream.Read(buffer) is > 0 and var count)
            {
                output.Write(buffer, 0, count);
            }
            if (output.Length > MostBytes)
            {
                process.Kill(entireProcessTree: true);
                throw new InputException($"{path}: decoded it has more than {DiskSpace.Text(MostBytes)}; cut it into shorter recordings");
            }
            process.WaitForExit();
            if (timer.IsCancellationRequested)
            {
                throw new InputException($"{path}: {name} was ended after {patience.TotalSeconds:0.#} s without a result; check the file");
            }
            return process.ExitCode == 0
                ? output.GetBuffer().AsMemory(0, (int)output.Length)
                : throw new InputException($"{path}: {name} cannot decode it (exit code {process.ExitCode}{(error.Wait(TimeSpan.FromSeconds(1)) ? error.Result : "")}); copy or download it again");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new InputException($"{path}: {program} cannot be run ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check its installation", e);
        }
    }

    // read to its end, or the program would wait; of that the end is kept
    private static string LastLine(StreamReader errors)
    {
        var kept = "";
        var buffer = new char[MostErrorCharacters];
        while (errors.Read(buffer) is > 0 and var count)
        {
            kept += new string(buffer, 0, count);
            kept = kept[Math.Max(0, kept.Length - MostErrorCharacters)..];
        }
        var line = string.Concat(kept.Select(c => char.IsControl(c) ? '\n' : c)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return line is null ? "" : $": {line}";
    }
}
