using Amazon.SecurityToken.Model;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Sessions;

/// <summary>Hands sessions in customers' accounts to the vendor's software: one read, the access role for just this connection, the customer's role.</summary>
internal sealed class SessionsFeature(Table table, ConnectionRole role, Settings settings)
{
    public Task<Answer> HandleAsync(ProductRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "POST /product/v1/connections/{connectionId}/sessions" => HandOutAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    private async Task<Answer> HandOutAsync(ProductRequest request, CancellationToken cancellation)
    {
        var (order, refusal) = SessionOrder.Of(request);
        if (order is null)
            return refusal!;
        if (settings.ProductCallers?.RefusePurpose(request.Caller, order.Purpose) is { } wrongPurpose)
            return wrongPurpose;
        if (OnboardingId.Parse(request.Path("connectionId")) is not { } id)
            return new Refusal(Errors.ConnectionNotFound);
        (var connection, refusal) = await UsableConnection.ReadAsync(table, order.Tenant, id, cancellation);
        if (connection is null)
            return refusal!;
        return settings.ProductCallers?.RefuseProfile(request.Caller, connection.Account.Profile.Name) is { } wrongProfile
            ? wrongProfile
            : await HandOutAsync(connection, order, order.ToEntry(id, request, await request.ByAsync(order.Tenant, cancellation)), cancellation);
    }

    private async Task<Answer> HandOutAsync(UsableConnection connection, SessionOrder order, AccessEntry entry, CancellationToken cancellation)
    {
        var access = await role.OpenAsync(connection, entry.SessionName, cancellation);
        var assuming = access.AssumeAsync(order, entry.SessionName, cancellation);
        // A session that couldn't be shown isn't given out: without its entry, it ends here.
        await Task.WhenAll(table.AddAsync(entry.ToItem(), cancellation), assuming);
        var assumed = await assuming;
        if (assumed.Credentials is { } credentials)
        {
            Metrics.Add(Metric.SessionsHandedOut);
            return Answer.Ok(View(connection, credentials, entry), AnswersJson.Default.SessionView);
        }

        // If the outcome is unknown, CloudTrail can show a session with that name, so the entry stays.
        if (assumed.IsCertain)
            await TakeBackAsync(entry, cancellation);
        return assumed.Refusal ?? throw assumed.Failure!;
    }

    private async Task TakeBackAsync(AccessEntry entry, CancellationToken cancellation)
    {
        try
        {
            await table.DeleteAsync(entry.Key, cancellation);
        }
        catch (AwsFailureException e)
        {
            // It is better to show a session that wasn't given out than to hide one that was.
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
        }
    }

    private static SessionView View(UsableConnection connection, Credentials credentials, AccessEntry entry) => new()
    {
        Credentials = new CredentialsView(
            credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken, UtcTime.Of(new DateTimeOffset(credentials.Expiration!.Value.ToUniversalTime()))),
        AwsAccountId = connection.Account.Role.AccountId.Value,
        Region = connection.Account.Region,
        RoleArn = connection.Account.Role.Value,
        SessionName = entry.SessionName,
    };
}
