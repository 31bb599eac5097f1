namespace Onboarding.Functions.Inventory;

/// <summary>What kind of user an IAM user seems to be.</summary>
internal static class UserType
{
    /// <summary>A person: the user has an email address.</summary>
    public const string Human = "human";

    /// <summary>A program: no email address, and its password was never used to sign in.</summary>
    public const string System = "system";

    /// <summary>Someone signs in, but there is no email address.</summary>
    public const string Unknown = "unknown";
}

/// <summary>An IAM user of a customer's account, as the API shows it.</summary>
internal sealed record UserView
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required UtcTime CreatedAt { get; init; }

    /// <summary>When its password was last used to sign in; absent when it never was.</summary>
    public UtcTime? PasswordLastUsed { get; init; }

    /// <summary>The value of its tag <c>email</c>.</summary>
    public string? Email { get; init; }

    /// <summary><c>human</c>, <c>system</c> or <c>unknown</c>.</summary>
    public required string Type { get; init; }
}

/// <summary>A page of users.</summary>
internal sealed record UserList(IReadOnlyList<UserView> Users, string? Cursor);
