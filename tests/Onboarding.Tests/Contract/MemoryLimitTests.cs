using Amazon.Lambda.RuntimeSupport;

namespace Onboarding.Tests.Contract;

/// <summary>The stand-ins' limit of the heap. AWS's packages have their own, so with them this is not compiled.</summary>
public sealed class MemoryLimitTests
{
    [Theory]
    [InlineData("512", 8L << 30, 512UL << 20)]
    [InlineData("512", 512L << 20, 512UL << 20)]
    [InlineData("1024", 512L << 20, null)]
    [InlineData("", 8L << 30, null)]
    [InlineData(null, 8L << 30, null)]
    [InlineData("much", 8L << 30, null)]
    public void The_Heap_Is_Limited_To_The_Functions_Memory(string? megabytes, long available, ulong? limit) =>
        MemoryLimit.Of(megabytes, available).ShouldBe(limit);
}
