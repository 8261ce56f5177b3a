namespace Kernel.Tests.Jupyter;

public sealed class ConnectionFileTests : IDisposable
{
    private const string Good = """
        {"shell_port":1001,"iopub_port":1002,"stdin_port":1003,"control_port":1004,"hb_port":1005,"ip":"127.0.0.1","key":"k","transport":"tcp","signature_scheme":"hmac-sha256","kernel_name":"x"}
        """;

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    private ConnectionFile Read(string json)
    {
        File.WriteAllText(path, json);
        return ConnectionFile.Read(path);
    }

    [Fact]
    public void What_Jupyter_writes_is_read()
    {
        var file = Read(Good);
        Assert.Equal((1001, 1002, 1003, 1004, 1005, "k"), (file.Shell, file.IoPub, file.Stdin, file.Control, file.Heartbeat, file.Key));
        Assert.Equal("127.0.0.1", file.Ip.ToString());
        Assert.Equal("::1", Read(Good.Replace("127.0.0.1", "::1")).Ip.ToString());
    }

    [Theory]
    [InlineData("127.0.0.1", "0.0.0.0", "loopback")]
    [InlineData("127.0.0.1", "192.168.1.5", "loopback")]
    [InlineData("127.0.0.1", "example.org", "loopback")]
    [InlineData("tcp", "ipc", "transport")]
    [InlineData("hmac-sha256", "hmac-md5", "signature_scheme")]
    [InlineData("1001", "70000", "shell_port")]
    [InlineData("1005", "\"x\"", "hb_port")]
    [InlineData("control_port", "kontroll_port", "control_port")]
    [InlineData("{", "", "connection file")]
    public void What_is_not_served_is_one_line(string part, string replacement, string expected)
    {
        var message = Assert.Throws<InputException>(() => Read(Good.Replace(part, replacement))).Message;
        Assert.StartsWith(path, message);
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_one_line() => Assert.Throws<InputException>(() => ConnectionFile.Read(path + ".no"));
}
