using System.Reflection;
using System.Text.Json.Nodes;
using Onboarding.Client;

namespace Onboarding.EndToEnd;

/// <summary>Runs what the guide <c>docs/guides/use-a-connection.md</c> shows against the sandbox. What needs a tool that is not installed here says so.</summary>
[Collection(StandingClock.Name)]
public sealed class UseConnectionGuideTests(SandboxProcess sandbox)
{
    private static readonly string s_guide = File.ReadAllText(PathOf("Guide"));

    [Fact]
    public async Task A_Profile_With_The_Credential_Process_Lists_The_Customers_Users_By_The_Aws_Cli()
    {
        if (Programs.Which("aws") is not { } aws)
            return;
        var (tenant, id) = await ConnectedAsync();
        var folder = Directory.CreateTempSubdirectory("onboarding-profile-");
        try
        {
            var config = Path.Combine(folder.FullName, "config");
            await File.WriteAllTextAsync(config, $"[profile customer]\nregion = us-east-1\ncredential_process = {OpsCommand} credentials {id} --tenant {tenant.Name} --purpose scan --actions iam:ListUsers\n");
            var variables = await VariablesAsync(tenant, id);
            variables["AWS_CONFIG_FILE"] = config;
            string[] list = ["--profile", "customer", "--endpoint-url", variables["AWS_ENDPOINT_URL"], "iam", "list-users", "--output", "json"];

            var listed = await Programs.RunAsync(aws, list, variables);

            JsonNode.Parse(listed.Output)!["Users"]!.AsArray().Select(u => u!["UserName"]!.GetValue<string>()).ShouldBe(["hanako"], listed.Error);
            await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config)).Replace(tenant.Name, "somebody-else", StringComparison.Ordinal));
            (await Programs.RunAsync(aws, list, variables)).Error.ShouldContain("Connection not found");
            (await tenant.GetAsync($"/v1/accounts/{id}/access")).Expect(200).Body.GetProperty("access")[0].GetProperty("purpose").GetString().ShouldBe("scan");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_Command_Prints_Credential_Process_Output_And_One_Sentence_When_Refused()
    {
        var (tenant, id) = await ConnectedAsync();
        var variables = await VariablesAsync(tenant, id);

        var printed = await Programs.RunAsync("dotnet", ["exec", PathOf("Ops"), "credentials", id, "--tenant", tenant.Name, "--purpose", "scan"], variables);
        var refused = await Programs.RunAsync("dotnet", ["exec", PathOf("Ops"), "credentials", id, "--tenant", "somebody-else", "--purpose", "scan"], variables);

        JsonNode.Parse(printed.Output)!.AsObject().Select(m => m.Key).ShouldBe(["Version", "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"]);
        printed.Error.ShouldBeEmpty();
        (refused.ExitCode, refused.Output).ShouldBe((4, ""));
    }

    [Fact]
    public async Task The_Python_Example_Lists_The_Customers_Users_And_Names_The_Code_Of_A_Wrong_Tenant()
    {
        var (tenant, id) = await ConnectedAsync();
        var variables = await VariablesAsync(tenant, id);
        if (Programs.Which("python3") is not { } python || (await Programs.RunAsync(python, ["-c", "import boto3"], variables)).ExitCode != 0)
            return;

        var listed = await Programs.RunAsync(python, ["-c", Example("python")], variables);
        variables["TENANT"] = "somebody-else";
        var refused = await Programs.RunAsync(python, ["-c", Example("python")], variables);

        listed.Output.Trim().ShouldBe("['hanako']", listed.Error);
        refused.Error.Trim().ShouldBe("404 connection-not-found");
    }

    [Fact]
    public async Task The_Dotnet_Example_Uses_Each_Active_Connection_Of_A_Tenant()
    {
        var (connected, id) = await ConnectedAsync();
        var product = await ProductCode.OfAsync(sandbox);
        var (api, region, tenant) = (sandbox.Http.BaseAddress!.AbsoluteUri, "us-east-1", connected.Name);
        var used = new List<string>();
        // The example leaves the credentials to the SDK.
        using var onboarding = new OnboardingClient(new Uri(api), region, product.Credentials);
        // example: dotnet
        await foreach (var connection in onboarding.ConnectionsAsync(new ConnectionFilter { Tenant = tenant, Status = "active" }))
        {
            var credentials = onboarding.CredentialsFor(connection.Id, connection.Tenant, "scan", new SessionOptions { Actions = ["iam:ListUsers"] });
            await UseAsync(credentials);
        }

        // /example
        used.ShouldHaveSingleItem().ShouldStartWith("ASIA");
        (await Should.ThrowAsync<OnboardingException>(() => onboarding.CredentialsFor(id, "somebody-else", "scan").GetCredentialsAsync())).Code.ShouldBe("connection-not-found");
        var shown = Lines(Example("dotnet"))[1..];
        string.Join('\n', Lines(await File.ReadAllTextAsync(PathOf("This")))).ShouldContain(string.Join('\n', shown));

        async Task UseAsync(ConnectionCredentials credentials) => used.Add((await credentials.GetCredentialsAsync()).AccessKey);
    }

    private static string OpsCommand => $"dotnet exec {PathOf("Ops")}";

    private async Task<(Tenant Tenant, string Id)> ConnectedAsync()
    {
        var (tenant, awsAccountId) = (await sandbox.TenantAsync(), Tenant.NewAwsAccountId());
        var account = await tenant.ConnectAsync(awsAccountId: awsAccountId);
        var user = new JsonObject { ["tags"] = new JsonObject(), ["hasPassword"] = true, ["accessKeys"] = 0 };
        (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/accounts/{awsAccountId}/users/hanako", user)).Expect(204);
        return (tenant, account["id"]);
    }

    /// <summary>What the examples read, with the keys of a product role.</summary>
    private async Task<Dictionary<string, string>> VariablesAsync(Tenant tenant, string id)
    {
        var keys = await (await ProductCode.OfAsync(sandbox)).Credentials.GetCredentialsAsync();
        return new(StringComparer.Ordinal)
        {
            ["ONBOARDING_API"] = sandbox.Http.BaseAddress!.AbsoluteUri,
            ["CONNECTION"] = id,
            ["TENANT"] = tenant.Name,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ENDPOINT_URL"] = sandbox.Http.BaseAddress.AbsoluteUri + "aws",
            ["AWS_ACCESS_KEY_ID"] = keys.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = keys.SecretKey,
            ["AWS_SESSION_TOKEN"] = keys.Token,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["LC_ALL"] = "C",
        };
    }

    private static string Example(string name)
    {
        var begin = s_guide.IndexOf("```", s_guide.IndexOf($"<!-- example: {name} -->", StringComparison.Ordinal), StringComparison.Ordinal);
        begin = s_guide.IndexOf('\n', begin) + 1;
        return s_guide[begin..s_guide.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string PathOf(string key) => Path.GetFullPath(typeof(UseConnectionGuideTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!);
}
