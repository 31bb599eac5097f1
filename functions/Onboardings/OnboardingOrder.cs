using System.Buffers;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>What a caller asks minting for, checked.</summary>
internal sealed record OnboardingOrder(Profile Profile, string Method, string Region, AwsAccountId? AwsAccountId, string? PermissionsBoundaryArn)
{
    /// <summary>The features that are asked for.</summary>
    public required FeatureSet Features { get; init; }

    /// <summary>The values that are given.</summary>
    public required ParameterValues Parameters { get; init; }

    /// <summary>The name that the account is to have; null when it is given later.</summary>
    public DisplayName? AccountName { get; init; }

    private static readonly SearchValues<char> s_policyPath = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_/-");

    public static (OnboardingOrder? Order, Refusal? Refusal) Of(OnboardingBody body, Settings settings)
    {
        if (Profile.Find(body.Profile) is not { } profile)
            return (null, Refusal.Of(Errors.ProfileUnknown, string.Join(", ", Profile.All.Select(p => p.Name))));
        var method = body.Method ?? OnboardingMethod.Stack;
        if (method is not (OnboardingMethod.Stack or OnboardingMethod.Manual))
            return (null, Request.Malformed("“method” must be “stack” or “manual”.", "「method」は「stack」または「manual」です。"));
        var region = body.Region ?? settings.Regions[0];
        if (!settings.Regions.Contains(region, StringComparer.Ordinal))
            return (null, RegionRefusal.Of(region, settings));
        AwsAccountId? account = null;
        if (body.AwsAccountId is not null && !AwsAccountId.TryParse(body.AwsAccountId, out account))
            return (null, Request.Malformed("“awsAccountId” must be the 12 digits of an AWS account ID.", "「awsAccountId」には 12 桁の AWS アカウント ID を指定してください。"));
        if (account == settings.VendorRole.AccountId)
            return (null, new Refusal(Errors.RoleOwnAccount));
        if (body.PermissionsBoundaryArn is not null && !IsBoundary(body.PermissionsBoundaryArn, settings.VendorRole.Partition, account))
            return (null, Request.Malformed(
                "“permissionsBoundaryArn” must be the ARN of a managed policy in the account that you connect.",
                "「permissionsBoundaryArn」には、接続するアカウントの管理ポリシーの ARN を指定してください。"));
        DisplayName? name = null;
        if (body.AccountName is not null && !DisplayName.TryParse(body.AccountName, out name))
            return (null, new Refusal(Errors.NameInvalid));
        var (features, parameters, refusal) = ProfileChoice.Of(profile, body);
        return refusal is null
            ? (new OnboardingOrder(profile, method, region, account, body.PermissionsBoundaryArn) { Features = features, Parameters = parameters, AccountName = name }, null)
            : (null, refusal);
    }

    // arn:<partition>:iam::<account or aws>:policy/<path and name>, at most 512 of path: the template's pattern is the same.
    private static bool IsBoundary(string arn, Partition partition, AwsAccountId? account) =>
        arn.Length <= 600
        && arn.Split(':') is ["arn", var partitionName, "iam", "", var owner, var resource]
        && string.Equals(partitionName, partition.Name, StringComparison.Ordinal)
        && (owner is "aws" || (AwsAccountId.TryParse(owner, out var ownerId) && (account is null || account == ownerId)))
        && resource.StartsWith("policy/", StringComparison.Ordinal)
        && resource.Length is > 7 and <= 7 + 512
        && !resource.AsSpan(7).ContainsAnyExcept(s_policyPath);
}
