namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Where a client wants the kernel to listen, and the key that signs their messages.</summary>
internal sealed record ConnectionFile(IPAddress Ip, int Shell, int Control, int Stdin, int IoPub, int Heartbeat, string Key)
{
    /// <exception cref="InputException">The file is missing, broken, or asks for what this kernel does not do.</exception>
    public static ConnectionFile Read(string path)
    {
        JsonElement json;
        try
        {
            json = JsonElement.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            throw new InputException($"{path}: not a connection file that can be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); Jupyter writes one and passes its name");
        }
        if (json.ValueKind != JsonValueKind.Object) throw new InputException($"{path}: not a connection file: expected a JSON object");
        string Text(string name, string fallback, params string[] served) => (json.Text(name) ?? fallback) is var text && (served.Length == 0 || served.Contains(text))
            ? text : throw new InputException($"{path}: {name} '{text}' is not served; use {served[0]}");
        int Port(string name) => json.Integer(name) is >= 0 and <= 65535 and { } port ? port : throw new InputException($"{path}: {name} is not a port (0 to 65535)");

        Text("transport", "tcp", "tcp");
        var key = Text("key", "");
        if (key != "") Text("signature_scheme", "hmac-sha256", "hmac-sha256");
        // Whoever reaches the sockets and knows the key runs code: never beyond this machine.
        var ip = Text("ip", "127.0.0.1") is "localhost" ? IPAddress.Loopback : IPAddress.TryParse(Text("ip", "127.0.0.1"), out var given) ? given : IPAddress.Any;
        if (!IPAddress.IsLoopback(ip)) throw new InputException($"{path}: ip '{Text("ip", "")}' is not of this machine alone; the kernel listens on loopback addresses such as 127.0.0.1 only");
        return new(ip, Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port"), key);
    }
}
