using System.Globalization;
using System.Text.Json;
using Onboarding.Ops.Api;

namespace Onboarding.Ops.Audit;

/// <summary>Holds what an entry shows against the text that was hashed: only the text is protected by the hash.</summary>
internal static class EntryText
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The first member that does not say what the text says; <c>text</c> when that is no JSON object; null when all agree.</summary>
    public static string? DifferingMember(AuditEntry entry)
    {
        try
        {
            using var document = JsonDocument.Parse(entry.Text, s_strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Differing(entry, document.RootElement) : "text";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Invalid JSON, or an escape for an invalid character.
            return "text";
        }
    }

    private static string? Differing(AuditEntry entry, JsonElement text) =>
        !Says(text, "sequence", entry.Sequence.ToString(CultureInfo.InvariantCulture)) ? "sequence"
        : !Says(text, "previousHash", entry.PreviousHash) ? "previousHash"
        : !Says(text, "decision", entry.Decision) ? "decision"
        : !Says(text, "by", entry.By) ? "by"
        : !Says(text, "code", entry.Code) ? "code"
        : !SaysTime(text, entry.At) ? "at"
        : null;

    private static bool Says(JsonElement text, string member, string? value) =>
        text.TryGetProperty(member, out var said) && said.ValueKind != JsonValueKind.Null
            ? value is not null && (said.ValueKind == JsonValueKind.String ? said.GetString() : said.GetRawText()) == value
            : value is null;

    private static bool SaysTime(JsonElement text, DateTimeOffset at) =>
        text.TryGetProperty("at", out var said) && said.ValueKind == JsonValueKind.String && said.TryGetDateTimeOffset(out var time) && time == at;
}
