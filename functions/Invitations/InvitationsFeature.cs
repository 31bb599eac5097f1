using Onboarding.Functions.Audit;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Invitations;

/// <summary>Inviting a colleague with AWS rights to complete an onboarding, seeing who was invited, and revoking it.</summary>
internal sealed class InvitationsFeature(Table table, Settings settings)
{
    /// <summary>So many invitations of one onboarding can be active at a time. Of those that are made at one moment a few more can be.</summary>
    private const int MaxActive = 20;

    private const int MostListed = 100;

    public Task<Answer> HandleAsync(TenantRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "POST /v1/onboardings/{onboardingId}/invitations" => InviteAsync(request, cancellation),
        "GET /v1/onboardings/{onboardingId}/invitations" => ListAsync(request, cancellation),
        "DELETE /v1/onboardings/{onboardingId}/invitations/{invitationId}" => RevokeAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    private async Task<Answer> InviteAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (body, malformed) = request.ReadBody(FunctionsJson.Api.InvitationBody);
        if (body is null)
            return malformed!;
        if (body.ExpiresInHours is < 1 or > InvitationRecord.MaxHours)
            return Request.Malformed($"“expiresInHours” must be a whole number from 1 to {InvitationRecord.MaxHours}.", $"「expiresInHours」には 1〜{InvitationRecord.MaxHours} の整数を指定してください。");
        InvitationNote? note = null;
        if (body.Note is not null && !InvitationNote.TryParse(body.Note, out note))
        {
            return Request.Malformed(
                $"“note” has 1 to {InvitationNote.MaxTextElements} characters of plain text, without control or direction characters.",
                $"「note」は {InvitationNote.MaxTextElements} 文字以内のプレーンテキストで指定してください。制御文字や、文字の方向を変える文字は使用できません。");
        }

        if (await FindAsync(request, cancellation) is not { } onboarding)
            return new Refusal(Errors.OnboardingNotFound);
        if (OnboardingsFeature.WhyUnusable(onboarding, request.Now) is { } unusable)
            return unusable;
        if ((await ReadAsync(onboarding, cancellation)).Count(i => i.IsActive(request.Now)) >= MaxActive)
            return LimitReached.Invitations(MaxActive);
        return await InviteAsync(onboarding, body.ExpiresInHours ?? InvitationRecord.MaxHours, note, request, cancellation);
    }

    private async Task<Answer> InviteAsync(OnboardingRecord onboarding, int hours, InvitationNote? note, TenantRequest request, CancellationToken cancellation)
    {
        var token = InvitationToken.Mint(onboarding.Id);
        var (by, latest) = (await request.ByAsync(cancellation), request.Now.AddHours(hours));
        var invitation = new InvitationRecord
        {
            Onboarding = onboarding.Id,
            Id = token.Id,
            Tenant = request.Tenant,
            TokenHash = token.Hash,
            Note = note?.Value,
            CreatedAt = request.Now,
            CreatedBy = by,
            ExpiresAt = latest < onboarding.ExpiresAt ? latest : onboarding.ExpiresAt,
        };
        var decision = new Decision(Decisions.Invited, by, request.Now).With("invitationId", invitation.Id).With("expiresAt", UtcTime.Of(invitation.ExpiresAt).ToString());
        var decided = await new OnboardingDecisions(table).WriteAsync(onboarding, o => o, decision, cancellation, _ => table.Add(invitation.ToItem()));
        return decided is null || OnboardingsFeature.WhyUnusable(decided, request.Now) is not null
            ? OnboardingDecisions.WhyEnded(decided, request.Now)
            : Answer.Created(new NewInvitationView(invitation.Id, $"{settings.InvitationUrl}#{token.Value}", UtcTime.Of(invitation.ExpiresAt)), AnswersJson.Default.NewInvitationView);
    }

    private async Task<Answer> ListAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (page, refusal) = PageRequest.Of(request, InvitationToken.IsId);
        if (page is null)
            return refusal!;
        if (await FindAsync(request, cancellation) is not { } onboarding)
            return new Refusal(Errors.OnboardingNotFound);
        var (items, cursor) = await new ItemList(table, Keys.InvitationsOf(onboarding.Id)).ReadAsync(page, cancellation);
        InvitationView[] views = [.. items.Readable(InvitationRecord.Of).Where(i => i.Tenant == request.Tenant).Select(i => View(i, onboarding, request.Now))];
        return Answer.Ok(new InvitationList(views, Page.CursorOrNull(cursor)), AnswersJson.Default.InvitationList);
    }

    /// <summary>Revokes an invitation, and takes back what its visitor submitted and has not been registered yet. Revoking again has the effect that was asked for.</summary>
    private async Task<Answer> RevokeAsync(TenantRequest request, CancellationToken cancellation)
    {
        var id = request.Path("invitationId");
        if (await FindAsync(request, cancellation) is not { } onboarding)
            return new Refusal(Errors.OnboardingNotFound);
        if (!InvitationToken.IsId(id) || await table.GetAsync(Keys.Invitation(onboarding.Id, id), cancellation) is not { } item || InvitationRecord.Of(item) is not { } invitation || invitation.Tenant != request.Tenant)
            return new Refusal(Errors.InvitationNotFound);
        if (invitation.RevokedAt is not null)
            return Answer.NoContent();
        if (invitation.UsedAt is not null || OnboardingsFeature.WhyUnusable(onboarding, request.Now) is not null)
            return OnboardingDecisions.WhyEnded(onboarding, request.Now);
        var decision = new Decision(Decisions.InvitationRevoked, await request.ByAsync(cancellation), request.Now).With("invitationId", id);
        var decided = await new OnboardingDecisions(table).WriteAsync(onboarding, o => o.WithoutSubmissionOf(id), decision, cancellation, _ => table.Update(invitation.Revoked(request.Now)));
        // Someone else revoked it at the same moment, or it was used: the table's current item decides.
        return decided is null || OnboardingsFeature.WhyUnusable(decided, request.Now) is not null
            ? await IsRevokedAsync(onboarding, id, cancellation) ? Answer.NoContent() : OnboardingDecisions.WhyEnded(await FindAsync(request, cancellation), request.Now)
            : Answer.NoContent();
    }

    private async Task<bool> IsRevokedAsync(OnboardingRecord onboarding, string id, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Invitation(onboarding.Id, id), cancellation) is { } item && InvitationRecord.Of(item).RevokedAt is not null;

    private Task<OnboardingRecord?> FindAsync(TenantRequest request, CancellationToken cancellation) =>
        OnboardingsFeature.FindAsync(table, request.Tenant, request.Path("onboardingId"), cancellation);

    private async Task<IReadOnlyList<InvitationRecord>> ReadAsync(OnboardingRecord onboarding, CancellationToken cancellation)
    {
        var (items, _) = await new ItemList(table, Keys.InvitationsOf(onboarding.Id)).ReadAsync(new Page(MostListed, null), cancellation);
        return [.. items.Readable(InvitationRecord.Of)];
    }

    private static InvitationView View(InvitationRecord invitation, OnboardingRecord onboarding, DateTimeOffset now) => new()
    {
        Id = invitation.Id,
        Status = invitation.StatusAt(now, onboarding),
        Note = invitation.Note,
        CreatedBy = invitation.CreatedBy,
        CreatedAt = UtcTime.Of(invitation.CreatedAt),
        ExpiresAt = UtcTime.Of(invitation.ExpiresAt),
        UsedAt = UtcTime.Of(invitation.UsedAt),
        RevokedAt = UtcTime.Of(invitation.RevokedAt),
    };
}
