using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onboarding.Functions.Values;

/// <summary>A time in its common form: ISO 8601 in UTC, to the millisecond, <c>2026-01-02T03:04:05.678Z</c>.</summary>
/// <remarks>It is a class, because JSON's generics over a value type would have to be compiled before the first answer.</remarks>
[JsonConverter(typeof(Converter))]
internal sealed record UtcTime
{
    private const int TextLength = 24;

    private readonly DateTimeOffset _value;

    private UtcTime(DateTimeOffset value) => _value = value;

    [return: NotNullIfNotNull(nameof(time))]
    public static UtcTime? Of(DateTimeOffset? time) => time is { } value ? new UtcTime(value) : null;

    // The round-trip format is the fastest there is; it has four digits more before its Z.
    public override string ToString() => string.Concat(_value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture).AsSpan(0, TextLength - 1), "Z");

    internal sealed class Converter : JsonConverter<UtcTime>
    {
        public override UtcTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetDateTimeOffset());

        public override void Write(Utf8JsonWriter writer, UtcTime value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    /// <summary>Writes the times of what is kept in the same way.</summary>
    internal sealed class KeptConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Of(value).ToString());
    }
}
