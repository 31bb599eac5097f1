using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.Sandbox.Gateway;

namespace Onboarding.Tests.SandboxHost;

public sealed class RequestLimitsTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Count_The_Request_Line_And_The_Values_Of_All_Headers_But_Not_Their_Names(int beyond, bool isTooLarge)
    {
        var context = new DefaultHttpContext();
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        (request.Method, request.RawTarget, request.Protocol) = ("GET", "/v1/groups?limit=1", "HTTP/1.1");
        var line = "GET /v1/groups?limit=1 HTTP/1.1".Length;
        request.Headers["X-One"] = new(["1", "22"]);
        request.Headers.Authorization = new string('x', 10_240 - line - 3 + beyond);

        RequestLimits.HasTooLargeHead(context).ShouldBe(isTooLarge);
    }
}
