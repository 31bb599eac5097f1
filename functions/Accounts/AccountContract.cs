using System.Text.Json.Serialization;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Accounts;

/// <summary>The body of <c>PATCH /v1/accounts/{accountId}</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AccountChange(string? Name = null, string? GroupId = null);

/// <summary>An account as the API shows it.</summary>
internal sealed record AccountView
{
    public required string Id { get; init; }

    public required string GroupId { get; init; }

    public required string Name { get; init; }

    public required string AwsAccountId { get; init; }

    public required string RoleArn { get; init; }

    /// <summary>The role's page in the console.</summary>
    public required string RoleUrl { get; init; }

    /// <summary>Absent for a role that was created manually.</summary>
    public string? StackId { get; init; }

    public string? StackName { get; init; }

    /// <summary>The stack's page in the console.</summary>
    public string? StackUrl { get; init; }

    /// <summary>By which way the role was created: <c>console</c>, <c>cli</c>, <c>terraform</c> or <c>manual</c>.</summary>
    public required string Way { get; init; }

    public required string Region { get; init; }

    public required string Profile { get; init; }

    /// <summary>What the profile is called, in the caller's language.</summary>
    public required string ProfileTitle { get; init; }

    public required string TemplateVersion { get; init; }

    /// <summary>Which optional parts of the profile are granted.</summary>
    public required FeaturesView Features { get; init; }

    /// <summary>The optional parts in the caller's language.</summary>
    public required IReadOnlyList<FeatureTitleView> FeatureTitles { get; init; }

    /// <summary>Whether the role can list IAM users.</summary>
    public required bool ListsUsers { get; init; }

    /// <summary><c>active</c>, <c>degraded</c>, <c>detached</c> or <c>closed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>In lists without its evidence.</summary>
    public required CheckView LastCheck { get; init; }

    /// <summary>The changes in a newer version of the template; absent if there is none.</summary>
    public TemplateUpdateView? TemplateUpdate { get; init; }

    /// <summary>When the tenant paused sessions; absent while they are allowed.</summary>
    public UtcTime? PausedAt { get; init; }

    /// <summary>That no sessions are given out; absent while they are, and in lists.</summary>
    public StoppedAccess? Stopped { get; init; }

    /// <summary>What is left to delete, once detached.</summary>
    public CleanupView? Cleanup { get; init; }

    public required UtcTime CreatedAt { get; init; }

    /// <summary>Shows an account as lists do.</summary>
    public static AccountView Of(AccountRecord account, Settings settings, Language language) => Of(account, CheckView.Of(account), settings, language);

    /// <summary>Shows an account with the evidence of its last check.</summary>
    public static AccountView Of(AccountRecord account, CheckView lastCheck, Settings settings, Language language) => new()
    {
        Id = account.Id,
        GroupId = account.GroupId,
        Name = account.Name,
        AwsAccountId = account.Role.AccountId.Value,
        RoleArn = account.Role.Value,
        RoleUrl = ConsoleLink.Role(account.Role),
        StackId = account.Stack?.Value,
        StackName = account.Stack?.StackName,
        StackUrl = account.Stack is null ? null : ConsoleLink.Stack(account.Stack),
        Way = account.Way,
        Region = account.Region,
        Profile = account.Profile.Name,
        ProfileTitle = new Text(account.Profile.Title.English, account.Profile.Title.Japanese).In(language),
        TemplateVersion = account.TemplateVersion,
        Features = new FeaturesView(account.Features.Ids, [.. account.Profile.Features.Select(f => f.Id)]),
        FeatureTitles = [.. account.Profile.Features.Select(f => new FeatureTitleView(f.Id, new Text(f.Title.English, f.Title.Japanese).In(language), account.Features.Contains(f.Id)))],
        ListsUsers = account.Allows("iam:ListUsers"),
        Status = account.Status,
        LastCheck = lastCheck,
        TemplateUpdate = TemplateUpdateView.Of(account, settings, language),
        PausedAt = UtcTime.Of(account.PausedAt),
        Cleanup = account.Status == AccountStatus.Detached ? CleanupView.Of(account, language) : null,
        CreatedAt = UtcTime.Of(account.CreatedAt),
    };
}

/// <summary>The optional parts of a connection's profile.</summary>
/// <param name="Granted">Those that are granted.</param>
/// <param name="Offered">All that the profile has.</param>
internal sealed record FeaturesView(IReadOnlyList<string> Granted, IReadOnlyList<string> Offered);

/// <summary>An optional part of a connection's profile.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is, in the caller's language.</param>
/// <param name="IsGranted">Whether it is granted.</param>
internal sealed record FeatureTitleView(string Id, string Title, bool IsGranted);

/// <summary>A page of accounts.</summary>
internal sealed record AccountList(IReadOnlyList<AccountView> Accounts, string? Cursor);

/// <summary>The answer to a detach.</summary>
internal sealed record DetachView(CleanupView Cleanup);
