using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FsCheck;
using FsCheck.Fluent;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Diagnostics;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Profiles;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Properties;

/// <summary>Every event that API Gateway can send is answered, whatever the caller wrote into it: no exception, no <c>internal</c>.</summary>
/// <remarks>Nothing listens where DynamoDB should be, so a request that gets as far as the table is answered with <c>aws-unavailable</c>.</remarks>
[Trait("Threat", "T21")]
public sealed class EventProperties : IDisposable
{
    private static readonly string[] s_routes = [.. Routes.All.Where(r => r.Feature is "accounts" or "groups" or "onboardings" or "profiles").Select(r => r.Key)];

    private static readonly string[] s_bodies =
    [
        """{"name":"Production","color":"#3b82f6"}""",
        """{"profile":"read-only","method":"manual","region":"us-east-1","awsAccountId":"123456789012"}""",
        """{"profile":"full","permissionsBoundaryArn":"arn:aws:iam::123456789012:policy/a/b"}""",
        """{"groupId":"222222222222222222222222"}""",
    ];

    private readonly AmazonDynamoDBClient _nobody = new(
        new BasicAWSCredentials("example", "example"),
        new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:9", AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    private static Gen<JsonObject> Event =>
        from route in Gen.Elements(s_routes)
        from tenant in Gen.Frequency((9, Gen.Constant("tenant-a")), (1, Texts.Anything))
        from id in Gen.OneOf(Texts.Minted(24), Gen.Constant(OwnGroup), Texts.Anything)
        from body in Gen.OneOf(Gen.Elements(s_bodies), Texts.Near(Gen.Elements(s_bodies)), Texts.Anything)
        from isBase64 in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Constant(2)))
        from query in Gen.OneOf(Gen.Constant(""), Texts.Near(Gen.Constant("QUNDT1VOVCM")), Texts.Anything)
        from language in Gen.OneOf(Gen.Elements("ja", "en"), Texts.Anything)
        from without in Gen.Elements("", "", "", "", "body", "headers", "queryStringParameters", "pathParameters", "authorizer")
        select Compose(route, tenant, id, isBase64 == 1 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(body)) : body, isBase64 > 0, query, language, without);

    private static string OwnGroup
    {
        get
        {
            TenantId.TryParse("tenant-a", out var tenant).ShouldBeTrue();
            return GroupId.Mint(tenant).Value;
        }
    }

    [Fact]
    public void Any_Event_Of_API_Gateway_Is_Answered() => Property.Holds(Event, lambdaEvent =>
    {
        var bytes = Encoding.UTF8.GetBytes(lambdaEvent.ToJsonString());

        var answer = JsonElement.Parse(FrontOf(lambdaEvent["routeKey"]!.GetValue<string>()).AnswerAsync(bytes, s_context, CancellationToken.None).GetAwaiter().GetResult());

        var status = answer.GetProperty("statusCode").GetInt32();
        status.ShouldBeOneOf(200, 201, 204, 400, 401, 404, 405, 413, 503);
        if (!answer.TryGetProperty("body", out var body))
            return;
        var problem = JsonElement.Parse(body.GetString()!);
        if (status >= 400)
            problem.GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
    });

    private static readonly Invocation s_context = new() { AwsRequestId = "request", Deadline = DateTimeOffset.MaxValue };

    public void Dispose() => _nobody.Dispose();

    private Front FrontOf(string route)
    {
        var feature = Routes.All.Single(r => string.Equals(r.Key, route, StringComparison.Ordinal)).Feature;
        var settings = ProductSettings.Of(feature);
        var table = new Table(_nobody, settings.TableName, TimeProvider.System);
        return Front.ForTenants(settings.TenantClaim, feature switch
        {
            "accounts" => new AccountsFeature(table, settings).HandleAsync,
            "groups" => new GroupsFeature(table, ProductSettings.Of("groups").Limits).HandleAsync,
            "onboardings" => new OnboardingsFeature(table, settings).HandleAsync,
            _ => new ProfilesFeature(settings).HandleAsync,
        });
    }

    private static JsonObject Compose(string route, string tenant, string id, string body, bool isBase64, string query, string language, string without)
    {
        var lambdaEvent = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = route,
            ["rawPath"] = route.Split(' ')[1],
            ["headers"] = new JsonObject { ["accept-language"] = language },
            ["queryStringParameters"] = new JsonObject { ["limit"] = query, ["cursor"] = query, ["status"] = query, ["groupId"] = id },
            ["pathParameters"] = new JsonObject { ["groupId"] = id, ["onboardingId"] = id, ["accountId"] = id },
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = "JKJaXmPLvHcESHA=",
                ["timeEpoch"] = 1795348800000,
                ["authorizer"] = new JsonObject { ["jwt"] = new JsonObject { ["claims"] = new JsonObject { ["tenant"] = tenant, ["sub"] = language }, ["scopes"] = null } },
            },
            ["body"] = body,
            ["isBase64Encoded"] = isBase64,
        };
        lambdaEvent.Remove(without);
        lambdaEvent["requestContext"]!.AsObject().Remove(without);
        return lambdaEvent;
    }
}
