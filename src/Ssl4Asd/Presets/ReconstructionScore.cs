using System.Text.Json.Serialization;

namespace Ssl4Asd.Presets;

/// <summary>How an autoencoder's reconstruction errors become an anomaly score (Harada et al., 2023).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReconstructionScore>))]
public enum ReconstructionScore
{
    /// <summary>The mean squared error.</summary>
    MeanSquaredError,

    /// <summary>The smaller of two Mahalanobis distances, by the errors of the source and of the target domain.</summary>
    Mahalanobis,
}
