using System.Text;
using Microsoft.AspNetCore.Http;
using Onboarding.Sandbox;
using Onboarding.Sandbox.Console;
using Onboarding.Tests.Sandbox;

namespace Onboarding.Tests.SandboxHost;

public sealed class ConsoleTests
{
    private readonly Customers _customers = new();

    [Fact]
    public async Task Shows_Why_A_Stack_Was_Not_Deleted()
    {
        var stack = await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters());
        _customers.Aws.PutRolePolicy(
            "arn:aws:iam::222222222222:role/acme-connect-abc", "Extra", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");

        var deleted = await SendAsync("POST", "/console/cloudformation/delete", $"?region={stack.Region}", "stackId=" + Uri.EscapeDataString(stack.StackId));

        deleted.Response.StatusCode.ShouldBe(303);
        var page = new Uri("http://localhost" + deleted.Response.Headers.Location);
        page.AbsolutePath.ShouldBe("/console/cloudformation/stack");
        var html = Body(await SendAsync("GET", page.AbsolutePath, page.Query, ""));
        html.ShouldContain("""<dd id="status" class="status bad">DELETE_FAILED</dd>""");
        html.ShouldContain("Cannot delete entity, must delete policies first.");
    }

    [Fact]
    public async Task Goes_Back_To_The_List_When_A_Stack_Was_Deleted()
    {
        var stack = await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters());

        var deleted = await SendAsync("POST", "/console/cloudformation/delete", $"?region={stack.Region}", "stackId=" + Uri.EscapeDataString(stack.StackId));

        deleted.Response.Headers.Location.ToString().ShouldBe("/console/cloudformation/stacks?region=ap-northeast-1");
    }

    private async Task<HttpContext> SendAsync(string method, string path, string query, string form)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        context.Request.Headers.Cookie = "sandbox-account=222222222222";
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(form));
        context.Response.Body = new MemoryStream();
        await new ConsolePages(_customers.Aws, Partition.Aws).HandleAsync(context);
        return context;
    }

    private static string Body(HttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
