
namespace Onboarding.Sandbox.Control;

/// <summary><c>/sandbox/roles</c>, <c>/sandbox/policies</c> and <c>/sandbox/accounts</c>: what customers change in IAM.</summary>
internal sealed class IdentityRoutes(SimulatedAws aws) : IControlRoutes
{
    /// <inheritdoc />
    public void Map(ControlMap routes)
    {
        routes.Add("PUT", "/sandbox/roles/{roleArn}/trust-policy", async context =>
            aws.PutTrustPolicy(Arn(context, "roleArn", ":role/"), await Policy(context)));
        routes.Add("PUT", "/sandbox/roles/{roleArn}/policies/{name}", async context =>
            aws.PutRolePolicy(Arn(context, "roleArn", ":role/"), ControlMap.Segment(context, "name"), await Policy(context)));
        routes.Add("DELETE", "/sandbox/roles/{roleArn}/policies/{name}", context =>
        {
            aws.DeleteRolePolicy(Arn(context, "roleArn", ":role/"), ControlMap.Segment(context, "name"));
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
        routes.Add("PUT", "/sandbox/roles/{roleArn}", ChangeRoleAsync);
        routes.Add("PUT", "/sandbox/policies/{policyArn}", async context =>
            aws.PutManagedPolicy(Arn(context, "policyArn", ":policy/"), await Policy(context)));
        routes.Add("PUT", "/sandbox/accounts/{accountId}/users/{name}", PutUserAsync);
        routes.Add("PUT", "/sandbox/accounts/{accountId}/summary", PutSummaryAsync);
    }

    private async Task ChangeRoleAsync(HttpContext context)
    {
        var role = await StrictBody.ReadAsync<RoleSettings>(context);
        aws.ChangeRole(Arn(context, "roleArn", ":role/"), role.MaxSessionDuration, role.PermissionsBoundaryArn, role.AttachedPolicies ?? []);
        context.Response.StatusCode = 204;
    }

    private async Task PutSummaryAsync(HttpContext context)
    {
        var entries = await StrictBody.ReadAsync<Dictionary<string, int>>(context);
        aws.PutAccountSummary(Accounts.Checked(ControlMap.Segment(context, "accountId")), entries);
        context.Response.StatusCode = 204;
    }

    private async Task PutUserAsync(HttpContext context)
    {
        var user = await StrictBody.ReadAsync<User>(context);
        aws.PutUser(
            Accounts.Checked(ControlMap.Segment(context, "accountId")),
            ControlMap.Segment(context, "name"),
            user.Tags ?? new Dictionary<string, string>(StringComparer.Ordinal),
            user.HasPassword,
            user.AccessKeys);
        context.Response.StatusCode = 204;
    }

    private static string Arn(HttpContext context, string name, string kind)
    {
        var arn = ControlMap.Segment(context, name);
        return arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Contains(kind, StringComparison.Ordinal)
            ? arn
            : throw new BadRequestException($"{name} is not an ARN with {kind} in it: percent-encode it into one segment of the path.");
    }

    private static Task<string> Policy(HttpContext context)
    {
        context.Response.StatusCode = 204;
        return StrictBody.PolicyAsync(context);
    }

    /// <summary>A role's settings besides its trust policy and inline policies; omitted ones are removed.</summary>
    internal sealed record RoleSettings
    {
        public int MaxSessionDuration { get; init; } = 3600;
        public string? PermissionsBoundaryArn { get; init; }
        public IReadOnlyList<string>? AttachedPolicies { get; init; }
    }

    internal sealed record User
    {
        public IReadOnlyDictionary<string, string>? Tags { get; init; }
        public bool HasPassword { get; init; }
        public int AccessKeys { get; init; }
    }
}
