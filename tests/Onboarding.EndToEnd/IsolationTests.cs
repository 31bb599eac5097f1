using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Onboarding.EndToEnd.Faults;

namespace Onboarding.EndToEnd;

/// <summary>Who gets access, and that no tenant sees another tenant's objects.</summary>
[Collection(StandingClock.Name)]
public sealed class IsolationTests(SandboxProcess sandbox)
{
    [Fact]
    [Trait("Threat", "T27")]
    public async Task Another_Tenants_Objects_Do_Not_Exist()
    {
        var mine = await sandbox.TenantAsync();
        var group = await mine.GroupAsync();
        var onboarding = await mine.MintAsync(group);
        var account = await mine.ConnectAsync(group);
        var other = await sandbox.TenantAsync();
        var othersGroup = await other.GroupAsync();
        var rename = new JsonObject { ["name"] = "stolen" };
        var register = new JsonObject { ["accountName"] = "x", ["stackInfo"] = await mine.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()) };

        (await other.GetAsync($"/v1/groups/{group}")).Refusal.ShouldBe((404, "group-not-found"));
        (await other.PatchAsync($"/v1/groups/{group}", rename)).Refusal.ShouldBe((404, "group-not-found"));
        (await other.DeleteAsync($"/v1/groups/{group}")).Refusal.ShouldBe((404, "group-not-found"));
        (await other.GetAsync($"/v1/groups/{group}/onboardings")).Refusal.ShouldBe((404, "group-not-found"));
        (await other.PostAsync($"/v1/groups/{group}/onboardings", new JsonObject { ["profile"] = "full" })).Refusal.ShouldBe((404, "group-not-found"));
        (await other.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Refusal.ShouldBe((404, "onboarding-not-found"));
        (await other.DeleteAsync($"/v1/onboardings/{onboarding["id"]}")).Refusal.ShouldBe((404, "onboarding-not-found"));
        (await other.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", register)).Refusal.ShouldBe((404, "onboarding-not-found"));
        (await other.GetAsync($"/v1/accounts/{account["id"]}")).Refusal.ShouldBe((404, "account-not-found"));
        (await other.PatchAsync($"/v1/accounts/{account["id"]}", rename)).Refusal.ShouldBe((404, "account-not-found"));
        (await other.DeleteAsync($"/v1/accounts/{account["id"]}")).Refusal.ShouldBe((404, "account-not-found"));
        (await other.GetAsync($"/v1/accounts?groupId={group}")).Refusal.ShouldBe((404, "group-not-found"));
        (await other.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
        (await other.GetAsync("/v1/groups")).Expect(200).Body.GetProperty("groups").GetArrayLength().ShouldBe(1);
        (await mine.PatchAsync($"/v1/accounts/{account["id"]}", new JsonObject { ["groupId"] = othersGroup })).Refusal.ShouldBe((404, "group-not-found"));

        // Another tenant's object answers exactly as one that does not exist.
        var absent = await other.GetAsync("/v1/accounts/222222222222222222222222");
        var foreign = await other.GetAsync($"/v1/accounts/{account["id"]}");
        WithoutInstance(foreign).ShouldBe(WithoutInstance(absent));
    }

    [Fact]
    public async Task Without_A_Good_Token_API_Gateway_Answers_In_Its_Own_Words()
    {
        var tenant = await sandbox.TenantAsync();
        var expired = (await sandbox.SendAsync(HttpMethod.Post, "/sandbox/tokens", new JsonObject { ["tenant"] = "t", ["expiresInSeconds"] = -60 }))["token"];

        await RefusedAsync(null);
        await RefusedAsync("");
        await RefusedAsync("nonsense");
        await RefusedAsync(expired);
        await RefusedAsync(OfAnotherIssuer(tenant.Token));
        await RefusedAsync(Tampered(tenant.Token));
        await RefusedAsync(WithoutAlgorithm(tenant.Token));
        (await tenant.GetAsync("/v1/nothing")).Text.ShouldBe("""{"message":"Not Found"}""");
        (await tenant.SendJsonAsync(HttpMethod.Put, "/v1/groups", "{}")).Text.ShouldBe("""{"message":"Not Found"}""");

        async Task RefusedAsync(string? token)
        {
            var reply = await sandbox.SendAsync(HttpMethod.Get, "/v1/groups", content: null, token, language: null);
            (reply.Status, reply.Text).ShouldBe((401, """{"message":"Unauthorized"}"""), token ?? "no token");
        }
    }

    [Theory]
    [Trait("Threat", "T50")]
    [InlineData("[]", "is a JSON array, not text")]
    [InlineData("{\"a\":\"b\"}", "is a JSON object, not text")]
    [InlineData("null", "is null, not text")]
    [InlineData("true", "is a JSON boolean, not text")]
    [InlineData("1.2e10", "is a JSON number, not text")]
    public async Task A_Tenant_Claim_That_Is_Not_Text_Is_Refused_By_Its_Type(string claim, string why)
    {
        var caller = await sandbox.TenantAsync(claims: new JsonObject { ["tenant"] = JsonNode.Parse(claim) });

        var reply = await caller.GetAsync("/v1/groups");

        reply.Refusal.ShouldBe((401, "unauthorized"));
        reply["detail"].ShouldContain("claim tenant " + why);
    }

    [Fact]
    [Trait("Threat", "T51")]
    public async Task An_Operators_Signature_For_Another_Region_Is_Refused()
    {
        (await (await Operator.OfAsync(sandbox)).SendAsync(HttpMethod.Get, "/ops/v1/registrations")).Status.ShouldBe(200);

        var reply = await (await Operator.OfAsync(sandbox, "eu-west-1")).SendAsync(HttpMethod.Get, "/ops/v1/registrations");

        (reply.Status, reply.Text).ShouldBe((403, """{"message":"Forbidden"}"""));
    }

    private static string WithoutInstance(Reply reply)
    {
        var problem = JsonNode.Parse(reply.Text)!.AsObject();
        problem.Remove("instance").ShouldBeTrue();
        return problem.ToJsonString();
    }

    // The same claims, signed with a different key.
    private static string OfAnotherIssuer(string token)
    {
        var parts = token.Split('.');
        using var key = RSA.Create(2048);
        var signature = key.SignData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{parts[0]}.{parts[1]}.{Base64Url(signature)}";
    }

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Convert.FromBase64String(parts[1].Replace('-', '+').Replace('_', '/').PadRight((parts[1].Length + 3) / 4 * 4, '=')))!;
        claims["tenant"] = "another";
        return $"{parts[0]}.{Base64Url(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
    }

    private static string WithoutAlgorithm(string token) => $"{Base64Url("{\"alg\":\"none\",\"typ\":\"JWT\"}"u8.ToArray())}.{token.Split('.')[1]}.";

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
