using Onboarding.Functions.Audit;

namespace Onboarding.Functions.Accounts;

/// <summary>The event that the vendor's other systems get when a connection changes. It contains no secret. The schemas are in <c>docs/events/</c>.</summary>
internal sealed record EventDetail
{
    public required string Tenant { get; init; }

    /// <summary>The id of the onboarding, and of the account that it became.</summary>
    public required string AccountId { get; init; }

    /// <summary>Absent when nothing was registered.</summary>
    public string? AccountName { get; init; }

    public required string GroupId { get; init; }

    public string? AwsAccountId { get; init; }

    public string? RoleArn { get; init; }

    public string? StackId { get; init; }

    public required string Region { get; init; }

    public required string Profile { get; init; }

    /// <summary>The status since then.</summary>
    public required string Status { get; init; }

    /// <summary>The error code, of a connection that broke.</summary>
    public string? Code { get; init; }

    /// <summary>The version of the template that the role has, when a newer one is available.</summary>
    public string? TemplateVersion { get; init; }

    /// <summary>The newer version.</summary>
    public string? AvailableVersion { get; init; }

    /// <summary>Which reminder this is, from 1.</summary>
    public int? Reminder { get; init; }

    /// <summary>What is left to delete, while cleanup is owed, in the language of the tenant's people.</summary>
    public CleanupView? Cleanup { get; init; }

    /// <summary>The language of the tenant's people: <c>en</c> or <c>ja</c>.</summary>
    public required string Language { get; init; }

    /// <summary>A message ready to be sent to them, in their language.</summary>
    public required EventMessage Message { get; init; }

    /// <summary>The same in each language.</summary>
    public required EventMessages Messages { get; init; }

    /// <summary>Where the connection's audit ended with this event: kept outside the table, it proves the chain up to here.</summary>
    public required AuditHead Audit { get; init; }
}

/// <summary>A message in every language.</summary>
internal sealed record EventMessages(EventMessage En, EventMessage Ja)
{
    public EventMessage In(Language language) => language == Language.Japanese ? Ja : En;
}

/// <summary>A message for people.</summary>
/// <param name="Subject">One line of fewer than 100 characters: SNS's limit for email subjects.</param>
/// <param name="Body">Plain text.</param>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (Subject)</remarks>
internal sealed record EventMessage(string Subject, string Body);
