using System.Text.Json.Serialization;

namespace Onboarding.Functions.Runtime;

/// <summary>An error as the Runtime API takes it.</summary>
/// <param name="ErrorType"><c>category.reason</c>, such as <c>Function.Unhandled</c>.</param>
/// <param name="ErrorMessage">What went wrong; never a secret, it stands in the caller's log.</param>
internal sealed record FunctionError(
    [property: JsonPropertyName("errorType")] string ErrorType,
    [property: JsonPropertyName("errorMessage")] string ErrorMessage)
{
    /// <summary>Where it went wrong, outermost last.</summary>
    [JsonPropertyName("stackTrace")]
    public IReadOnlyList<string> StackTrace { get; init; } = [];

    /// <summary>Describes an exception by its type and place. Its message is left out: it may quote what a caller sent.</summary>
    public static FunctionError Of(string errorType, Exception exception) =>
        new(errorType, exception.GetType().FullName ?? nameof(Exception))
        {
            StackTrace = exception.StackTrace?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
}

/// <summary>The Runtime API itself failed: nothing more can be done in this process.</summary>
internal sealed class RuntimeApiException(string message) : Exception(message);

[JsonSerializable(typeof(FunctionError))]
internal sealed partial class RuntimeJson : JsonSerializerContext;
