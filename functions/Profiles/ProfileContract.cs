using System.Text.Json;

namespace Onboarding.Functions.Profiles;

/// <summary>A profile as the API shows it, in the caller's language.</summary>
internal sealed record ProfileView
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The version of its template.</summary>
    public required string TemplateVersion { get; init; }

    /// <summary>The longest session of the role, in seconds.</summary>
    public required int MaxSessionSeconds { get; init; }

    /// <summary>What a customer grants or not.</summary>
    public required IReadOnlyList<FeatureView> Features { get; init; }

    /// <summary>What a customer fills in.</summary>
    public required IReadOnlyList<ParameterView> Parameters { get; init; }

    /// <summary>The AWS managed policies that are always attached.</summary>
    public required IReadOnlyList<string> ManagedPolicies { get; init; }

    /// <summary>What is always granted; what writes comes first.</summary>
    public required IReadOnlyList<StatementView> Statements { get; init; }

    /// <summary>What is allowed, with all features, action by action.</summary>
    public required IReadOnlyList<PermissionView> Permissions { get; init; }

    /// <summary>What is always granted, as the policy document.</summary>
    public required JsonElement Policy { get; init; }
}

/// <summary>A feature in the caller's language.</summary>
internal sealed record FeatureView(
    string Id, string Title, string Why, bool Default, IReadOnlyList<string> Parameters, IReadOnlyList<string> ManagedPolicies, IReadOnlyList<StatementView> Statements);

/// <summary>A parameter in the caller's language.</summary>
internal sealed record ParameterView(string Name, string Title, string Description, string AllowedPattern, string Default);

/// <summary>A statement in the caller's language.</summary>
/// <param name="Sid">Its name.</param>
/// <param name="Effect"><c>Allow</c> or <c>Deny</c>.</param>
/// <param name="Why">Why the vendor asks for it.</param>
/// <param name="Actions">The actions, the highest access level first; empty where <paramref name="NotActions"/> are the ones that it is not about.</param>
/// <param name="NotActions">The actions that it is not about.</param>
/// <param name="Resources">The resources.</param>
/// <param name="NotResources">The resources that it is not about.</param>
/// <param name="Conditions">The conditions, as the policy has them; absent when there are none.</param>
internal sealed record StatementView(
    string Sid, string Effect, string Why, IReadOnlyList<ActionView> Actions, IReadOnlyList<string>? NotActions, IReadOnlyList<string>? Resources, IReadOnlyList<string>? NotResources, JsonElement? Conditions);

/// <summary>An action.</summary>
/// <param name="Name">The name in the policy, possibly with wildcards.</param>
/// <param name="AccessLevel">What it does: <c>List</c>, <c>Read</c>, <c>Write</c>, <c>Tagging</c> or <c>Permissions management</c>; of a wildcard the highest.</param>
/// <param name="Description">What AWS says it does, in English; only where one profile is shown.</param>
internal sealed record ActionView(string Name, string AccessLevel, string? Description);

/// <summary>One permission in the caller's language.</summary>
internal sealed record PermissionView(string Action, string Description);

/// <summary>All profiles.</summary>
internal sealed record ProfileList(IReadOnlyList<ProfileView> Profiles);
