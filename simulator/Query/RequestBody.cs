namespace Onboarding.Simulator.Query;

/// <summary>Reads bodies whole, since a signature covers all of it, and leaves them readable once more.</summary>
internal static class RequestBody
{
    /// <summary>The whole body.</summary>
    /// <exception cref="AwsErrorException">The body is larger than <paramref name="most"/> bytes.</exception>
    public static async ValueTask<byte[]> ReadAsync(HttpContext context, int most)
    {
        context.Request.EnableBuffering();
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            if (body.Length > most)
                throw new AwsErrorException(413, "RequestEntityTooLarge", $"The request is larger than {most} bytes.");
        }
        context.Request.Body.Position = 0;
        return body.ToArray();
    }
}
