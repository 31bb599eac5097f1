using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>Deletes a registration that is ended, all or nothing: the account, its role's claim and its place in its group go; the audit and the onboarding's id stay.</summary>
/// <remarks>The onboarding's item stays without its contents: its key is its external ID's hash, and so that is never minted again.</remarks>
internal sealed class Deletion(Table table)
{
    public async Task<Answer> RunAsync(OperatorRequest request, CancellationToken cancellation)
    {
        while (true)
        {
            var found = await Connection.FindAsync(table, request, cancellation);
            if (found.Connection is not { } connection)
                return found.Refusal;
            var state = connection.StateAt(request.Now);
            if (state is AccountStatus.Active or OnboardingStatus.Pending or OnboardingStatus.Verifying or OnboardingStatus.Completed)
                return Refusal.Of(Errors.RegistrationInUse, state);
            if (state is Connection.Deleted)
                return Tell(connection, [], request);
            var obstacles = await table.TransactAsync(Writes(connection, state, request), cancellation);
            if (obstacles is null)
                return Tell(connection, DeletionTexts.Deleted(connection.Account), request);
            // There was another decision meanwhile: read it again. Any other conflict means corrupt data.
            if (obstacles.At(Keys.Onboarding(connection.Onboarding.Id)) is null && (connection.Account is not { } account || obstacles.At(Keys.Account(account.Tenant, account.Id)) is null))
                throw new InvalidDataException("The registration's group, its role's claim or its audit is not as it must be.");
        }
    }

    private List<TransactWriteItem> Writes(Connection connection, string state, OperatorRequest request)
    {
        var decision = new Decision(Decisions.Deleted, request.By, request.Now)
            .With("state", state)
            .With("roleArn", connection.Account?.Role.Value)
            .With("groupId", connection.Account?.GroupId ?? connection.Onboarding.GroupId);
        var (head, entries) = connection.Ledger.Append(connection.Account is null ? decision : UnchangedChecks.State(decision, connection.Account));
        List<TransactWriteItem> writes = [table.Replace(Tombstone(connection.Onboarding, head, request).ToItem(), connection.Onboarding.Unchanged)];
        if (connection.Account is { } account)
            writes.AddRange(Writes(account, request.Now));
        writes.AddRange(entries.Select(table.Add));
        return writes;
    }

    // A detach frees the role's claim and holds the AWS account no longer, and what claims the role since is another registration.
    private IEnumerable<TransactWriteItem> Writes(AccountRecord account, DateTimeOffset now)
    {
        yield return table.Delete(account.Unchanged);
        // This function can't access its external ID: the sweeper deletes both.
        yield return table.Update(account.Schedule.Orphaned(now));
        // Closing has taken it out of its group's count, and its tenant's.
        if (account.Status != AccountStatus.Closed)
        {
            yield return table.Update(GroupCount.Minus(account.Tenant, account.GroupId));
            yield return table.Update(TenantCounts.AccountEnded(account.Tenant));
        }

        if (account.Status != AccountStatus.Degraded)
            yield break;
        yield return table.Delete(new Change(Keys.Role(account.Role)) { Condition = "accountId = :account" }.With("account", account.Id));
        yield return table.Delete(Holder.Release(account));
    }

    private static OnboardingRecord Tombstone(OnboardingRecord onboarding, AuditHead head, OperatorRequest request) => onboarding with
    {
        Status = onboarding.StatusAt(request.Now),
        ExternalId = null,
        AwsAccountId = null,
        PermissionsBoundaryArn = null,
        ConnectedFor = null,
        GivenName = null,
        Submission = null,
        NextTryAt = null,
        LastRefusal = null,
        RegisteredRoleArn = null,
        Audit = head,
        DeletedAt = request.Now,
        DeletedBy = request.Arn,
    };

    private static Answer Tell(Connection connection, IReadOnlyList<Text> deleted, OperatorRequest request) => Answer.Ok(
        new DeletionView(
            connection.View(request.Now),
            [.. deleted.Select(t => t.In(request.Language))],
            [.. DeletionTexts.Kept(connection.Account).Select(t => t.In(request.Language))]),
        AnswersJson.Default.DeletionView);
}
