using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>A sandbox that sends its events to a receiver.</summary>
public sealed class SandboxWithWebhook : SandboxProcess
{
    internal WebhookReceiver Receiver { get; } = new();

    protected override IReadOnlyList<string> Options => ["--context", "webhookUrl=" + Receiver.Url];
}

/// <summary>Events at the vendor's webhook: signed, sent until they are taken, and the same however often they are sent.</summary>
public sealed class WebhookTests(SandboxWithWebhook sandbox) : IClassFixture<SandboxWithWebhook>
{
    private const string Secret = "the-sandbox-signs-webhooks-with-this";

    [Fact]
    public async Task Receiver_That_Is_Down_For_A_Day_Loses_Nothing_And_Gets_Nothing_Twice_Under_Another_Id()
    {
        sandbox.Receiver.Status = 503;
        var tenant = await ConnectAsync();
        for (var hour = 0; hour < 23; hour++)
            (await sandbox.AdvanceClockAsync("PT1H")).Expect(200);
        var attempts = Of(tenant);
        attempts.Count.ShouldBeGreaterThan(23);

        sandbox.Receiver.Status = 204;
        (await sandbox.AdvanceClockAsync("PT1H")).Expect(200);
        (await sandbox.AdvanceClockAsync("PT1H")).Expect(200);

        var events = await sandbox.InboxAsync(tenant);
        var taken = Of(tenant).Where(r => r.Status == 204).ToList();
        taken.Select(Type).Order(StringComparer.Ordinal).ShouldBe(events.Select(e => e.GetProperty("detailType").GetString()!).Order(StringComparer.Ordinal));
        taken.Select(r => r.Id).ShouldBeUnique(StringComparer.Ordinal);
        // Every attempt at an event had the id under which it was taken.
        foreach (var attempt in attempts)
            taken.Single(t => t.Id == attempt.Id).Body.ShouldBe(attempt.Body);
        (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/webhooks")).Expect(200).Body.GetRawText().ShouldBe("""{"waiting":0,"givenUp":[]}""");
    }

    [Fact]
    public async Task Everything_Is_Signed_Over_Its_Time_And_Body()
    {
        sandbox.Receiver.Status = 204;
        var tenant = await ConnectAsync();

        var webhook = Of(tenant)[0];
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{webhook.Timestamp}.{webhook.Body}")));
        webhook.Signature.ShouldBe("v1=" + expected);
        var body = JsonElement.Parse(webhook.Body);
        body.EnumerateObject().Select(m => m.Name).ShouldBe(["id", "type", "time", "detail"]);
        body.GetProperty("id").GetString().ShouldBe(webhook.Id);
        body.GetProperty("type").GetString().ShouldBe("Account Registered");
    }

    [Fact]
    public async Task Secret_That_Is_Gone_Loses_Nothing_And_Sends_Nothing_Unsigned()
    {
        sandbox.Receiver.Status = 204;
        // A function keeps a secret for five minutes: this one has to read it anew.
        await sandbox.FaultAsync("secretsmanager", "access-denied", "GetSecretValue", count: null);
        var tenant = await ConnectAsync();
        var sent = Of(tenant).Count;
        await sandbox.ClearFaultsAsync();
        (await sandbox.AdvanceClockAsync("PT10M")).Expect(200);
        (await sandbox.InboxAsync(tenant)).ShouldNotBeEmpty();

        sent.ShouldBeInRange(0, 1);
        Of(tenant).Select(Type).ShouldBe(["Account Registered"]);
    }

    private async Task<string> ConnectAsync()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        (await tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["accountName"] = "本番", ["stackInfo"] = stackInfo })).Expect(201);
        (await sandbox.InboxAsync(tenant.Name)).ShouldNotBeEmpty();
        return tenant.Name;
    }

    private IReadOnlyList<Received> Of(string tenant) => [.. sandbox.Receiver.All.Where(r => JsonElement.Parse(r.Body).GetProperty("detail").GetProperty("tenant").ValueEquals(tenant))];

    private static string Type(Received received) => JsonElement.Parse(received.Body).GetProperty("type").GetString()!;
}
