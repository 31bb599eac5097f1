using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>A tenant's registered accounts: list, look, rename, move, detach, and what was decided about them.</summary>
internal sealed class AccountsFeature(Table table, Settings settings)
{
    public Task<Answer> HandleAsync(TenantRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "GET /v1/accounts" => ListAsync(request, cancellation),
        "GET /v1/accounts/{accountId}" => LookAsync(request, cancellation),
        "PATCH /v1/accounts/{accountId}" => ChangeAsync(request, cancellation),
        "DELETE /v1/accounts/{accountId}" => DetachAsync(request, cancellation),
        "POST /v1/accounts/{accountId}/pause" => new Pausing(table, ShowAsync).PauseAsync(request, cancellation),
        "POST /v1/accounts/{accountId}/resume" => new Pausing(table, ShowAsync).ResumeAsync(request, cancellation),
        "GET /v1/accounts/{accountId}/access" => AccessAsync(request, cancellation),
        "GET /v1/accounts/{accountId}/checks" => new AccountHistory(table).ChecksAsync(request, cancellation),
        "GET /v1/accounts/{accountId}/audit" => new AccountHistory(table).AuditAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    private async Task<Answer> ListAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (page, refusal) = PageRequest.Of(request, key => OnboardingId.Parse(key) is not null);
        if (page is null)
            return refusal!;
        var (group, status) = (request.Query("groupId"), request.Query("status"));
        if (status is not (null or AccountStatus.Active or AccountStatus.Degraded or AccountStatus.Detached or AccountStatus.Closed))
            return Request.Malformed("“status” must be active, degraded, detached or closed.", "「status」は active、degraded、detached、closed のいずれかです。");
        if (group is not null && GroupId.Parse(request.Tenant, group) is null)
            return new Refusal(Errors.GroupNotFound);

        string?[] conditions = [group is null ? null : "groupId = :group", status is null ? null : "#status = :status"];
        var list = new ItemList(table, Keys.AccountsOf(request.Tenant))
        {
            Filter = conditions.All(c => c is null) ? null : string.Join(" AND ", conditions.Where(c => c is not null)),
            Names = status is null ? null : new(StringComparer.Ordinal) { ["#status"] = "status" },
        };
        if (group is not null)
            list.With("group", group);
        if (status is not null)
            list.With("status", status);
        var (items, cursor) = await list.ReadAsync(page, cancellation);
        var schedules = await SchedulesAsync(request.Tenant, items, cancellation);
        var accounts = items.Readable(i => AccountRecord.Of(i, Schedule.Of(schedules.GetValueOrDefault(i.Text("sk")))));
        var (views, next) = AnswerSize.Fit(
            [.. accounts.Select(a => new Listed<AccountView>(a.Id, AccountView.Of(a, settings, request.Language)))], cursor, AnswersJson.Default.AccountView);
        return Answer.Ok(new AccountList(views, Page.CursorOrNull(next)), AnswersJson.Default.AccountList);
    }

    private async Task<Dictionary<string, Item>> SchedulesAsync(TenantId tenant, IReadOnlyList<Item> accounts, CancellationToken cancellation) => accounts.Count == 0
        ? []
        : (await new ItemList(table, Keys.SchedulesOf(tenant)).ReadBetweenAsync(accounts[0].Text("sk"), accounts[^1].Text("sk"), cancellation)).ToDictionary(i => i.Text("sk"), StringComparer.Ordinal);

    private async Task<Answer> LookAsync(TenantRequest request, CancellationToken cancellation) =>
        await FindAsync(request, cancellation) is { } account ? await ShowAsync(account, request, cancellation) : new Refusal(Errors.AccountNotFound);

    private async Task<Answer> ChangeAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = request.ReadBody(FunctionsJson.Api.AccountChange);
        if (body is null)
            return refusal!;
        DisplayName? name = null;
        if (body.Name is not null && !DisplayName.TryParse(body.Name, out name))
            return new Refusal(Errors.NameInvalid);
        if (name is null && body.GroupId is null)
            return Request.Malformed("Nothing to change: specify “name”, “groupId” or both.", "変更する項目がありません。「name」または「groupId」を指定してください。");
        if (body.GroupId is not null && GroupId.Parse(request.Tenant, body.GroupId) is null)
            return new Refusal(Errors.GroupNotFound);
        return await FindAsync(request, cancellation) is { } account
            ? await ChangeAsync(account, name?.Value, body.GroupId, request, cancellation)
            : new Refusal(Errors.AccountNotFound);
    }

    private async Task<Answer> ChangeAsync(AccountRecord account, string? name, string? groupId, TenantRequest request, CancellationToken cancellation)
    {
        var by = await request.ByAsync(cancellation);
        var changed = await new AccountDecisions(table).WriteAsync(account, Decide, cancellation);
        return changed.Account switch
        {
            null => new Refusal(changed.IsGone ? Errors.AccountNotFound : Errors.GroupNotFound),
            { Status: AccountStatus.Closed } => new Refusal(Errors.AccountDetached),
            var now => await ShowAsync(now, request, cancellation),
        };

        AccountDecision? Decide(AccountRecord now)
        {
            var renamed = name is not null && !string.Equals(name, now.Name, StringComparison.Ordinal);
            var moved = groupId is not null && !string.Equals(groupId, now.GroupId, StringComparison.Ordinal);
            if (now.Status == AccountStatus.Closed || (!renamed && !moved))
                return null;
            var decision = new Decision(moved ? Decisions.Moved : Decisions.Renamed, by, request.Now)
                .With("name", renamed ? name : null).With("nameBefore", renamed ? now.Name : null)
                .With("groupId", moved ? groupId : null).With("groupIdBefore", moved ? now.GroupId : null);
            return new AccountDecision(now with { Name = name ?? now.Name, GroupId = groupId ?? now.GroupId }, decision);
        }
    }

    private async Task<Answer> DetachAsync(TenantRequest request, CancellationToken cancellation)
    {
        if (await FindAsync(request, cancellation) is not { } account)
            return new Refusal(Errors.AccountNotFound);
        var by = await request.ByAsync(cancellation);
        // Detaching again has the effect that was asked for.
        var detached = await new AccountDecisions(table).WriteAsync(
            account, now => now.Status is AccountStatus.Active or AccountStatus.Degraded ? Detached(now, by, request) : null, cancellation);
        return detached.Account switch
        {
            null => detached.IsGone ? new Refusal(Errors.AccountNotFound) : throw new InvalidDataException("The account's role is claimed by another account."),
            { Status: AccountStatus.Closed } => new Refusal(Errors.AccountDetached),
            var now => Answer.Ok(new DetachView(CleanupView.Of(now, request.Language)), AnswersJson.Default.DetachView),
        };
    }

    /// <summary>The end of the connection: the role is no longer used, it can be registered again, and cleanup is needed.</summary>
    private AccountDecision Detached(AccountRecord account, string by, TenantRequest request)
    {
        var detached = account with
        {
            Status = AccountStatus.Detached,
            DegradedSince = null,
            DetachedAt = request.Now,
            Language = request.Language,
            Schedule = account.Schedule with { DueAt = ReminderSchedule.After(request.Now, request.Now) },
        };
        var release = new Change(Keys.Role(account.Role)) { Condition = "accountId = :account" };
        return new AccountDecision(
            detached,
            new Decision(Decisions.Detached, by, request.Now),
            (decided, _) => [table.Delete(release.With("account", account.Id)), table.Delete(Holder.Release(account)), table.Add(Outbox.Event(EventTypes.AccountDetached, decided, request.Now))]);
    }

    /// <summary>Reads an account of a tenant; another tenant's does not exist.</summary>
    public static async Task<AccountRecord?> FindAsync(Table table, TenantId tenant, string id, CancellationToken cancellation) =>
        OnboardingId.Parse(id) is { } accountId ? await AccountRecord.FindAsync(table, tenant, accountId.Value, cancellation) : null;

    private Task<AccountRecord?> FindAsync(TenantRequest request, CancellationToken cancellation) =>
        FindAsync(table, request.Tenant, request.Path("accountId"), cancellation);

    private async Task<Answer> AccessAsync(TenantRequest request, CancellationToken cancellation) =>
        await FindAsync(request, cancellation) is { } account ? await AccessList.ReadAsync(table, account, request, cancellation) : new Refusal(Errors.AccountNotFound);

    private async Task<Answer> ShowAsync(AccountRecord account, TenantRequest request, CancellationToken cancellation)
    {
        var stopped = StoppedAccess.ReadAsync(table, account, request.Now, cancellation);
        var lastCheck = await Evidence.OfLastAsync(table, account, request.Language, cancellation);
        return Answer.Ok(AccountView.Of(account, lastCheck, settings, request.Language) with { Stopped = await stopped }, AnswersJson.Default.AccountView);
    }
}
