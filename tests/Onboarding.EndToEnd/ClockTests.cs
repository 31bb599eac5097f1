namespace Onboarding.EndToEnd;

/// <summary>What later days bring.</summary>
[Collection(MovingClock.Name)]
public sealed class ClockTests(SandboxProcess sandbox)
{
    [Fact]
    [Trait("Threat", "T7")]
    public async Task An_Onboarding_Expires_After_72_Hours_And_Cannot_Be_Completed()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync();
        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());

        (await sandbox.AdvanceClockAsync("PT71H59M")).Expect(200);
        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("pending");
        (await sandbox.AdvanceClockAsync("PT1M")).Expect(200);

        (await tenant.GetAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(200)["status"].ShouldBe("expired");
        (await tenant.RegisterAsync(onboarding, stackInfo)).Refusal.ShouldBe((409, "onboarding-expired"));
        (await tenant.DeleteAsync($"/v1/onboardings/{onboarding["id"]}")).Refusal.ShouldBe((409, "onboarding-expired"));
        (await tenant.GetAsync($"/v1/groups/{onboarding["groupId"]}/onboardings")).Expect(200).Body.GetProperty("onboardings")[0].GetProperty("status").GetString().ShouldBe("expired");
    }
}
