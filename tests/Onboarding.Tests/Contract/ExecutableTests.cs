using System.Globalization;
using System.Text.Json.Nodes;

namespace Onboarding.Tests.Contract;

/// <summary>
/// The executable that Lambda runs, as its own process against a Runtime API. <c>ONBOARDING_FUNCTIONS</c> names another build of it
/// (a .dll, or a native executable); without it the one that was published when these tests were built is run.
/// </summary>
public sealed class ExecutableTests
{
    [Fact]
    public async Task Serves_The_Profiles_In_The_Readers_Language()
    {
        await using var function = await FunctionProcess.StartAsync("profiles");

        var english = Events.Parse(await function.Api.InvokeAsync(Events.Read("get-profiles")));
        var japanese = Events.Parse(await function.Api.InvokeAsync(Events.Read("get-profiles", e => e["headers"]!["accept-language"] = "ja-JP,ja;q=0.9")));

        english.Status.ShouldBe(200);
        Description(english.Body).ShouldBe("View IAM users and roles. Adds tags to users. Nothing else is created, changed, or deleted.");
        Description(japanese.Body).ShouldBe("IAM ユーザーとロールを参照し、ユーザーにタグを付けます。それ以外の作成・変更・削除は行いません。");

        static string? Description(System.Text.Json.JsonElement body) => body.GetProperty("profiles")[1].GetProperty("description").GetString();
    }

    [Theory]
    [Trait("Threat", "T1")]
    [Trait("Threat", "T21")]
    [InlineData("{\"profile\":\"read-only\",\"externalId\":\"abcdefghijkmnpqrstuvwxyz23456789\"}", 400, "request-malformed")]
    [InlineData("{\"profile\":\"read-only\",\"ExternalId\":\"x\"}", 400, "request-malformed")]
    [InlineData("{\"profile\":\"read-only\",\"profile\":\"full\"}", 400, "request-malformed")]
    [InlineData("{\"Profile\":\"read-only\"}", 400, "request-malformed")]
    [InlineData("{\"profile\":\"read-only\"}{}", 400, "request-malformed")]
    [InlineData("{\"profile\":\"read-only\",}", 400, "request-malformed")]
    [InlineData("{\"profile\":null}", 400, "request-malformed")]
    [InlineData("{}", 400, "request-malformed")]
    [InlineData("null", 400, "request-malformed")]
    [InlineData("[]", 400, "request-malformed")]
    [InlineData("", 400, "request-malformed")]
    [InlineData("\uFEFF{\"profile\":\"read-only\"}", 400, "request-malformed")]
    [InlineData("{\"profile\":\"read-only\"}", 404, "group-not-found")]
    public async Task Minting_Is_Strict_About_Its_Body(string body, int status, string code)
    {
        await using var function = await FunctionProcess.StartAsync("onboardings");

        var answer = Events.Parse(await function.Api.InvokeAsync(Events.Read("post-onboarding", e => e["body"] = body)));

        (answer.Status, answer.Body.GetProperty("code").GetString()).ShouldBe((status, code));
        answer.Headers.GetProperty("content-type").GetString().ShouldBe("application/problem+json; charset=utf-8");
    }

    [Fact]
    [Trait("Threat", "T21")]
    public async Task A_Body_Has_At_Most_65536_Bytes_Of_Valid_Utf8()
    {
        await using var function = await FunctionProcess.StartAsync("onboardings");

        async Task<string?> CodeAsync(byte[] body)
        {
            var message = await function.Api.InvokeAsync(Events.Read("post-onboarding", e =>
            {
                e["body"] = Convert.ToBase64String(body);
                e["isBase64Encoded"] = true;
            }));
            return Events.Parse(message).Body.GetProperty("code").GetString();
        }

        var padded = "{\"profile\":\"read-only\"}".PadRight(65_536);
        (await CodeAsync(System.Text.Encoding.UTF8.GetBytes(padded))).ShouldBe("group-not-found");
        (await CodeAsync(System.Text.Encoding.UTF8.GetBytes(padded + " "))).ShouldBe("too-large");
        (await CodeAsync([(byte)'{', 0xC3, 0x28, (byte)'}'])).ShouldBe("request-malformed");
    }

    [Theory]
    [Trait("Threat", "T27")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a#b")]
    public async Task A_Token_Without_A_Usable_Tenant_Is_Refused(string? tenant)
    {
        await using var function = await FunctionProcess.StartAsync("onboardings");

        var answer = Events.Parse(await function.Api.InvokeAsync(Events.Read("post-onboarding", e =>
        {
            var claims = e["requestContext"]!["authorizer"]!["jwt"]!["claims"]!.AsObject();
            claims.Remove("tenant");
            if (tenant is not null)
                claims["tenant"] = tenant;
        })));

        (answer.Status, answer.Body.GetProperty("code").GetString()).ShouldBe((401, "unauthorized"));
    }

    [Fact]
    public async Task A_Route_Of_Another_Function_Is_Not_Answered()
    {
        await using var function = await FunctionProcess.StartAsync("profiles");

        var answer = Events.Parse(await function.Api.InvokeAsync(Events.Read("post-group")));

        (answer.Status, answer.Body.GetProperty("code").GetString()).ShouldBe((405, "method-not-allowed"));
    }

    [Fact]
    [Trait("Threat", "T36")]
    [Trait("Threat", "T38")]
    public async Task The_Log_Has_One_Json_Object_A_Line_And_Nothing_That_A_Caller_Sent()
    {
        await using var function = await FunctionProcess.StartAsync("registrations");
        var secret = "Bearer-secret-0123456789";

        await function.Api.InvokeAsync(Events.Read("post-registration", e =>
        {
            e["headers"]!["authorization"] = secret;
            e["body"] = new JsonObject { ["accountName"] = "a\n{\"level\":\"ERROR\"}\u001b[31m", ["stackInfo"] = "abcdefghijkmnpqrstuvwxyz23456789" }.ToJsonString();
        }));
        var log = await function.StopAsync();

        log.ShouldNotContain(secret);
        log.ShouldNotContain("abcdefghijkmnpqrstuvwxyz23456789");
        log.ShouldNotContain("\u001b");
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Select(l => (string?)JsonNode.Parse(l)!["message"]).ShouldBe(["Answered", "Metrics"]);
        lines.ShouldAllBe(l => DateTimeOffset.ParseExact((string)JsonNode.Parse(l)!["timestamp"]!, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).Year > 2000);
        lines.Select(l => (string?)JsonNode.Parse(l)!["level"]).ShouldBe(["INFO", "INFO"]);
        var line = JsonNode.Parse(lines[0])!;
        ((string?)line["code"]).ShouldBe("name-invalid");
        ((string?)line["requestId"]).ShouldBe("JKJaXmPLvHcESHA=");
        JsonNode.Parse(lines[1])!["Refused.name-invalid"]!.ToJsonString().ShouldBe("[1]");
    }
}
