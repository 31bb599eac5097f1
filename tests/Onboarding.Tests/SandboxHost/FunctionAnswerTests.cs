using System.Text;
using Microsoft.AspNetCore.Http;
using Onboarding.Sandbox.Gateway;

namespace Onboarding.Tests.SandboxHost;

public sealed class FunctionAnswerTests
{
    [Fact]
    public async Task Writes_Status_Headers_Cookies_And_Body()
    {
        var context = await WriteAsync("""{"statusCode":201,"headers":{"Content-Type":"application/json","X-List":"a,b"},"cookies":["a=1","b=2"],"body":"{\"é\":1}"}""");

        context.Response.StatusCode.ShouldBe(201);
        context.Response.ContentType.ShouldBe("application/json");
        context.Response.Headers["X-List"].ToString().ShouldBe("a,b");
        context.Response.Headers.SetCookie.ToArray().ShouldBe(["a=1", "b=2"]);
        Body(context).ShouldBe("{\"é\":1}");
    }

    [Fact]
    public async Task Decodes_A_Binary_Body() =>
        Body(await WriteAsync("""{"statusCode":200,"isBase64Encoded":true,"body":"aGVsbG8="}""")).ShouldBe("hello");

    [Fact]
    public async Task Answers_Plain_Text_When_The_Function_Names_No_Type() =>
        (await WriteAsync("""{"statusCode":"404","body":"no"}""")).Response.ContentType.ShouldBe("text/plain; charset=utf-8");

    [Theory]
    [InlineData("\"Hello\"", "Hello")]
    [InlineData("{\"message\":\"Hello\"}", "{\"message\":\"Hello\"}")]
    [InlineData("[1, 2]", "[1, 2]")]
    public async Task Infers_A_Json_Answer_When_There_Is_No_Status(string payload, string body)
    {
        var context = await WriteAsync(payload);

        context.Response.StatusCode.ShouldBe(200);
        context.Response.ContentType.ShouldBe("application/json");
        Body(context).ShouldBe(body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"statusCode\":\"many\"}")]
    [InlineData("{\"statusCode\":99}")]
    [InlineData("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"%\"}")]
    public void Does_Not_Understand_Anything_Else(string payload) => FunctionAnswer.Read(Encoding.UTF8.GetBytes(payload)).ShouldBeNull();

    private static async Task<HttpContext> WriteAsync(string payload)
    {
        var context = new DefaultHttpContext();
        context.Response.Body = new MemoryStream();
        await FunctionAnswer.Read(Encoding.UTF8.GetBytes(payload)).ShouldNotBeNull().WriteAsync(context);
        return context;
    }

    private static string Body(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
