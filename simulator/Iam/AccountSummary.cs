namespace Onboarding.Simulator.Iam;

/// <summary>What GetAccountSummary returns for an account: actual counts, and the quotas and root user state of a well-kept account.</summary>
/// <remarks>Source: IAM API Reference, GetAccountSummary, keys and sample values.</remarks>
internal static class AccountSummary
{
    public static IReadOnlyDictionary<string, int> Of(string accountId, IamDirectory directory)
    {
        var users = directory.Users(accountId);
        var entries = new SortedDictionary<string, int>(StringComparer.Ordinal)
        {
            ["AccessKeysPerUserQuota"] = 2,
            ["AccountAccessKeysPresent"] = 0,
            ["AccountMFAEnabled"] = 1,
            ["AccountPasswordPresent"] = 1,
            ["AccountSigningCertificatesPresent"] = 0,
            ["AssumeRolePolicySizeQuota"] = TrustPolicies.MaxLength,
            ["AttachedPoliciesPerRoleQuota"] = 10,
            ["Groups"] = 0,
            ["GroupsQuota"] = 300,
            ["InstanceProfiles"] = 0,
            ["MFADevices"] = 1,
            ["MFADevicesInUse"] = 1,
            ["Policies"] = directory.Policies(accountId).Count,
            ["PoliciesQuota"] = 1500,
            ["PolicySizeQuota"] = 6144,
            ["Providers"] = 0,
            ["RolePolicySizeQuota"] = RoleFactory.MaxInlineLength,
            ["Roles"] = directory.Roles(accountId).Count,
            ["RolesQuota"] = 1000,
            ["ServerCertificates"] = 0,
            ["Users"] = users.Count,
            ["UsersQuota"] = 5000,
        };
        foreach (var (key, value) in directory.FindSummary(accountId) ?? new Dictionary<string, int>(StringComparer.Ordinal))
            entries[key] = value;
        return entries;
    }
}
