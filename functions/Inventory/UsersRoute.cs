using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws.Query;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Inventory;

/// <summary><c>GET /v1/accounts/{accountId}/users</c>: the IAM users that a connection can see.</summary>
internal sealed class UsersRoute(Table table, ServiceSessions connections, Settings settings)
{
    /// <summary>How many users' tags are requested at the same time. IAM's rate limit applies to the customer's whole account.</summary>
    private const int AtOnce = 4;

    private const string ListUsers = "iam:ListUsers";

    public async Task<Answer> ListAsync(TenantRequest request, CancellationToken cancellation)
    {
        // The cursor is IAM's own marker, which only IAM can validate.
        var (page, refusal) = PageRequest.Of(request, _ => true);
        if (page is null)
            return refusal!;
        if (await AccountsFeature.FindAsync(table, request.Tenant, request.Path("accountId"), cancellation) is not { } account)
            return new Refusal(Errors.AccountNotFound);
        // Only profiles that can list users are asked to.
        if (!account.Allows(ListUsers))
            return Refusal.Of(Errors.PermissionMissing, ListUsers);
        (var session, refusal) = await connections.SessionAsync(account, "users", IamUsers.Actions, cancellation);
        if (session is null)
            return refusal!;
        using var iam = new QueryClient(QueryService.Iam, settings.HomeRegion, session.Credentials);
        return await ListAsync(new IamUsers(iam), page, cancellation);
    }

    private static async Task<Answer> ListAsync(IamUsers iam, Page page, CancellationToken cancellation)
    {
        var (listed, marker, refusal) = await iam.ListAsync(page.Limit, page.After, cancellation);
        if (listed is null)
            return refusal!;
        var views = new UserView?[listed.Count];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, listed.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop.Token }, async (i, token) =>
            {
                var (exists, email, denied) = await iam.EmailAsync(listed[i].Name, token);
                if (denied is not null)
                {
                    refusal = denied;
                    await stop.CancelAsync();
                }

                // Skip a user that was deleted meanwhile.
                views[i] = exists ? View(listed[i], email) : null;
            });
        }
        catch (Exception e) when (refusal is not null && e is OperationCanceledException or Aws.AwsFailureException)
        {
            return refusal;
        }

        return refusal is null
            ? Answer.Ok(new UserList([.. views.OfType<UserView>()], marker is null ? null : Page.Cursor(marker)), AnswersJson.Default.UserList)
            : refusal;
    }

    private static UserView View(ListedUser user, string? email) => new()
    {
        Name = BoundedText.Of(user.Name),
        Arn = BoundedText.Of(user.Arn),
        CreatedAt = UtcTime.Of(user.CreatedAt),
        PasswordLastUsed = UtcTime.Of(user.PasswordLastUsed),
        Email = email is null ? null : BoundedText.Of(email),
        Type = email is not null ? UserType.Human : user.PasswordLastUsed is not null ? UserType.Unknown : UserType.System,
    };
}
