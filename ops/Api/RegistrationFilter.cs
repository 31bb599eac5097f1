namespace Onboarding.Ops.Api;

/// <summary>Which registrations are asked for.</summary>
/// <param name="State">Only those in this state.</param>
/// <param name="OlderThan">Only those that have been in their state for longer.</param>
internal sealed record RegistrationFilter(string State = RegistrationFilter.All, Age? OlderThan = null)
{
    /// <summary>Every state.</summary>
    public const string All = "all";

    /// <summary>What the API takes as a state.</summary>
    public static IReadOnlyList<string> States { get; } =
        [All, "stale", "active", "paused", "degraded", "detached", "closed", "pending", "verifying", "expired", "cancelled"];

    /// <summary>Only this tenant's.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only those of the AWS account with this ID.</summary>
    public string? AwsAccount { get; init; }

    /// <summary>Only those with this in their name.</summary>
    public string? Name { get; init; }

    /// <summary>Only those with this profile.</summary>
    public string? Profile { get; init; }

    /// <summary>Only those with this version of the template, or before it.</summary>
    public string? TemplateVersion { get; init; }

    /// <summary>At most so many; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The filter as the API's query has it.</summary>
    public void WriteTo(Dictionary<string, string> query)
    {
        query["state"] = State;
        Write("olderThan", OlderThan?.Iso);
        Write("tenant", Tenant);
        Write("awsAccountId", AwsAccount);
        Write("name", Name);
        Write("profile", Profile);
        Write("templateVersion", TemplateVersion);

        void Write(string member, string? value)
        {
            if (value is not null)
                query[member] = value;
        }
    }
}
