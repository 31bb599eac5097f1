using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

/// <summary>The table's keys as stored: content of one can never be read as another.</summary>
public sealed class KeyTests
{
    private const string Id = "222222222222222222222222";

    private static readonly TenantId s_tenant = TenantId.TryParse("tenant-a", out var tenant) ? tenant : throw new InvalidOperationException();

    [Fact]
    [Trait("Threat", "T27")]
    public void A_Tenants_Items_Have_The_Tenant_In_Their_Key()
    {
        Keys.Group(s_tenant, "g").ShouldBe(("GROUP#tenant-a", "g"));
        Keys.Account(s_tenant, "a").ShouldBe(("ACCOUNT#tenant-a", "a"));
        Keys.Secret(s_tenant, "a").ShouldBe(("SECRET#tenant-a", "a"));
        Keys.Schedule(s_tenant, "a").ShouldBe(("SCHEDULE#tenant-a", "a"));
        Keys.Audit(s_tenant, "a", 1).ShouldBe(("AUDIT#tenant-a#a", "0000000001"));
        Keys.OnboardingsOfGroup(s_tenant, "g").ShouldBe("GROUP#tenant-a#g");
    }

    [Fact]
    public void Permanently_Unique_Items_Have_Their_Own_Key()
    {
        RoleArn.TryParse("arn:aws:iam::111122223333:role/onboarding-connect-abc", out var role).ShouldBeTrue();

        Keys.Onboarding(OnboardingId.Parse(Id)!).ShouldBe(("ONBOARDING#" + Id, "ONBOARDING"));
        Keys.Invitation(OnboardingId.Parse(Id)!, Id).ShouldBe(("INVITATION#" + Id, Id));
        Keys.Role(role).ShouldBe(("ROLE#arn:aws:iam::111122223333:role/onboarding-connect-abc", "ROLE"));
    }

    [Fact]
    public void Events_Of_A_Connection_Share_A_Partition_In_The_Order_Of_Time()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_795_348_800_000);

        Keys.Event("xc", at, "Account-Registered#2").ShouldBe(("EVENT#2", "001795348800000#xc#Account-Registered#2"));
        Keys.Event("xc", at.AddMilliseconds(1), "Account-Detached#3").ShouldBe(("EVENT#2", "001795348800001#xc#Account-Detached#3"));
        string.CompareOrdinal(Keys.EventsFrom(at), Keys.Event("xc", at, "x").Sk).ShouldBeLessThan(0);
        Keys.Heartbeat(at).ShouldBe(("EVENT#HEARTBEAT", "001795348800000"));
    }

    [Fact]
    public void The_Indexes_Are_Spread_By_The_Last_Character_Of_An_Id()
    {
        const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

        Alphabet.Select(c => Keys.Due("x" + c)).ShouldBe(Enumerable.Range(0, 32).Select(i => $"DUE#{i % 16}"));
        Keys.State("expired", "xc").ShouldBe("STATE#expired#2");
        Keys.OnboardingOrder(DateTimeOffset.FromUnixTimeMilliseconds(1_795_348_800_000), OnboardingId.Parse(Id)!).ShouldBe("001795348800000#" + Id);
    }

    [Theory]
    [InlineData(Id, true)]
    [InlineData("22222222222222222222222", false)]
    [InlineData("2222222222222222222222222", false)]
    [InlineData("22222222222222222222222#", false)]
    [InlineData("22222222222222222222222l", false)]
    [InlineData(null, false)]
    public void An_Id_Of_An_Onboarding_Has_24_Characters_Of_The_Alphabet(string? text, bool valid) => (OnboardingId.Parse(text) is not null).ShouldBe(valid);
}
