using Onboarding.Functions.Invitations;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using static Onboarding.Tests.Registry.Registering;

namespace Onboarding.Tests.Registry;

/// <summary>Invitations where the API alone cannot reach them: what happens between two of its reads.</summary>
[Collection(Tables.Name)]
public sealed class InvitationTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Threat", "T55")]
    public async Task An_Invitation_That_Is_Revoked_While_Its_Registration_Is_Proven_Registers_Nothing()
    {
        var table = await fixture.NewTableAsync();
        var (onboarding, invitation) = await InvitedAsync(table);
        (await table.UpdateAsync(invitation.Revoked(s_now), CancellationToken.None)).Changed.ShouldBeTrue();

        var answer = await RegisterByAsync(table, onboarding, invitation.Id);

        answer.Account.ShouldBeNull();
        answer.Refusal?.Error.ShouldBe(Errors.InvitationNotFound);
        (await OnboardingsFeature.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, CancellationToken.None))!.Status.ShouldBe(OnboardingStatus.Pending);
        (await Registrar.FindLiveAccountAsync(table, onboarding, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    [Trait("Threat", "T55")]
    public async Task An_Invitation_That_Expires_While_Its_Registration_Is_Proven_Is_Used_In_Time()
    {
        var table = await fixture.NewTableAsync();
        var (onboarding, invitation) = await InvitedAsync(table);

        var answer = await RegisterByAsync(table, onboarding, invitation.Id);

        answer.IsNew.ShouldBeTrue();
        var used = InvitationRecord.Of((await table.GetAsync(Keys.Invitation(onboarding.Id, invitation.Id), CancellationToken.None)).ShouldNotBeNull());
        (used.UsedAt, used.IsActive(s_now), used.StatusAt(s_now, onboarding)).ShouldBe((s_now, false, InvitationStatus.Used));
        (await table.UpdateAsync(used.Revoked(s_now), CancellationToken.None)).Changed.ShouldBeFalse("what was used cannot be revoked");
    }

    [Fact]
    public async Task An_Item_Holds_No_Token_And_Is_Deleted_A_Week_After_It_Has_Expired()
    {
        var table = await fixture.NewTableAsync();
        var (_, invitation) = await InvitedAsync(table);
        var item = invitation.ToItem();

        InvitationRecord.Of(item).ShouldBeEquivalentTo(invitation);
        item.Integer(TableSchema.TimeToLive).ShouldBe(invitation.ExpiresAt.AddDays(7).ToUnixTimeSeconds());
    }

    [Fact]
    public void Whatever_Is_Not_Submitted_By_An_Invitation_Stays_When_It_Is_Revoked()
    {
        DisplayName.TryParse("Main", out var name).ShouldBeTrue();
        var minted = MintedOnboarding.At(s_now);
        var submitted = minted with { Status = OnboardingStatus.Verifying, Submission = new Submission(name, RoleOf(minted), null, Consent.ByHand) { InvitationId = "b" }, SubmittedAt = s_now };

        OnboardingRecord.Of(submitted.ToItem()).Submission!.InvitationId.ShouldBe("b");
        submitted.WithoutSubmissionOf("a").ShouldBe(submitted);
        minted.WithoutSubmissionOf("a").ShouldBe(minted);
        var withdrawn = submitted.WithoutSubmissionOf("b");
        (withdrawn.Status, withdrawn.Submission, withdrawn.SubmittedAt, withdrawn.LastRole!.Role).ShouldBe((OnboardingStatus.Pending, null, null, RoleOf(minted)));
    }

    private static async Task<(OnboardingRecord Onboarding, InvitationRecord Invitation)> InvitedAsync(Table table)
    {
        var onboarding = await StoreAsync(table, MintedOnboarding.At(s_now));
        var token = InvitationToken.Mint(onboarding.Id);
        var invitation = new InvitationRecord
        {
            Onboarding = onboarding.Id,
            Id = token.Id,
            Tenant = onboarding.Tenant,
            TokenHash = token.Hash,
            CreatedAt = s_now,
            CreatedBy = "user:somebody",
            ExpiresAt = s_now,
        };
        (await table.AddAsync(invitation.ToItem(), CancellationToken.None)).ShouldBeTrue();
        return (onboarding, invitation);
    }

    private static Task<Registration> RegisterByAsync(Table table, OnboardingRecord onboarding, string invitationId)
    {
        DisplayName.TryParse("Main account", out var name).ShouldBeTrue();
        var submission = new Submission(name, RoleOf(onboarding), null, Consent.ByHand) { InvitationId = invitationId };
        var verdict = new Verdict { Check = new Check(s_now, Check.Passed, []) };
        return new Registrar(table, ProductSettings.Of("visitors").Limits).RegisterAsync(
            onboarding, submission, verdict, "invitation:" + invitationId, Language.English, s_now, CancellationToken.None);
    }
}
