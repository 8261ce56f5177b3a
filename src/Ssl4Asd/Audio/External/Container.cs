namespace Ssl4Asd.Audio.External;

/// <summary>
/// A kind of audio file that no managed library at hand decodes, known by its first bytes, whatever its name; programs that
/// do; and how Debian installs one. WAV files with other codings than ours are not among them.
/// </summary>
/// <param name="Name">What users call it.</param>
/// <param name="Package">The Debian package to name where there is none of the programs.</param>
/// <param name="Decoders">Programs and what they call this kind, the best first.</param>
internal sealed record Container(string Name, string Package, params (string Program, string Kind)[] Decoders)
{
    private static readonly Container _flac = new("FLAC", "flac", ("flac", ""), ("ffmpeg", "flac"), ("sox", "flac"));
    private static readonly Container _aiff = new("AIFF", "sox", ("sox", "aiff"), ("ffmpeg", "aiff"));
    private static readonly Container _au = new("AU", "sox", ("sox", "au"), ("ffmpeg", "au"));
    private static readonly Container _caf = new("CAF", "ffmpeg", ("ffmpeg", "caf"));
    private static readonly Container _wave64 = new("Wave64", "ffmpeg", ("ffmpeg", "w64"));
    private static readonly Container _wavPack = new("WavPack", "ffmpeg", ("ffmpeg", "wv"));
    private static readonly Container _ogg = new("Ogg", "ffmpeg", ("ffmpeg", "ogg"));
    private static readonly Container _mp3 = new("MP3", "ffmpeg", ("ffmpeg", "mp3"));
    private static readonly Container _mp4 = new("MP4", "ffmpeg", ("ffmpeg", "mov"));

    /// <summary>The kind of a file; null for all others, also for WAV.</summary>
    internal static Container? Of(RecordingBytes bytes)
    {
        Span<byte> start = stackalloc byte[12];
        return !bytes.Read(start, 0) ? null
            : start.StartsWith("fLaC"u8) ? _flac
            : start.StartsWith("FORM"u8) && (start[8..].SequenceEqual("AIFF"u8) || start[8..].SequenceEqual("AIFC"u8)) ? _aiff
            : start.StartsWith(".snd"u8) ? _au
            : start.StartsWith("caff"u8) ? _caf
            : start.StartsWith("riff"u8) ? _wave64
            : start.StartsWith("wvpk"u8) ? _wavPack
            : start.StartsWith("OggS"u8) ? _ogg
            : start.StartsWith("ID3"u8) ? _mp3
            : start[4..].StartsWith("ftyp"u8) ? _mp4
            : null;
    }

    /// <summary>The recording as the bytes of a WAV file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="notice">Told which program has decoded it.</param>
    /// <exception cref="InputException">No program is installed, or it failed.</exception>
    internal ReadOnlyMemory<byte> Decode(string path, Action<string>? notice) => Decode(path, notice, Programs.Path, ExternalDecoder.Patience);

    /// <summary>The same with programs from these folders, and so much time.</summary>
    internal ReadOnlyMemory<byte> Decode(string path, Action<string>? notice, string? folders, TimeSpan patience)
    {
        foreach (var (program, kind) in Decoders)
        {
            if (Programs.Find(program, folders) is { } found)
            {
                var wav = ExternalDecoder.Run(found, Arguments(program, kind, Path.GetFullPath(path)), path, patience);
                notice?.Invoke($"{path}: a {Name} file, decoded by {program}");
                return wav;
            }
        }
        throw new InputException($"{path}: a {Name} file, which takes {string.Join(" or ", Decoders.Select(d => d.Program))} to be read; run: apt-get install {Package}");
    }

    // Paths are whole ones, so that none is taken for an option; they reach the program as they are, without a shell. ffmpeg
    // is told the kind, and to open nothing but this file; sox takes patterns for file names unless told not to.
    private static string[] Arguments(string program, string kind, string path) => program switch
    {
        "flac" => ["--decode", "--stdout", "--silent", path],
        "sox" => ["--no-glob", "-V1", "-t", kind, path, "-t", "wav", "-e", "floating-point", "-b", "32", "-"],
        _ => ["-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-f", kind, "-i", $"file:{path}", "-map", "0:a:0", "-map_metadata", "-1", "-bitexact", "-c:a", "pcm_f32le", "-f", "wav", "-"],
    };
}
