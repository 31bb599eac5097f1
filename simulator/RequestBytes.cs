namespace Onboarding.Simulator;

/// <summary>Reads a request's body once and keeps it for the signature check.</summary>
internal static class RequestBytes
{
    /// <summary>The maximum for DynamoDB: 16 MB, the limit of a batch write.</summary>
    public const int DynamoLimit = 16 * 1024 * 1024;

    /// <summary>The most that an HTTP API takes: 10 MB, as the API Gateway quotas page says.</summary>
    public const int HttpApiLimit = 10 * 1024 * 1024;

    /// <summary>The whole body, or null when it is longer than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
        {
            return null;
        }

        var stream = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (stream.Length + read > limit)
            {
                return null;
            }

            await stream.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
        }

        stream.Position = 0;
        context.Request.Body = stream;
        return stream.ToArray();
    }
}
