using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ssl4Asd.Experiments.Compare.Workers;

/// <summary>To a worker: train this and score all test clips.</summary>
/// <param name="Train">What to train; it goes on with what is there.</param>
/// <param name="Device">The name of a device (<see cref="Compute.Device"/>).</param>
internal sealed record WorkerTask(TrainRequest Train, string Device);

/// <summary>What a worker has to say.</summary>
internal enum WorkerWord
{
    /// <summary>How far the run is.</summary>
    Progress,

    /// <summary>What a user should know.</summary>
    Notice,

    /// <summary>The run is trained and scored; the worker waits for the next.</summary>
    Done,

    /// <summary>Something that the user handed in cannot be used; other runs would hardly do better.</summary>
    BadInput,

    /// <summary>This run failed for another reason; the worker ends.</summary>
    Failed,
}

/// <summary>From a worker.</summary>
/// <param name="Word">What it is.</param>
/// <param name="Text">A notice, or the one line that says what went wrong.</param>
/// <param name="Progress">How far the run is.</param>
internal sealed record WorkerReply(WorkerWord Word, string? Text = null, WorkProgress? Progress = null);

/// <summary>Both as JSON, one message a line.</summary>
internal static class WorkerMessages
{
    private static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    internal static string Line<T>(T message) => JsonSerializer.Serialize(message, Json);

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is not such a message.</exception>
    internal static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Json) ?? throw new JsonException("null is no message");
}
