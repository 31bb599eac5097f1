using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An error as X-Ray shows it in a trace, by the header <c>Lambda-Runtime-Function-XRay-Error-Cause</c>.</summary>
/// <remarks>The shape is the package's (<c>LambdaXRayExceptionWriter</c>), which is X-Ray's <c>cause</c>: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors</remarks>
internal sealed record XRayCause(
    [property: JsonPropertyName("working_directory")] string WorkingDirectory,
    [property: JsonPropertyName("exceptions")] IReadOnlyList<XRayException> Exceptions,
    [property: JsonPropertyName("paths")] IReadOnlyList<string> Paths)
{
    /// <summary>A header stays far below what HTTP servers take; frames beyond it say little.</summary>
    private const int MostFrames = 20;

    /// <summary>The header's value, one line of ASCII.</summary>
    public static string Of(FunctionError error)
    {
        var frames = new List<XRayFrame>();
        foreach (var line in error.StackTrace)
        {
            if (frames.Count < MostFrames)
                frames.Add(new XRayFrame(line.StartsWith("at ", StringComparison.Ordinal) ? line[3..] : line));
        }

        return JsonSerializer.Serialize(new XRayCause(Environment.CurrentDirectory, [new XRayException(error.ErrorType, error.ErrorMessage, frames)], []), RuntimeJson.Default.XRayCause);
    }
}

/// <summary>One exception of a cause.</summary>
internal sealed record XRayException(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("stack")] IReadOnlyList<XRayFrame> Stack);

/// <summary>One frame of its stack.</summary>
internal sealed record XRayFrame([property: JsonPropertyName("label")] string Label);

[JsonSerializable(typeof(FunctionError))]
[JsonSerializable(typeof(XRayCause))]
internal sealed partial class RuntimeJson : JsonSerializerContext;
