using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Diagnostics;

/// <summary>The function's log: one JSON object a line, as CloudWatch Logs indexes it. Messages about requests and sweeps are next to their subjects; all others are here.</summary>
/// <remarks>Values are JSON strings, so that no value can begin a new line or an escape sequence. External IDs, tokens, credentials and bodies have no parameter here.</remarks>
internal static class Log
{
    private static readonly Lock s_lock = new();

    /// <summary>Where the lines go: standard output itself. <see cref="Console.Out"/> would first make a terminal ready.</summary>
    public static Stream Out { get; set; } = OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    public static void Unexpected(string requestId, Exception exception) =>
        Write("ERROR", "Unexpected exception", ("requestId", requestId), ("exception", Describe(exception)));

    public static void FindingsDropped(TenantId tenant, string connectionId, int count) =>
        Write("ERROR", "A check was too large and is kept without its findings", ("tenant", tenant.Value), ("connectionId", connectionId), ("findings", count.ToString()));

    public static void AwsFailed(string operation, string reason, string? awsRequestId) =>
        Write("WARN", "An AWS call failed", ("operation", operation), ("reason", reason), ("awsRequestId", awsRequestId));

    public static void Degraded(TenantId tenant, string connectionId, string? code) =>
        Write("WARN", "A connection is degraded", ("tenant", tenant.Value), ("connectionId", connectionId), ("code", code));

    public static void ConnectedElsewhere(AwsAccountId awsAccountId, TenantId tenant, string connectionId, TenantId holder, string holderConnectionId) => Write(
        "WARN",
        "An AWS account is connected by two tenants",
        ("awsAccountId", awsAccountId.Value),
        ("tenant", tenant.Value),
        ("connectionId", connectionId),
        ("holder", holder.Value),
        ("holderConnectionId", holderConnectionId));

    public static void PseudonymsErased(TenantId tenant, string operatorArn) =>
        Write("INFO", "The key of a tenant's pseudonyms was destroyed", ("tenant", tenant.Value), ("operator", operatorArn));

    public static void Unreadable(string pk, string sk, string reason) =>
        Write("ERROR", "An item cannot be read", ("pk", pk), ("sk", sk), ("reason", reason));

    public static void SweepItemFailed(string pk, Exception exception) =>
        Write("ERROR", "An item could not be worked on", ("pk", pk), ("exception", Describe(exception)));

    public static void HandlerFailed(string requestId, Exception exception) =>
        Write("ERROR", "The handler failed", ("requestId", requestId), ("exception", Describe(exception)));

    public static void AnswerTooLarge(string requestId, int bytes) =>
        Write("ERROR", "The answer is larger than Lambda carries", ("requestId", requestId), ("bytes", bytes.ToString()));

    public static void RehearsalFailed(Exception exception) =>
        Write("ERROR", "The rehearsal failed: a restored environment answers its first request more slowly", ("exception", Describe(exception)));

    public static void InitFailed(Exception exception) => Write("FATAL", "The function cannot start", ("exception", Describe(exception)));

    public static void RuntimeApiFailed(Exception exception) => Write("FATAL", "The Runtime API failed", ("exception", $"{exception.GetType().FullName} {exception.Message}"));

    /// <summary>Writes a line of texts; those that are null are left out.</summary>
    public static void Write(string level, string message, params (string Name, string? Value)[] fields) => WriteLine(level, message, json =>
    {
        foreach (var (name, value) in fields)
        {
            if (value is not null)
                json.WriteString(name, value);
        }
    });

    /// <summary>Writes a line with more than texts in it.</summary>
    /// <remarks>Lambda filters lines by <c>level</c>, where they have a <c>timestamp</c> as well: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html</remarks>
    public static void WriteLine(string level, string message, Action<Utf8JsonWriter> members)
    {
        // JSON escapes control characters: a line stays a line.
        var line = JsonText.WriteLine(json =>
        {
            json.WriteStartObject();
            json.WriteString("timestamp", UtcTime.Of(TimeProvider.System.GetUtcNow()).ToString());
            json.WriteString("level", level);
            json.WriteString("message", message);
            if (Invocation.Current?.TraceId is { Length: > 0 } traceId)
                json.WriteString("traceId", traceId);
            members(json);
            json.WriteEndObject();
        });
        if (Transport.Current is not null)
            return;
        lock (s_lock)
            Out.Write(line);
    }

    // Types and places only: an exception's message can quote what a caller sent. Our own messages are safe.
    private static string Describe(Exception exception) => exception is SettingsException
        ? exception.Message
        : $"{exception.GetType().FullName} {exception.StackTrace}";
}
