using System.Text;
using Microsoft.AspNetCore.Http;
using Onboarding.Sandbox.Gateway;
using Onboarding.Sandbox.Lambda;

namespace Onboarding.Tests.SandboxHost;

public sealed class IntegrationAnswerTests
{
    [Fact]
    public async Task Is_The_Functions_Own() =>
        (await WriteAsync(Result("Succeeded", """{"statusCode":201,"body":"done"}"""))).ShouldBe((201, "done"));

    [Theory]
    [InlineData("Failed", """{"errorType":"Error","errorMessage":"secret"}""")]
    [InlineData("TimedOut", "")]
    [InlineData("Succeeded", "not json")]
    public async Task Is_An_Internal_Error_When_The_Function_Failed_Or_Timed_Out_Or_Is_Not_Understood(string outcome, string payload) =>
        (await WriteAsync(Result(outcome, payload))).ShouldBe((500, """{"message":"Internal Server Error"}"""));

    [Fact]
    public async Task Is_That_The_Service_Is_Unavailable_When_The_Http_Api_Waits_No_Longer() =>
        (await WriteAsync(null)).ShouldBe((503, """{"message":"Service Unavailable"}"""));

    private static InvocationResult Result(string outcome, string payload) => new(Enum.Parse<InvocationOutcome>(outcome), Encoding.UTF8.GetBytes(payload));

    private static async Task<(int Status, string Body)> WriteAsync(InvocationResult? result)
    {
        var context = new DefaultHttpContext();
        context.Response.Body = new MemoryStream();
        await IntegrationAnswer.WriteAsync(context, result);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
    }
}
