using System.Net;
using System.Text.Json;

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

        string Text(string name, string fallback) => json.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString()! : fallback;
        int Port(string name) => json.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out var port) && port is >= 0 and <= 65535
            ? port
            : throw new InputException($"{path}: {name} is not a port (0 to 65535)");

        if (Text("transport", "tcp") is not "tcp" and var transport)
            throw new InputException($"{path}: transport '{transport}' is not served; use tcp");
        var key = Text("key", "");
        if (key != "" && Text("signature_scheme", "hmac-sha256") is not "hmac-sha256" and var scheme)
            throw new InputException($"{path}: signature_scheme '{scheme}' is not served; use hmac-sha256");
        return new(Loopback(path, Text("ip", "127.0.0.1")), Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port"), key);
    }

    // Whoever reaches the sockets and knows the key runs code: never beyond this machine.
    private static IPAddress Loopback(string path, string ip)
    {
        if (ip == "localhost") return IPAddress.Loopback;
        return IPAddress.TryParse(ip, out var address) && IPAddress.IsLoopback(address)
            ? address
            : throw new InputException($"{path}: ip '{ip}' is not of this machine alone; the kernel listens on loopback addresses such as 127.0.0.1 only");
    }
}
