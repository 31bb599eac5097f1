using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Tells the garbage collector how much memory the function has: it does not see Lambda's limit, and would let the heap grow until Lambda ends the process.</summary>
/// <remarks>As the package does it (<c>LambdaBootstrap.AdjustMemorySettings</c>), and for its reason: https://github.com/dotnet/runtime/issues/70601</remarks>
internal static class MemoryLimit
{
    private const ulong Megabyte = 1024 * 1024;

    /// <summary>Sets the limit.</summary>
    public static void Adjust()
    {
        if (Of(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) is not { } limit)
            return;
        AppContext.SetData("GCHeapHardLimit", limit);
        GC.RefreshMemoryLimit();
    }

    /// <summary>The limit in bytes; null when the function's memory is not known, or the collector has been given less already.</summary>
    /// <param name="megabytes">The function's memory, as Lambda writes it.</param>
    /// <param name="available">What the collector takes for the memory that there is, in bytes.</param>
    internal static ulong? Of(string? megabytes, long available) =>
        ulong.TryParse(megabytes, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && (ulong)available >= count * Megabyte ? count * Megabyte : null;
}
