namespace Onboarding.Tests;

public sealed class ScaffoldTests
{
    [Fact]
    public void Every_Route_Is_Listed_Once() =>
        Functions.Http.Routes.All.Select(r => r.Key).Distinct(StringComparer.Ordinal).Count().ShouldBe(Functions.Http.Routes.All.Count);
}
