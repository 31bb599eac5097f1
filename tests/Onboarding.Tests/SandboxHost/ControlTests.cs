using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.Sandbox;
using Onboarding.Sandbox.Control;
using Onboarding.Sandbox.Gateway;
using Onboarding.Simulator;

namespace Onboarding.Tests.SandboxHost;

public sealed class ControlTests : IDisposable
{
    private readonly TokenIssuer _issuer = new(new SandboxAddress(5080), TimeProvider.System);
    private readonly ControlFront _front;

    public ControlTests()
    {
        var vendor = new Vendor(Partition.Aws);
        var (faults, calls) = (new Faults(), new CallLog());
        var aws = new SimulatedAws(TimeProvider.System, faults, calls, (_, _) => ValueTask.FromResult<string?>(null));
        vendor.DefineRoles(aws);
        _front = new([new TokenRoutes(_issuer, aws, vendor), new StackRoutes(aws, new StackCreation(aws)), new IdentityRoutes(aws), new FaultRoutes(faults, calls)]);
    }

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task Signs_A_Token_For_A_Tenant()
    {
        var (status, body) = await SendAsync("POST", "/sandbox/tokens", """{"tenant":"acme"}""");

        status.ShouldBe(200);
        _issuer.Authorizer().Decide(body.GetProperty("token").GetString()).Claims.ShouldNotBeNull();
    }

    [Fact]
    public async Task Signs_A_Token_That_Has_Expired_When_Asked_To()
    {
        var (_, body) = await SendAsync("POST", "/sandbox/tokens", """{"tenant":"acme","expiresInSeconds":-60}""");

        _issuer.Authorizer().Decide(body.GetProperty("token").GetString()).Claims.ShouldBeNull();
    }

    [Fact]
    [Trait("Threat", "T50")]
    public async Task Adds_Claims_Of_Any_Json_Type()
    {
        var (_, body) = await SendAsync("POST", "/sandbox/tokens", """{"tenant":"acme","claims":{"tenant":[],"name":"Ann","admin":true,"level":3,"of":{"a":null},"none":null,"odd":"\ud800"}}""");

        var claims = _issuer.Authorizer().Decide(body.GetProperty("token").GetString()).Claims.ShouldNotBeNull();
        string[] names = ["tenant", "name", "admin", "level", "of", "none"];
        names.Select(n => claims.GetProperty(n).GetRawText()).ShouldBe(["[]", "\"Ann\"", "true", "3", "{\"a\":null}", "null"]);
    }

    [Fact]
    public async Task Gives_Operators_A_Key_That_Needs_No_Session_Token()
    {
        var (_, body) = await SendAsync("POST", "/sandbox/tokens", """{"operator":true}""");

        body.GetProperty("accessKeyId").GetString().ShouldStartWith("AKIA");
        body.TryGetProperty("sessionToken", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Gives_A_Session_Of_The_Vendors_Role()
    {
        var (_, body) = await SendAsync("POST", "/sandbox/tokens", """{"vendor":true}""");

        body.GetProperty("accessKeyId").GetString().ShouldStartWith("ASIA");
        body.GetProperty("sessionToken").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("POST", "/sandbox/tokens", "{}")]
    [InlineData("POST", "/sandbox/tokens", "null")]
    [InlineData("POST", "/sandbox/tokens", "not json")]
    [InlineData("POST", "/sandbox/tokens", """{"tenant":""}""")]
    [InlineData("POST", "/sandbox/tokens", """{"tenant":"a","tenant":"b"}""")]
    [InlineData("POST", "/sandbox/tokens", """{"Tenant":"a"}""")]
    [InlineData("POST", "/sandbox/tokens", """{"tenant":"a","operator":true}""")]
    [InlineData("POST", "/sandbox/tokens", """{"operator":true,"claims":{"a":1}}""")]
    [InlineData("POST", "/sandbox/tokens", """{"tenant":"a","claims":[]}""")]
    [InlineData("POST", "/sandbox/stacks", """{"quickCreateUrl":"x","awsAccountId":"111122223333"}""")]
    [InlineData("POST", "/sandbox/stacks", """{"quickCreateUrl":"https://us-east-1.console.aws.amazon.com/cloudformation/home#/stacks/create/review?templateURL=u","awsAccountId":"1"}""")]
    [InlineData("DELETE", "/sandbox/stacks/none", "")]
    [InlineData("PUT", "/sandbox/roles/none/trust-policy", "{}")]
    [InlineData("PUT", "/sandbox/roles/arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fx/trust-policy", "[]")]
    [InlineData("PUT", "/sandbox/roles/arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fx/trust-policy", "{}")]
    [InlineData("PUT", "/sandbox/roles/arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fnone", "{}")]
    [InlineData("DELETE", "/sandbox/roles/arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fnone/policies/x", "")]
    [InlineData("PUT", "/sandbox/accounts/1/summary", "{}")]
    [InlineData("PUT", "/sandbox/accounts/111122223333/summary", """{"AccountMFAEnabled":"no"}""")]
    [InlineData("POST", "/sandbox/faults", """{"service":"sts","error":"fire"}""")]
    [InlineData("POST", "/sandbox/faults", """{"service":"s3","error":"timeout"}""")]
    [InlineData("POST", "/sandbox/faults", """{"service":"sts","error":"delay"}""")]
    public async Task Says_What_Is_Wrong_With_A_Request(string method, string target, string body)
    {
        var (status, answer) = await SendAsync(method, target, body);

        status.ShouldBe(400);
        answer.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Creates_A_Role_For_A_Trust_Policy_With_Its_Arn_In_One_Segment()
    {
        var (status, _) = await SendAsync(
            "PUT",
            "/sandbox/roles/arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fpath%2Fmanual/trust-policy",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}""");

        status.ShouldBe(204);
    }

    [Theory]
    [InlineData("GET", "/sandbox/nothing", 404)]
    [InlineData("PUT", "/sandbox/stacks", 405)]
    public async Task Knows_No_Other_Routes(string method, string target, int status) =>
        (await SendAsync(method, target, "")).Status.ShouldBe(status);

    private async Task<(int Status, JsonElement Body)> SendAsync(string method, string target, string body)
    {
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Request.Method = method;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        await _front.HandleAsync(context);
        var bytes = ((MemoryStream)context.Response.Body).ToArray();
        return (context.Response.StatusCode, bytes.Length == 0 ? default : JsonElement.Parse(bytes));
    }
}
