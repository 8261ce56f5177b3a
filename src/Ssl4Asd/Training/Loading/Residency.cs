namespace Ssl4Asd.Training.Loading;

/// <summary>Whether recordings are kept on the device (<see cref="ResidentRecordings"/>). Results do not depend on it.</summary>
public enum Residency
{
    /// <summary>On a GPU whose free memory holds them beside a training step; else not.</summary>
    Auto,

    /// <summary>Always, on the CPU too.</summary>
    Yes,

    /// <summary>Never: each batch comes from the clip store.</summary>
    No,
}
