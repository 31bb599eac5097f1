using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>Runs the AWS CLI's command of an onboarding as it is printed, as the administrator of a simulated account. Where the AWS CLI is not installed, only what needs none is tested.</summary>
[Collection(StandingClock.Name)]
public sealed class CliWayTests(SandboxProcess sandbox)
{
    // Before 2.13 and 1.29 the CLI knows no AWS_ENDPOINT_URL: a function of the shell stands for it there.
    private const string Aws = "aws() { command aws --endpoint-url \"$AWS_ENDPOINT_URL\" \"$@\"; }; ";

    [Theory]
    [InlineData("bash")]
    [InlineData("dash")]
    public async Task The_Printed_Command_Creates_The_Stack_And_Prints_What_Registers_Also_When_Run_Twice(string shell)
    {
        var (tenant, variables) = (await sandbox.TenantAsync(), await VariablesAsync(Tenant.NewAwsAccountId()));
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = "read-only", ["accountName"] = "O'Brien & $HOME" });
        var command = Aws + CommandOf(onboarding);
        if (Programs.Which("aws") is null || Programs.Which(shell) is not { } program)
            return;

        var printed = await Programs.RunAsync(program, ["-c", command], variables);
        var again = await Programs.RunAsync(program, ["-c", command], variables);

        (printed.ExitCode, printed.Error).ShouldBe((0, ""));
        again.Output.ShouldBe(printed.Output);
        var registered = (await tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["stackInfo"] = printed.Output })).Expect(201);
        (registered["name"], registered["way"], registered["status"]).ShouldBe(("O'Brien & $HOME", "cli", "active"));
    }

    [Fact]
    public async Task A_Stack_In_The_Wrong_Account_Prints_The_Reason_And_Nothing_To_Paste()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintForAccountAsync(Tenant.NewAwsAccountId());
        if (Programs.Which("aws") is null || Programs.Which("bash") is not { } bash)
            return;

        var printed = await Programs.RunAsync(bash, ["-c", Aws + CommandOf(onboarding)], await VariablesAsync(Tenant.NewAwsAccountId()));

        (printed.ExitCode, printed.Output).ShouldBe((1, ""));
        printed.Error.ShouldContain("ValidationError");
        printed.Error.ShouldContain("is not complete");
    }

    [Fact]
    public async Task A_Role_That_Exists_Already_Rolls_The_Stack_Back_And_The_Reason_Is_Printed()
    {
        var (tenant, account) = (await sandbox.TenantAsync(), Tenant.NewAwsAccountId());
        var onboarding = await tenant.MintAsync();
        await sandbox.PutTrustPolicyAsync($"arn:aws:iam::{account}:role/{onboarding["roleName"]}", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""");
        if (Programs.Which("aws") is null || Programs.Which("bash") is not { } bash)
            return;

        var printed = await Programs.RunAsync(bash, ["-c", Aws + CommandOf(onboarding)], await VariablesAsync(account));

        (printed.ExitCode, printed.Output).ShouldBe((1, ""));
        printed.Error.ShouldContain("already exists");
    }

    [Fact]
    public async Task An_Administrators_Keys_Are_The_Same_When_Asked_Again_And_Of_Another_Account_Others()
    {
        var (one, other) = (Tenant.NewAwsAccountId(), Tenant.NewAwsAccountId());

        var key = (await VariablesAsync(one))["AWS_ACCESS_KEY_ID"];

        (await VariablesAsync(one))["AWS_ACCESS_KEY_ID"].ShouldBe(key);
        (await VariablesAsync(other))["AWS_ACCESS_KEY_ID"].ShouldNotBe(key, StringComparer.Ordinal);
        (await sandbox.SendAsync(HttpMethod.Post, "/sandbox/tokens", new JsonObject { ["administrator"] = "12" })).Status.ShouldBe(400);
        (await sandbox.SendAsync(HttpMethod.Post, "/sandbox/tokens", new JsonObject { ["administrator"] = one, ["operator"] = true })).Status.ShouldBe(400);
    }

    private static string CommandOf(Reply onboarding) => onboarding.Body.GetProperty("ways").GetProperty("cli").GetProperty("command").GetString()!;

    private async Task<Dictionary<string, string>> VariablesAsync(string awsAccountId)
    {
        var keys = (await sandbox.SendAsync(HttpMethod.Post, "/sandbox/tokens", new JsonObject { ["administrator"] = awsAccountId })).Expect(200);
        return new(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = sandbox.Http.BaseAddress!.AbsoluteUri + "aws",
            ["AWS_ACCESS_KEY_ID"] = keys["accessKeyId"],
            ["AWS_SECRET_ACCESS_KEY"] = keys["secretAccessKey"],
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["LC_ALL"] = "C",
        };
    }
}
