using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>A tenant's user at the API, and at the AWS console of the account to be connected.</summary>
internal sealed class Tenant(SandboxProcess sandbox, string name, string token)
{
    public string Name => name;

    public string Token => token;

    /// <summary>The answers' language, as <c>Accept-Language</c> says it.</summary>
    public string? Language { get; init; }

    public Task<Reply> GetAsync(string path) => sandbox.SendAsync(HttpMethod.Get, path, content: null, token, Language);

    public Task<Reply> DeleteAsync(string path) => sandbox.SendAsync(HttpMethod.Delete, path, content: null, token, Language);

    public Task<Reply> PostAsync(string path, JsonNode body) => SendJsonAsync(HttpMethod.Post, path, body.ToJsonString());

    public Task<Reply> PatchAsync(string path, JsonNode body) => SendJsonAsync(HttpMethod.Patch, path, body.ToJsonString());

    public Task<Reply> SendJsonAsync(HttpMethod method, string path, string json) =>
        SendBytesAsync(method, path, System.Text.Encoding.UTF8.GetBytes(json));

    public async Task<Reply> SendBytesAsync(HttpMethod method, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await sandbox.SendAsync(method, path, content, token, Language);
    }

    public async Task<string> GroupAsync(string groupName = "Production") =>
        (await PostAsync("/v1/groups", new JsonObject { ["name"] = groupName, ["color"] = "#3b82f6" })).Expect(201)["id"];

    public async Task<Reply> MintAsync(string? groupId = null, JsonObject? body = null) =>
        (await PostAsync($"/v1/groups/{groupId ?? await GroupAsync()}/onboardings", body ?? new JsonObject { ["profile"] = "read-only" })).Expect(201);

    /// <summary>Creates the stack behind an onboarding's link and returns StackInfo.</summary>
    public async Task<string> StackInfoAsync(Reply onboarding, string awsAccountId, JsonObject? parameters = null, string? stackName = null)
    {
        var stack = (await sandbox.CreateStackAsync(onboarding["quickCreateUrl"], awsAccountId, parameters, stackName)).Expect(200);
        stack["status"].ShouldBe("CREATE_COMPLETE", stack.Text);
        return stack.Body.GetProperty("outputs").GetProperty("OnboardingStackInfo").GetString()!;
    }

    /// <summary>Creates the role of a manual onboarding as its steps say, and returns its ARN.</summary>
    public async Task<string> RoleByHandAsync(Reply onboarding, string? trustPolicy = null)
    {
        var roleArn = $"arn:aws:iam::{NewAwsAccountId()}:role/{onboarding["roleName"]}";
        (await sandbox.PutTrustPolicyAsync(roleArn, trustPolicy ?? onboarding.Body.GetProperty("trustPolicy").GetRawText())).Expect(204);
        await sandbox.PutRolePolicyAsync(roleArn, onboarding["roleName"], onboarding.Body.GetProperty("permissionsPolicy").GetRawText());
        return roleArn;
    }

    /// <summary>What the Terraform module puts out.</summary>
    public static string ConnectionInfo(Reply onboarding, string roleArn, string? externalId = null) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(new JsonObject
    {
        ["externalId"] = externalId ?? onboarding["externalId"],
        ["roleArn"] = roleArn,
        ["templateVersion"] = "1.2.0",
        ["v"] = 2,
    }.ToJsonString()));

    public Task<Reply> RegisterByArnAsync(Reply onboarding, string roleArn, string accountName = "By hand") =>
        PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["accountName"] = accountName, ["roleArn"] = roleArn });

    /// <summary>Registers by the account ID alone.</summary>
    public Task<Reply> RegisterWithoutPasteAsync(Reply onboarding, string accountName = "By ID") =>
        PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["accountName"] = accountName });

    public Task<Reply> MintForAccountAsync(string awsAccountId, string profile = "read-only") =>
        MintAsync(body: new JsonObject { ["profile"] = profile, ["awsAccountId"] = awsAccountId });

    public Task<Reply> RegisterAsync(Reply onboarding, string stackInfo, string accountName = "Main account") =>
        PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["accountName"] = accountName, ["stackInfo"] = stackInfo });

    /// <summary>Connects an account all the way.</summary>
    public async Task<Reply> ConnectAsync(string? groupId = null, string accountName = "Main account", string? awsAccountId = null)
    {
        var onboarding = await MintAsync(groupId);
        return (await RegisterAsync(onboarding, await StackInfoAsync(onboarding, awsAccountId ?? NewAwsAccountId()), accountName)).Expect(201);
    }

    /// <summary>The content of StackInfo.</summary>
    public static JsonObject Claim(string stackInfo) => JsonNode.Parse(Convert.FromBase64String(stackInfo))!.AsObject();

    /// <summary>An AWS account that no other test uses.</summary>
    public static string NewAwsAccountId() => string.Concat(Enumerable.Range(0, 12).Select(i => (char)('0' + RandomNumberGenerator.GetInt32(i == 0 ? 1 : 0, 9))));
}
