namespace Ssl4Asd.Kernel.Zmq;

/// <summary>A peer broke the protocol or a limit: its connection ends.</summary>
internal sealed class ZmtpException(string message) : Exception(message);
