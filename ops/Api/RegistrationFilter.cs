namespace Onboarding.Ops.Api;

/// <summary>Which registrations are asked for.</summary>
/// <param name="State">Only those in this state.</param>
/// <param name="OlderThan">Only those that have been in their state for longer.</param>
/// <param name="Tenant">Only this tenant's.</param>
/// <param name="AwsAccount">Only those of the AWS account with this ID.</param>
internal sealed record RegistrationFilter(string State = RegistrationFilter.All, Age? OlderThan = null, string? Tenant = null, string? AwsAccount = null)
{
    /// <summary>Every state.</summary>
    public const string All = "all";

    /// <summary>What the API takes as a state.</summary>
    public static IReadOnlyList<string> States { get; } =
        [All, "stale", "active", "paused", "degraded", "detached", "closed", "pending", "verifying", "expired", "cancelled"];

    /// <summary>The filter as the API's query has it.</summary>
    public void WriteTo(Dictionary<string, string> query)
    {
        query["state"] = State;
        if (OlderThan is { } age)
            query["olderThan"] = age.Iso;
        if (Tenant is not null)
            query["tenant"] = Tenant;
        if (AwsAccount is not null)
            query["awsAccountId"] = AwsAccount;
    }
}
