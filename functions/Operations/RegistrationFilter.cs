using System.Globalization;
using System.Text.RegularExpressions;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>Which registrations an operator asks for.</summary>
/// <param name="States">Those in these states.</param>
/// <param name="Until">And in them since then or longer.</param>
/// <param name="Tenant">Only this tenant's; null for every tenant's.</param>
/// <param name="AwsAccount">Only those of this AWS account; null for any.</param>
internal sealed partial record RegistrationFilter(IReadOnlyList<string> States, DateTimeOffset Until, TenantId? Tenant = null, AwsAccountId? AwsAccount = null)
{
    private const string Stale = "stale";
    private const string All = "all";
    private const int MaxDays = 3650;

    private static readonly TimeSpan s_stale = TimeSpan.FromDays(30);

    /// <summary>The states that need attention.</summary>
    private static readonly string[] s_attention =
        [AccountStatus.Degraded, AccountStatus.Detached, OnboardingStatus.Pending, OnboardingStatus.Verifying, OnboardingStatus.Expired];

    private static readonly string[] s_all = [.. s_attention, AccountStatus.Active, Listing.Paused, AccountStatus.Closed, OnboardingStatus.Cancelled];

    private static readonly string[] s_states = [Stale, All, .. s_all];

    private static readonly string[] s_members = ["state", "tenant", "awsAccountId", "olderThan", "limit", "cursor"];

    /// <summary>Whether registrations in every state are asked for.</summary>
    public bool AnyState => ReferenceEquals(States, s_all);

    /// <summary>Reads the query; <c>limit</c> and <c>cursor</c> are read with the page.</summary>
    public static (RegistrationFilter? Filter, Refusal? Refusal) Of(Request request)
    {
        if (request.HasOtherQueryThan(s_members))
            return Malformed($"This route takes only these query parameters: {Names(s_members)}.", $"このルートで使用できるクエリパラメーターは {Names(s_members)} のみです。");
        var (tenant, account, age) = (default(TenantId), default(AwsAccountId), default(TimeSpan?));
        if (request.Query("tenant") is { } tenantText && !TenantId.TryParse(tenantText, out tenant))
            return Malformed("“tenant” must be a tenant’s ID: 1 to 128 printable ASCII characters without spaces and #.", "「tenant」には、テナントの ID (空白と # を除く印字可能な ASCII 文字、1〜128 文字) を指定してください。");
        if (request.Query("awsAccountId") is { } accountText && !AwsAccountId.TryParse(accountText, out account))
            return Malformed("“awsAccountId” must be an AWS account ID: 12 digits.", "「awsAccountId」には、12 桁の AWS アカウント ID を指定してください。");
        if (request.Query("olderThan") is { } ageText && (age = Duration(ageText)) is null)
        {
            return Malformed(
                $"“olderThan” must be an ISO 8601 duration in days or hours, such as P30D or PT12H, up to P{MaxDays}D.",
                $"「olderThan」には、P30D や PT12H のような ISO 8601 の期間 (日または時間、最大 P{MaxDays}D) を指定してください。");
        }

        var state = request.Query("state") ?? (tenant is null && account is null ? null : All);
        if (state is not null && !s_states.Contains(state, StringComparer.Ordinal))
            return Malformed($"“state” must be one of {Names(s_states)}.", $"「state」は {Names(s_states)} のいずれかです。");
        IReadOnlyList<string> states = state switch
        {
            null or Stale => s_attention,
            All => s_all,
            _ => [state],
        };
        return (new RegistrationFilter(states, request.Now - (age ?? (state is Stale ? s_stale : TimeSpan.Zero)), tenant, account), null);
    }

    private static (RegistrationFilter?, Refusal?) Malformed(string english, string japanese) => (null, Request.Malformed(english, japanese));

    private static string Names(string[] names) => string.Join(", ", names);

    private static TimeSpan? Duration(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            return null;
        var duration = TimeSpan.FromDays(Number(match.Groups["days"])) + TimeSpan.FromHours(Number(match.Groups["hours"]));
        return duration <= TimeSpan.FromDays(MaxDays) ? duration : null;
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?:(?<days>[0-9]{1,6})D)?(?:T(?<hours>[0-9]{1,6})H)?(?<=[DH])\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
