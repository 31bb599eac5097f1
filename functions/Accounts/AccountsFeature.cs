using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>A tenant's registered accounts: list, look, rename, move, detach.</summary>
internal sealed class AccountsFeature(Table table)
{
    private static readonly TimeSpan s_firstReminder = TimeSpan.FromDays(1);

    public Task<Answer> HandleAsync(Request request, CancellationToken cancellation) => request.RouteKey switch
    {
        "GET /v1/accounts" => ListAsync(request, cancellation),
        "GET /v1/accounts/{accountId}" => LookAsync(request, cancellation),
        "PATCH /v1/accounts/{accountId}" => ChangeAsync(request, cancellation),
        "DELETE /v1/accounts/{accountId}" => DetachAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    private async Task<Answer> ListAsync(Request request, CancellationToken cancellation)
    {
        var (page, refusal) = Page.Of(request, Keys.AccountPrefix);
        if (page is null)
            return refusal!;
        var (group, status) = (request.Query("groupId"), request.Query("status"));
        if (status is not (null or AccountStatus.Active or AccountStatus.Degraded or AccountStatus.Detached or AccountStatus.Closed))
            return Request.Malformed("“status” is active, degraded, detached or closed.", "「status」は active、degraded、detached、closed のいずれかです。");
        if (group is not null && GroupId.Parse(request.Tenant, group) is null)
            return new Refusal(Errors.GroupNotFound);

        string?[] conditions = [group is null ? null : "groupId = :group", status is null ? null : "#status = :status"];
        var list = new TenantList(table, request.Tenant, Keys.AccountPrefix)
        {
            Filter = conditions.All(c => c is null) ? null : string.Join(" AND ", conditions.Where(c => c is not null)),
            Names = status is null ? null : new(StringComparer.Ordinal) { ["#status"] = "status" },
        };
        if (group is not null)
            list.With("group", group);
        if (status is not null)
            list.With("status", status);
        var (items, cursor) = await list.ReadAsync(page, cancellation);
        var views = items.Select(i => AccountView.Of(AccountRecord.Of(i), request.Language));
        return Answer.Ok(new AccountList([.. views], cursor), FunctionsJson.Api.AccountList);
    }

    private async Task<Answer> LookAsync(Request request, CancellationToken cancellation) =>
        await FindAsync(request, cancellation) is { } account ? Show(account, request) : new Refusal(Errors.AccountNotFound);

    private async Task<Answer> ChangeAsync(Request request, CancellationToken cancellation)
    {
        var (body, refusal) = request.ReadBody(FunctionsJson.Api.AccountChange);
        if (body is null)
            return refusal!;
        DisplayName? name = null;
        if (body.Name is not null && !DisplayName.TryParse(body.Name, out name))
            return new Refusal(Errors.NameInvalid);
        if (name is null && body.GroupId is null)
            return Request.Malformed("The body changes nothing: give “name”, “groupId” or both.", "変更する項目がありません。「name」または「groupId」を指定してください。");
        if (body.GroupId is not null && GroupId.Parse(request.Tenant, body.GroupId) is null)
            return new Refusal(Errors.GroupNotFound);
        if (await FindAsync(request, cancellation) is not { } account)
            return new Refusal(Errors.AccountNotFound);

        var wanted = account with { Name = name?.Value ?? account.Name, GroupId = body.GroupId ?? account.GroupId };
        return wanted.GroupId == account.GroupId
            ? await RenameAsync(request, wanted, cancellation)
            : await MoveAsync(request, account, wanted, cancellation);
    }

    private async Task<Answer> RenameAsync(Request request, AccountRecord wanted, CancellationToken cancellation)
    {
        var change = new Change(Keys.Account(request.Tenant, wanted.Id)) { Update = "SET #name = :name", Condition = "attribute_exists(pk)" };
        var (changed, item) = await table.UpdateAsync(change.Named("name").With("name", wanted.Name), cancellation);
        return changed ? Show(AccountRecord.Of(item!), request) : new Refusal(Errors.AccountNotFound);
    }

    private async Task<Answer> MoveAsync(Request request, AccountRecord account, AccountRecord wanted, CancellationToken cancellation)
    {
        var move = new Change(Keys.Account(request.Tenant, account.Id))
        {
            Update = "SET groupId = :to, #name = :name",
            Condition = "groupId = :from",
        };
        var obstacles = await table.TransactAsync(
            [
                table.Update(move.Named("name").With("to", wanted.GroupId).With("name", wanted.Name).With("from", account.GroupId)),
                table.Update(GroupCount.Minus(request.Tenant, account.GroupId)),
                table.Update(GroupCount.Plus(request.Tenant, wanted.GroupId)),
            ],
            cancellation);
        if (obstacles is null)
            return Show(wanted, request);
        if (obstacles[2] is not null)
            return new Refusal(Errors.GroupNotFound);
        // Somebody else moved it meanwhile: look again and do what was asked for from there.
        return await ChangeAsync(request, cancellation);
    }

    private async Task<Answer> DetachAsync(Request request, CancellationToken cancellation)
    {
        if (await FindAsync(request, cancellation) is not { } account)
            return new Refusal(Errors.AccountNotFound);
        if (account.Status == AccountStatus.Closed)
            return new Refusal(Errors.AccountDetached);
        if (account.Status != AccountStatus.Detached)
            account = await DetachAsync(account, request.Now, cancellation);
        return Answer.Ok(new DetachView(CleanupView.Of(account, request.Language)), FunctionsJson.Api.DetachView);
    }

    /// <summary>Ends the connection: the role is no longer used, it is free to be registered anew, and cleanup is owed.</summary>
    private async Task<AccountRecord> DetachAsync(AccountRecord account, DateTimeOffset now, CancellationToken cancellation)
    {
        var detached = account with { Status = AccountStatus.Detached, DetachedAt = now, DueAt = now + s_firstReminder };
        var change = new Change(Keys.Account(account.Tenant, account.Id))
        {
            Update = "SET #status = :detached, detachedAt = :now, duePk = :duePk, dueAt = :dueAt",
            Condition = "#status IN (:active, :degraded)",
        };
        var release = new Change(Keys.Role(account.Role)) { Condition = "accountId = :account" };
        var obstacles = await table.TransactAsync(
            [
                table.Update(change.Named("status")
                    .With("detached", AccountStatus.Detached).With("active", AccountStatus.Active).With("degraded", AccountStatus.Degraded)
                    .With("now", now).With("duePk", Keys.Due(account.Id)).With("dueAt", detached.DueAt)),
                table.Delete(release.With("account", account.Id)),
                table.Add(Outbox.Event(Outbox.AccountDetached, detached, now)),
            ],
            cancellation);
        if (obstacles is null)
            return detached;
        return obstacles[0]?.Item is { } other && AccountRecord.Of(other) is { DetachedAt: not null } already
            ? already
            : throw new InvalidDataException("The account's role is claimed by another account.");
    }

    private async Task<AccountRecord?> FindAsync(Request request, CancellationToken cancellation) =>
        Onboardings.OnboardingId.Parse(request.Path("accountId")) is { } id
        && await table.GetAsync(Keys.Account(request.Tenant, id.Value), cancellation) is { } item
            ? AccountRecord.Of(item)
            : null;

    private static Answer Show(AccountRecord account, Request request) => Answer.Ok(AccountView.Of(account, request.Language), FunctionsJson.Api.AccountView);
}
