using Onboarding.Simulator.Policies;

namespace Onboarding.Simulator.Iam;

/// <summary>An access key and the identity behind it.</summary>
internal sealed record Credential
{
    public required string AccessKeyId { get; init; }
    public required string SecretAccessKey { get; init; }
    public required string Partition { get; init; }
    public required string AccountId { get; init; }

    /// <summary>The unique id of the role or user: a role of the same name created later is another.</summary>
    public required string EntityId { get; init; }

    /// <summary>The ARN of the role or user.</summary>
    public required string EntityArn { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The key that began the chain of roles: its own where nothing was chained. Tells which process is behind a session.</summary>
    public required string FirstAccessKeyId { get; init; }

    /// <summary>Only for a role's session.</summary>
    public RoleSession? Session { get; init; }

    public string Arn => Session is null
        ? EntityArn
        : $"arn:{Partition}:sts::{AccountId}:assumed-role/{EntityArn[(EntityArn.LastIndexOf('/') + 1)..]}/{Session.Name}";

    public string UserId => Session is null ? EntityId : $"{EntityId}:{Session.Name}";

    public IssuedCredentials Issued => new(AccessKeyId, SecretAccessKey, Session?.Token);

    /// <summary>Whether a resource belongs to the account of the role or user; not when its ARN names no account.</summary>
    public bool IsOfAccountOf(string resourceArn) =>
        Simulator.Arn.TryParse(resourceArn, out var arn)
        && string.Equals(arn.Partition, Partition, StringComparison.Ordinal)
        && string.Equals(arn.AccountId, AccountId, StringComparison.Ordinal);

    public TrustedIdentity Identity => new(Partition, AccountId, EntityId, Arn, Session is not null);
}

/// <summary>What a role's session has beyond a key.</summary>
/// <param name="Name">What AssumeRole was given as RoleSessionName.</param>
/// <param name="Token">What must come with every request.</param>
/// <param name="ExpiresAt">On the machine's clock.</param>
/// <param name="Policy">What the session is narrowed to.</param>
internal sealed record RoleSession(string Name, string Token, DateTimeOffset ExpiresAt, PolicyDocument? Policy);
