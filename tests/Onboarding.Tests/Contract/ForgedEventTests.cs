using System.Text;
using System.Text.Json;
using Onboarding.Functions.Diagnostics;
using Onboarding.Functions.Http;

namespace Onboarding.Tests.Contract;

/// <summary>Events that didn't come through the authorizer of their route: a caller that can invoke a function still can't act as anyone.</summary>
public sealed class ForgedEventTests
{
    private const string Nobody = """{"routeKey":"POST /ops/v1/sweep","requestContext":{"requestId":"r","timeEpoch":1}}""";
    private const string Tenant = """{"routeKey":"POST /ops/v1/sweep","requestContext":{"requestId":"r","timeEpoch":1,"authorizer":{"jwt":{"claims":{"tenant":"tenant-a"}}}}}""";
    private const string Operator = """{"routeKey":"GET /v1/groups","requestContext":{"requestId":"r","timeEpoch":1,"authorizer":{"iam":{"userArn":"arn:aws:iam::999988887777:user/a"}}}}""";

    [Theory]
    [Trait("Threat", "T32")]
    [InlineData(Nobody)]
    [InlineData(Tenant)]
    public async Task An_Operators_Route_Does_Nothing_For_Others(string lambdaEvent) =>
        (await AskAsync(Front.ForOperators((_, _) => throw new InvalidOperationException("It was called.")), lambdaEvent)).ShouldBe(401);

    [Theory]
    [Trait("Threat", "T27")]
    [Trait("Threat", "T32")]
    [InlineData(Nobody)]
    [InlineData(Operator)]
    public async Task A_Tenants_Route_Does_Nothing_Without_A_Tenant(string lambdaEvent) =>
        (await AskAsync(Front.ForTenants("tenant", (_, _) => throw new InvalidOperationException("It was called.")), lambdaEvent)).ShouldBe(401);

    [Theory]
    [Trait("Threat", "T32")]
    [Trait("Threat", "T54")]
    [InlineData("""{"jwt":{"claims":{"tenant":"tenant-a"}}}""", 401)]
    [InlineData("""{"iam":{"userArn":"arn:aws:iam::999988887777:user/a"}}""", 200)]
    public async Task A_Tenant_In_The_Path_Is_Accepted_Only_From_Callers_Authorized_By_IAM(string authorizer, int status)
    {
        var lambdaEvent = $$$"""{"routeKey":"GET /product/v1/tenants/{tenant}/groups","pathParameters":{"tenant":"tenant-b"},"requestContext":{"requestId":"r","timeEpoch":1,"authorizer":{{{authorizer}}}}}""";
        TenantRequest? seen = null;
        var front = Front.ForTenants("tenant", (request, _) =>
        {
            seen = request;
            return Task.FromResult(new Answer { Status = 200 });
        });

        (await AskAsync(front, lambdaEvent)).ShouldBe(status);

        (seen?.Tenant.Value, seen?.RouteKey, seen?.Caller?.Software).ShouldBe(status == 200 ? ("tenant-b", "GET /v1/groups", "product:arn:aws:iam::999988887777:user/a") : (null, null, null));
    }

    [Fact]
    [Trait("Threat", "T32")]
    public async Task What_Keeps_A_Function_Alive_Does_Nothing_Else()
    {
        var lambdaEvent = Encoding.UTF8.GetBytes(Tenant.Replace("POST /ops/v1/sweep", Front.KeepAlive, StringComparison.Ordinal));
        var context = new Invocation { AwsRequestId = "r", Deadline = DateTimeOffset.MaxValue };
        Front[] fronts = [Front.ForTenants("tenant", (_, _) => throw new InvalidOperationException("It was called.")), Front.ForOperators((_, _) => throw new InvalidOperationException("It was called."))];

        foreach (var front in fronts)
            (await front.AnswerAsync(lambdaEvent, context, CancellationToken.None)).ShouldBe("{}"u8.ToArray());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"routeKey": 1}""")]
    [InlineData("""{"headers": []}""")]
    [InlineData("""{"isBase64Encoded": "yes"}""")]
    [InlineData("""{"requestContext": {"timeEpoch": 1.5}}""")]
    [InlineData("""{"requestContext": {"authorizer": {"jwt": {"claims": {"tenant": ["tenant-a"]}}}}}""")]
    [InlineData("""{"requestContext": {"authorizer": {"jwt": {"claims": {"tenant": "tenant-a", "tenant": "tenant-b"}}}}}""")]
    [InlineData("{")]
    public async Task An_Event_From_Another_Source_Fails(string lambdaEvent) => await Should.ThrowAsync<JsonException>(
        AskAsync(Front.ForTenants("tenant", (_, _) => throw new InvalidOperationException("It was called.")), lambdaEvent));

    private static async Task<int> AskAsync(Front front, string lambdaEvent)
    {
        var context = new Invocation { AwsRequestId = "r", Deadline = DateTimeOffset.MaxValue };
        return JsonElement.Parse(await front.AnswerAsync(Encoding.UTF8.GetBytes(lambdaEvent), context, CancellationToken.None)).GetProperty("statusCode").GetInt32();
    }
}
