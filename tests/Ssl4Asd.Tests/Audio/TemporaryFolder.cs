namespace Ssl4Asd.Tests.Audio;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("ssl4asd-").FullName;

    internal string File(string name, byte[]? content = null)
    {
        var path = Path.Combine(_path, name);
        if (content is not null)
        {
            System.IO.File.WriteAllBytes(path, content);
        }
        return path;
    }

    internal string[] Names() => [.. Directory.GetFileSystemEntries(_path).Select(path => Path.GetFileName(path)!).Order()];

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
