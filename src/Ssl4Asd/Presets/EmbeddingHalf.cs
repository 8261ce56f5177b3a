using System.Text.Json.Serialization;

namespace Ssl4Asd.Presets;

/// <summary>A half of an embedding.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EmbeddingHalf>))]
public enum EmbeddingHalf
{
    /// <summary>The first, of the spectrum branch.</summary>
    Spectrum,

    /// <summary>The second, of the spectrogram branch.</summary>
    Spectrogram,
}
