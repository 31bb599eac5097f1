using System.Text.Json.Serialization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An error as the Runtime API takes it.</summary>
/// <param name="ErrorType"><c>category.reason</c>, such as <c>Function.Unhandled</c>.</param>
/// <param name="ErrorMessage">What went wrong; never a secret, it is in the caller's log.</param>
/// <param name="StackTrace">Where it went wrong, outermost last.</param>
internal sealed record FunctionError(
    [property: JsonPropertyName("errorType")] string ErrorType,
    [property: JsonPropertyName("errorMessage")] string ErrorMessage,
    [property: JsonPropertyName("stackTrace")] IReadOnlyList<string> StackTrace)
{
    /// <summary>The key in <see cref="Exception.Data"/> by which an exception brings its own error type. Its message is then meant to be read.</summary>
    public const string TypeKey = "Lambda-Runtime-Function-Error-Type";

    /// <summary>Describes an exception by its type and place. Its message is left out unless it brings its own error type: it may quote what a caller sent.</summary>
    public static FunctionError Of(string errorType, Exception exception) => exception.Data[TypeKey] is string own
        ? new(own, exception.Message, [])
        : new(errorType, exception.GetType().FullName ?? nameof(Exception), Lines(exception.StackTrace));

    private static string[] Lines(string? stackTrace) => stackTrace?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
