using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Onboarding.Functions.Values;

/// <summary>Writes JSON into a buffer that each thread keeps: nothing is allocated but what is taken out.</summary>
/// <remarks>Links and Japanese stay readable as they stand, and control characters are escaped. Every answer says that it is JSON and <c>nosniff</c>, so nothing need be escaped for HTML.</remarks>
internal static class JsonText
{
    /// <summary>A buffer that grew beyond this, in bytes, is not kept.</summary>
    private const int MostKept = 64 * 1024;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_writer;

    /// <summary>Writes a text in UTF-8, which is valid until this thread writes the next.</summary>
    public static ReadOnlySpan<byte> Write(Action<Utf8JsonWriter> write) => Written(write).WrittenSpan;

    /// <summary>The same, as a line.</summary>
    public static ReadOnlySpan<byte> WriteLine(Action<Utf8JsonWriter> write)
    {
        var buffer = Written(write);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private static ArrayBufferWriter<byte> Written(Action<Utf8JsonWriter> write)
    {
        if (t_buffer is null or { Capacity: > MostKept } || t_writer is null)
        {
            t_buffer = new ArrayBufferWriter<byte>(4096);
            t_writer = new Utf8JsonWriter(t_buffer, s_options);
        }

        t_buffer.ResetWrittenCount();
        t_writer.Reset();
        write(t_writer);
        t_writer.Flush();
        return t_buffer;
    }
}
