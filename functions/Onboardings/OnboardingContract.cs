using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onboarding.Functions.Onboardings;

/// <summary>The body of <c>POST /v1/groups/{groupId}/onboardings</c>. It has no member for an external ID: only this service mints them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OnboardingBody(
    string Profile, string? Method = null, string? Region = null, string? AwsAccountId = null, string? PermissionsBoundaryArn = null,
    IReadOnlyList<string>? Features = null, IReadOnlyDictionary<string, string>? Parameters = null, string? AccountName = null);

/// <summary>An onboarding as the API shows it. The members of the other method are absent.</summary>
internal sealed record OnboardingView
{
    public required string Id { get; init; }

    public required string GroupId { get; init; }

    /// <summary><c>pending</c>, <c>verifying</c>, <c>completed</c>, <c>expired</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>stack</c> or <c>manual</c>.</summary>
    public required string Method { get; init; }

    public required string Profile { get; init; }

    /// <summary>The features that were asked for; absent when the profile has none.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>The values that were given for the profile's parameters; absent when it has none.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public required string Region { get; init; }

    /// <summary>Absent once the onboarding is completed.</summary>
    public string? ExternalId { get; init; }

    public string? StackName { get; init; }

    public required string RoleName { get; init; }

    public string? QuickCreateUrl { get; init; }

    public string? TemplateUrl { get; init; }

    public string? TemplateVersion { get; init; }

    /// <summary>The key of the stack's output to copy.</summary>
    public string? StackInfoKey { get; init; }

    /// <summary>The ways in which the role can be created; absent in lists.</summary>
    public WaysView? Ways { get; init; }

    public string? VendorAccountId { get; init; }

    public JsonElement? TrustPolicy { get; init; }

    /// <summary>The first of the policies to create.</summary>
    public JsonElement? PermissionsPolicy { get; init; }

    /// <summary>All policies to create.</summary>
    public IReadOnlyList<PermissionsPolicyView>? PermissionsPolicies { get; init; }

    /// <summary>The AWS managed policies to attach, too; absent when there are none.</summary>
    public IReadOnlyList<string>? ManagedPolicyArns { get; init; }

    /// <summary>What to do in the console, one step after another, in the caller's language.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    public string? AwsAccountId { get; init; }

    public string? PermissionsBoundaryArn { get; init; }

    /// <summary>Who asked for the connection, as the AWS console shows it before anything is created.</summary>
    public string? ConnectedFor { get; init; }

    /// <summary>Whether a value must be pasted to register; absent once the onboarding has ended, and in lists where it depends on the tenant's other connections.</summary>
    public bool? PasteRequired { get; init; }

    /// <summary>The name for the account, as it was submitted or else given at minting.</summary>
    public string? AccountName { get; init; }

    /// <summary>Why the last submission was refused; absent when there was none, or it is still being tried.</summary>
    public LastRefusalView? LastRefusal { get; init; }

    /// <summary>The account that a completed onboarding became.</summary>
    public string? AccountId { get; init; }

    public required UtcTime ExpiresAt { get; init; }

    public required UtcTime CreatedAt { get; init; }
}

/// <summary>A policy to create for a manual role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Attach">How the role gets it: <c>managed</c>, or <c>inline</c>.</param>
/// <param name="Document">The policy document.</param>
internal sealed record PermissionsPolicyView(string Name, string Attach, JsonElement Document);

/// <summary>The ways in which the role can be created. Whichever the customer takes completes the onboarding.</summary>
/// <param name="Console">By the CloudFormation console.</param>
/// <param name="Cli">By the AWS CLI; absent once the onboarding has ended, and while a parameter that must be filled in has no value.</param>
/// <param name="Terraform">By Terraform or OpenTofu; absent once the onboarding has ended, and for one that was minted before there was a module.</param>
/// <param name="Manual">By hand; absent once the onboarding has ended, and while a parameter that must be filled in has no value.</param>
internal sealed record WaysView(ConsoleWay? Console = null, CliWay? Cli = null, TerraformWay? Terraform = null, ManualWay? Manual = null);

/// <summary>The role is created by a stack, which a command creates.</summary>
/// <param name="Command">One line of POSIX shell for the AWS CLI. It prints StackInfo and nothing else.</param>
internal sealed record CliWay(string Command);

/// <summary>The role is created by Terraform or OpenTofu.</summary>
/// <param name="Module">What to add to a configuration. Its output is pasted like StackInfo.</param>
internal sealed record TerraformWay(string Module);

/// <summary>The role is created manually, in the IAM console.</summary>
/// <param name="VendorAccountId">The AWS account that the role trusts.</param>
/// <param name="TrustPolicy">The role's trust policy.</param>
/// <param name="PermissionsPolicies">The policies to create.</param>
/// <param name="ManagedPolicyArns">The AWS managed policies to attach, too; empty when there are none.</param>
/// <param name="Steps">What to do in the console, one step after another, in the caller's language.</param>
internal sealed record ManualWay(
    string VendorAccountId, JsonElement TrustPolicy, IReadOnlyList<PermissionsPolicyView> PermissionsPolicies, IReadOnlyList<string> ManagedPolicyArns, IReadOnlyList<string> Steps);

/// <summary>The role is created by a stack, in the console.</summary>
/// <param name="QuickCreateUrl">The page that creates the stack; absent once the onboarding has ended.</param>
/// <param name="TemplateUrl">The template behind it.</param>
/// <param name="TemplateSha256">The SHA-256 of that template, in hexadecimal digits, whose first part is in the address.</param>
internal sealed record ConsoleWay(string? QuickCreateUrl, string TemplateUrl, string? TemplateSha256);

/// <summary>With which code a submission was refused.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">What it means, in the caller's language.</param>
internal sealed record LastRefusalView(string Code, string Title)
{
    public static LastRefusalView? Of(string? code, Language language) =>
        code is not null && Errors.Find(code) is { } error ? new LastRefusalView(error.Code, error.Title.In(language)) : null;
}

/// <summary>A page of onboardings.</summary>
internal sealed record OnboardingList(IReadOnlyList<OnboardingView> Onboardings, string? Cursor);
