using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.Functions.Http;
using Onboarding.Sandbox;
using Onboarding.Sandbox.Gateway;

namespace Onboarding.Tests.SandboxHost;

public sealed class HttpApiEventTests
{
    private static readonly DateTimeOffset s_now = new(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero);

    [Fact]
    public void Is_Payload_Format_2()
    {
        var context = Request("PATCH", "/v1/groups/g%20%E3%81%82?limit=2&tag=a&tag=b%2Cc", "{\"name\":\"é\"}", "application/json; charset=utf-8");
        context.Request.Headers["X-Two"] = new(["1", "2"]);
        context.Request.Headers.Cookie = "a=1; b=2";
        context.Request.Headers.UserAgent = "test/1";

        var json = Build(context, """{"sub":"u","exp":1700000000,"admin":true,"groups":["a","b"]}""");

        json.GetProperty("version").GetString().ShouldBe("2.0");
        json.GetProperty("routeKey").GetString().ShouldBe("PATCH /v1/groups/{groupId}");
        json.GetProperty("rawPath").GetString().ShouldBe("/v1/groups/g あ");
        json.GetProperty("rawQueryString").GetString().ShouldBe("limit=2&tag=a&tag=b%2Cc");
        json.GetProperty("queryStringParameters").ToString().ShouldBe("""{"limit":"2","tag":"a,b,c"}""");
        json.GetProperty("pathParameters").GetProperty("groupId").GetString().ShouldBe("g あ");
        json.GetProperty("headers").GetProperty("x-two").GetString().ShouldBe("1,2");
        json.GetProperty("headers").TryGetProperty("cookie", out _).ShouldBeFalse();
        json.GetProperty("cookies").ToString().ShouldBe("""["a=1","b=2"]""");
        json.GetProperty("body").GetString().ShouldBe("{\"name\":\"é\"}");
        json.GetProperty("isBase64Encoded").GetBoolean().ShouldBeFalse();

        var request = json.GetProperty("requestContext");
        request.GetProperty("stage").GetString().ShouldBe("$default");
        request.GetProperty("requestId").GetString().ShouldBe("id=");
        request.GetProperty("time").GetString().ShouldBe("03/Feb/2026:04:05:06 +0000");
        request.GetProperty("timeEpoch").GetInt64().ShouldBe(1770091506789);
        request.GetProperty("http").ToString().ShouldBe(
            """{"method":"PATCH","path":"/v1/groups/g あ","protocol":"HTTP/1.1","sourceIp":"127.0.0.1","userAgent":"test/1"}""");
        request.GetProperty("authorizer").ToString().ShouldBe(
            """{"jwt":{"claims":{"sub":"u","exp":"1700000000","admin":"true","groups":"[a b]"},"scopes":null}}""");
    }

    [Fact]
    public void Leaves_Out_What_Is_Not_There()
    {
        var json = Build(Request("GET", "/v1/groups", "", null), "{}");

        json.TryGetProperty("body", out _).ShouldBeFalse();
        json.TryGetProperty("cookies", out _).ShouldBeFalse();
        json.TryGetProperty("pathParameters", out _).ShouldBeFalse();
        json.TryGetProperty("queryStringParameters", out _).ShouldBeFalse();
        json.GetProperty("rawQueryString").GetString().ShouldBe("");
    }

    [Theory]
    [InlineData("application/json", "plain", "plain", false)]
    [InlineData("text/plain; charset=utf-8", "plain", "plain", false)]
    [InlineData("APPLICATION/XML", "plain", "plain", false)]
    [InlineData("application/octet-stream", "plain", "cGxhaW4=", true)]
    [InlineData("application/x-www-form-urlencoded", "plain", "cGxhaW4=", true)]
    [InlineData(null, "plain", "cGxhaW4=", true)]
    public void Encodes_What_Api_Gateway_Takes_For_Binary(string? type, string sent, string body, bool isBase64) =>
        EventBody.Of(Encoding.UTF8.GetBytes(sent), type).ShouldBe(new EventBody(body, isBase64));

    [Fact]
    public void Encodes_Text_That_Is_Not_UTF8() =>
        EventBody.Of([0x22, 0xff, 0x22], "application/json").ShouldBe(new EventBody("Iv8i", true));

    [Theory]
    [InlineData("GET", "/v1/groups/")]
    [InlineData("GET", "/v1/groups/a/b")]
    [InlineData("PUT", "/v1/groups")]
    [InlineData("get", "/v1/groups")]
    [InlineData("GET", "/V1/groups")]
    public void Finds_No_Route_For_Another_Path_Or_Method(string method, string path) =>
        RouteMatch.Find(Routes.All, method, path).ShouldBeNull();

    private static JsonElement Build(HttpContext context, string claims)
    {
        var match = RouteMatch.Find(Routes.All, context.Request.Method, RawTarget.Of(context).Path).ShouldNotBeNull();
        var body = ((MemoryStream)context.Request.Body).ToArray();
        return JsonElement.Parse(new HttpApiEvent(Partition.Aws).Build(context, match, new Identity(JsonElement.Parse(claims), null), body, "id=", s_now));
    }

    private static DefaultHttpContext Request(string method, string target, string body, string? contentType)
    {
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Request.Method = method;
        context.Request.Protocol = "HTTP/1.1";
        context.Request.Scheme = "http";
        context.Request.ContentType = contentType;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        return context;
    }
}
