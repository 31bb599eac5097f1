using System.Text.Json.Serialization.Metadata;

namespace Onboarding.Functions.Http;

/// <summary>What a handler answers: a body, nothing, or a refusal.</summary>
internal sealed record Answer
{
    public required int Status { get; init; }

    /// <summary>JSON in UTF-8.</summary>
    public byte[]? Body { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>When to ask again, in seconds.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static implicit operator Answer(Refusal refusal) => From(refusal);

    public static Answer From(Refusal refusal) =>
        new() { Status = refusal.Status, Refusal = refusal, RetryAfterSeconds = refusal.RetryAfterSeconds };

    public static Answer Ok<T>(T body, JsonTypeInfo<T> type) => new() { Status = 200, Body = AnswersJson.Write(body, type) };

    public static Answer Created<T>(T body, JsonTypeInfo<T> type) => new() { Status = 201, Body = AnswersJson.Write(body, type) };

    public static Answer NoContent() => new() { Status = 204 };
}
