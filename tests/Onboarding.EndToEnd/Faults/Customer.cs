using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd.Faults;

/// <summary>A tenant with whatever a cell needs: each cell has its own, so that cells can be played concurrently.</summary>
internal sealed class Customer(SandboxProcess sandbox, Tenant tenant)
{
    public Tenant Tenant => tenant;

    public string AwsAccountId { get; } = Tenant.NewAwsAccountId();

    public string GroupId { get; private set; } = "";

    public string OtherGroupId { get; private set; } = "";

    /// <summary>The id of the onboarding, and of the account that it becomes.</summary>
    public string Id { get; private set; } = "";

    public string InvitationId { get; private set; } = "";

    private string StackInfo { get; set; } = "";

    private string Token { get; set; } = "";

    public static async Task<Customer> NewAsync(SandboxProcess sandbox) => new(sandbox, await sandbox.TenantAsync());

    public async Task HaveGroupAsync() => GroupId = await tenant.GroupAsync();

    public async Task HaveStackAsync()
    {
        await HaveGroupAsync();
        var onboarding = await tenant.MintAsync(GroupId);
        Id = onboarding["id"];
        StackInfo = await tenant.StackInfoAsync(onboarding, AwsAccountId);
    }

    public async Task InviteAsync()
    {
        await HaveStackAsync();
        var invitation = (await tenant.PostAsync($"/v1/onboardings/{Id}/invitations", new JsonObject())).Expect(201);
        (InvitationId, Token) = (invitation["id"], invitation["url"].Split('#')[1]);
    }

    /// <summary>A stack whose role denies the service, as one does that AWS does not show yet.</summary>
    public async Task HaveMissingRoleAsync()
    {
        await HaveStackAsync();
        var roleArn = Tenant.Claim(StackInfo)["roleArn"]!.GetValue<string>();
        (await sandbox.PutTrustPolicyAsync(roleArn, TrustPolicies.Allow("555566667777", null, ""))).Status.ShouldBeInRange(200, 204);
    }

    public async Task ConnectAsync()
    {
        await HaveStackAsync();
        (await RegisterAsync()).Expect(201);
    }

    public async Task HaveUserAsync()
    {
        await ConnectAsync();
        var user = new JsonObject { ["tags"] = new JsonObject { ["email"] = "hanako@example.com" }, ["hasPassword"] = true, ["accessKeys"] = 0 };
        (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/accounts/{AwsAccountId}/users/hanako", user)).Expect(204);
    }

    public async Task HaveTwoGroupsAsync()
    {
        await ConnectAsync();
        OtherGroupId = await tenant.GroupAsync("Staging");
    }

    public async Task CheckAsync()
    {
        await ConnectAsync();
        (await tenant.PostAsync($"/v1/accounts/{Id}/checks", new JsonObject())).Expect(201);
    }

    public async Task DetachAsync()
    {
        await ConnectAsync();
        (await tenant.DeleteAsync($"/v1/accounts/{Id}")).Expect(200);
    }

    /// <summary>A stack is created from a link, which is canceled afterwards.</summary>
    public async Task CancelAsync()
    {
        var onboarding = await tenant.MintForAccountAsync(AwsAccountId);
        Id = onboarding["id"];
        await tenant.StackInfoAsync(onboarding, AwsAccountId);
        (await tenant.DeleteAsync($"/v1/onboardings/{Id}")).Expect(204);
    }

    public Task<Reply> RegisterAsync() =>
        tenant.PostAsync($"/v1/onboardings/{Id}/registration", new JsonObject { ["accountName"] = "Main account", ["stackInfo"] = StackInfo });

    /// <summary>Looks at the invitation, without a sign-in.</summary>
    public Task<Reply> VisitAsync() => sandbox.SendAsync(HttpMethod.Get, $"/v1/invitations/{Token}");

    /// <summary>Registers by the invitation, without a sign-in.</summary>
    public Task<Reply> RegisterByInvitationAsync() =>
        sandbox.SendAsync(HttpMethod.Post, $"/v1/invitations/{Token}/registration", new JsonObject { ["accountName"] = "Main account", ["stackInfo"] = StackInfo });

    /// <summary>How many entries a list has.</summary>
    public async Task<int> CountAsync(string path, string member) => (await tenant.GetAsync(path)).Expect(200).Body.GetProperty(member).GetArrayLength();

    /// <summary>How many checks of the account there were: those that found the same are shown as one.</summary>
    public async Task<int> ChecksAsync() => (await tenant.GetAsync($"/v1/accounts/{Id}/checks")).Expect(200).Body.GetProperty("checks").EnumerateArray()
        .Sum(c => 1 + (c.TryGetProperty("unchanged", out var unchanged) ? unchanged.GetProperty("checks").GetInt32() : 0));

    /// <summary>How many accounts a group says that it has.</summary>
    public async Task<int> AccountCountAsync(string groupId) => (await tenant.GetAsync($"/v1/groups/{groupId}")).Expect(200).Body.GetProperty("accountCount").GetInt32();

    public async Task<string> StatusAsync() => (await tenant.GetAsync($"/v1/accounts/{Id}")).Expect(200)["status"];

    /// <summary>How many events of a type went out.</summary>
    public async Task<int> EventsAsync(string type) => (await sandbox.InboxAsync(tenant.Name)).Count(e => e.GetProperty("detailType").ValueEquals(type));

    /// <summary>The decisions about the account, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> DecisionsAsync() =>
        [.. (await tenant.GetAsync($"/v1/accounts/{Id}/audit")).Expect(200).Body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("decision").GetString()!)];
}
