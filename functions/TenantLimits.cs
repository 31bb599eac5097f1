using System.Globalization;

namespace Onboarding.Functions;

/// <summary>How much one tenant can have and do, so that it cannot use up what all tenants share.</summary>
/// <param name="MaxPending">Onboardings that are neither completed nor ended, at a time.</param>
/// <param name="MaxGroups">Groups.</param>
/// <param name="MaxAccounts">Accounts, including detached ones whose cleanup is not done.</param>
/// <param name="MintsPerHour">Onboardings minted in a clock hour (UTC).</param>
internal sealed record TenantLimits(int MaxPending, int MaxGroups, int MaxAccounts, int MintsPerHour)
{
    /// <summary>Reads the limits.</summary>
    /// <param name="environment">Looks an environment variable up; null or empty when it is not set.</param>
    /// <exception cref="SettingsException">One is malformed.</exception>
    public static TenantLimits Read(Func<string, string?> environment)
    {
        int Number(ContextKey key) => int.Parse(key.Read(environment), NumberStyles.None, CultureInfo.InvariantCulture);
        return new(Number(ContextKey.MaxPending), Number(ContextKey.MaxGroups), Number(ContextKey.MaxAccounts), Number(ContextKey.MintsPerHour));
    }
}
