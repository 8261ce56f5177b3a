using System.Security.Cryptography;

namespace Ssl4Asd.Data.Download;

/// <summary>
/// A file that is still coming: <c>NAME.part</c>, with the md5 of what is there, and beside it in <c>NAME.part.tag</c> by what
/// the server knows this version of the file (ETag or date), so that a later process goes on with the same one.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _path;
    private readonly Action<long> _moved;
    private readonly FileStream _file;
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    /// <summary>Opens what an earlier run has left, or begins.</summary>
    /// <param name="path">The name without <c>.part</c>.</param>
    /// <param name="moved">Told how many bytes there are more, or less.</param>
    internal PartFile(string path, Action<long> moved)
    {
        (_path, _moved) = (path, moved);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _file = new FileStream(Part(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
            Tag = File.Exists(TagPath(path)) ? File.ReadAllText(TagPath(path)) : null;
            var buffer = new byte[1 << 20];
            for (int read; (read = _file.Read(buffer)) > 0;)
                _md5.AppendData(buffer, 0, read);
            _moved(_file.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Disk.Failure(path, e);
        }
    }

    /// <summary>Bytes that are there.</summary>
    internal long Length => _file.Length;

    /// <summary>The version of the file that the server began to send; null where it did not say.</summary>
    internal string? Tag { get; private set; }

    internal static string Part(string path) => path + ".part";

    internal static string TagPath(string path) => path + ".part.tag";

    /// <summary>Throws away what is there.</summary>
    /// <param name="tag">The version that comes now.</param>
    internal void Restart(string? tag)
    {
        try
        {
            _moved(-_file.Length);
            _file.SetLength(0); // before the tag changes: a kill in between must not join two versions
            _md5.GetHashAndReset();
            Tag = tag;
            File.Delete(TagPath(_path));
            if (tag is not null) AtomicFile.WriteText(TagPath(_path), writer => writer.Write(tag));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || Disk.IsFull(e))
        {
            throw Disk.Failure(_path, e);
        }
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Disk.Failure(_path, e); // a later run takes the md5 of what is there anew
        }
        _md5.AppendData(bytes);
        _moved(bytes.Length);
    }

    /// <summary>The md5 of what is there, in lower case.</summary>
    internal string Md5() => Convert.ToHexStringLower(_md5.GetCurrentHash());

    /// <summary>Gives the file its name: only what is whole has it.</summary>
    internal void Finish()
    {
        try
        {
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            File.Move(Part(_path), _path, overwrite: true);
            DiskFolder.Flush(Path.GetDirectoryName(_path)!);
            File.Delete(TagPath(_path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Disk.Failure(_path, e);
        }
    }

    /// <summary>Lets go; what has come stays for another try.</summary>
    public void Dispose()
    {
        var isEmpty = _file.CanRead && _file.Length == 0;
        _file.Dispose();
        if (isEmpty) File.Delete(Part(_path));
        _md5.Dispose();
    }
}
