using System.Diagnostics;
using Ssl4Asd.Audio;
using Ssl4Asd.Audio.External;

namespace Ssl4Asd.Tests.Audio;

/// <summary>FLAC and others through installed programs.</summary>
public sealed class ContainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];

    public void Dispose() => _folder.Dispose();

    [ProgramFact("flac")]
    public void Flac()
    {
        // neither an option nor a command, whatever it is called
        foreach (var name in new[] { "a.flac", "-d; touch b $(touch c) `touch d`|sox*.wav" })
        {
            var path = _folder.File(name);
            Encode("flac", "--silent", "--force", "-o", path, CasesTests.Case("00-plain"));
            var before = _folder.Names();
            _notices.Clear();
            Assert.Equal(WavFile.ReadPcm16(CasesTests.Case("00-plain")), WavFile.ReadPcm16(path, notice: _notices.Add));
            Assert.Equal($"{path}: a FLAC file, decoded by flac", Assert.Single(_notices));
            Assert.Equal(before, _folder.Names());
        }
        var half = _folder.File("half.flac", File.ReadAllBytes(_folder.File("a.flac"))[..20_000]);
        var error = Assert.Throws<InputException>(() => WavFile.Read(half));
        Assert.StartsWith($"{half}: flac cannot decode it (exit code 1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [ProgramFact("sox")]
    public void Aiff()
    {
        foreach (var name in new[] { "a.aiff", "[a*] b.aiff" })
        {
            Encode("sox", CasesTests.Case("00-plain"), "-t", "aiff", _folder.File("plain"));
            File.Move(_folder.File("plain"), _folder.File(name));
            Assert.Equal(WavFile.ReadPcm16(CasesTests.Case("00-plain")), WavFile.ReadPcm16(_folder.File(name), notice: _notices.Add));
        }
    }

    [Fact]
    public void Without_a_program_the_line_says_which_command_installs_one()
    {
        foreach (var (start, name, package) in new[] { ("fLaC", "FLAC", "flac"), ("OggS", "Ogg", "ffmpeg"), (".snd", "AU", "sox"), ("riff", "Wave64", "ffmpeg"), ("FORM....AIFF", "AIFF", "sox"), ("....ftyp", "MP4", "ffmpeg") })
        {
            var container = Container.Of(new MemoryBytes(System.Text.Encoding.ASCII.GetBytes(start.PadRight(40))))!;
            var error = Assert.Throws<InputException>(() => container.Decode("a b", null, _folder.Path, TimeSpan.FromSeconds(1)));
            Assert.StartsWith($"a b: a {name} file, which takes ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith($"; run: apt-get install {package}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_program_that_hangs_fails_or_talks_is_no_trouble()
    {
        if (OperatingSystem.IsWindows())
            return; // its programs are no scripts
        var flac = Container.Of(new MemoryBytes("fLaC........"u8.ToArray()))!;
        Assert.Contains("was ended after 0.5 s", Fails("sleep 60 & sleep 60"), StringComparison.Ordinal);
        Assert.Equal("a.flac: flac cannot decode it (exit code 3: bad news); copy or download it again", Fails("head -c 3000000 /dev/zero >&2; echo; echo 'bad news' >&2; exit 3", seconds: 60));
        var wav = flac.Decode("a.flac", null, Script($"cat '{CasesTests.Case("00-plain")}'"), TimeSpan.FromMinutes(1));
        Assert.Equal(File.ReadAllBytes(CasesTests.Case("00-plain")), wav.ToArray());
        // a file beside the recordings is no program
        Assert.Null(Programs.Find("flac", ".:bin"));

        string Fails(string script, double seconds = 0.5)
        {
            var clock = Stopwatch.StartNew();
            var message = Assert.Throws<InputException>(() => flac.Decode("a.flac", null, Script(script), TimeSpan.FromSeconds(seconds))).Message;
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 50);
            return message;
        }
    }

    private string Script(string text)
    {
        var file = _folder.File("flac", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n{text}\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return _folder.Path;
    }

    private static void Encode(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

/// <summary>A test that takes an installed program; skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program)
    {
        if (Programs.Find(program, Programs.Path) is null)
            Skip = $"{program} is not installed; run: apt-get install {program}";
    }
}
