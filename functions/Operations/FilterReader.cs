using System.Globalization;
using System.Text.RegularExpressions;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>Reads a filter from a request's query. Unknown filters are refused: an ignored filter would return unwanted results.</summary>
internal sealed partial class FilterReader(Request request)
{
    private const string Stale = "stale";
    private const string All = "all";
    private const int MaxDays = 3650;
    private const int MaxName = 100;

    private static readonly TimeSpan s_stale = TimeSpan.FromDays(30);

    private static readonly IReadOnlyList<string> s_states = [Stale, All, .. RegistrationFilter.All];

    private Refusal? _refusal;

    /// <summary>Reads every member; of several that are wrong, the last is reported.</summary>
    public (RegistrationFilter? Filter, Refusal? Refusal) Read()
    {
        if (request.HasOtherQueryThan(RegistrationFilter.Members))
            Refuse($"This route takes only these query parameters: {Names(RegistrationFilter.Members)}.", $"このルートで使用できるクエリパラメーターは {Names(RegistrationFilter.Members)} のみです。");
        var (tenant, account, name, age) = (Tenant(), AwsAccount(), Name(), Age());
        var state = State() ?? (tenant is null && account is null && name is null ? null : All);
        IReadOnlyList<string> states = state switch
        {
            null or Stale => RegistrationFilter.Attention,
            All => RegistrationFilter.All,
            _ => [state],
        };
        var filter = new RegistrationFilter(states, request.Now - (age ?? (state is Stale ? s_stale : TimeSpan.Zero)))
        {
            Tenant = tenant,
            AwsAccount = account,
            NameKey = name,
            Profile = Profile(),
            Version = Version(),
        };
        return _refusal is null ? (filter, null) : (null, _refusal);
    }

    private string? State()
    {
        var state = request.Query("state");
        if (state is not null && !s_states.Contains(state, StringComparer.Ordinal))
            Refuse($"“state” must be one of {Names(s_states)}.", $"「state」は {Names(s_states)} のいずれかです。");
        return state;
    }

    private TenantId? Tenant()
    {
        var tenant = default(TenantId);
        if (request.Query("tenant") is { } text && !TenantId.TryParse(text, out tenant))
            Refuse("“tenant” must be a tenant’s ID: 1 to 128 printable ASCII characters without spaces and #.", "「tenant」には、テナントの ID (空白と # を除く印字可能な ASCII 文字、1〜128 文字) を指定してください。");
        return tenant;
    }

    private AwsAccountId? AwsAccount()
    {
        var account = default(AwsAccountId);
        if (request.Query("awsAccountId") is { } text && !AwsAccountId.TryParse(text, out account))
            Refuse("“awsAccountId” must be an AWS account ID: 12 digits.", "「awsAccountId」には、12 桁の AWS アカウント ID を指定してください。");
        return account;
    }

    private string? Name()
    {
        if (request.Query("name") is not { } text)
            return null;
        if (text.Trim().Length is 0 or > MaxName)
            Refuse($"“name” must be a part of a name: 1 to {MaxName} characters. Capital and small letters are the same.", $"「name」には、名前の一部を 1〜{MaxName} 文字で指定してください (大文字と小文字は区別しません)。");
        return Listing.SearchKey(text.Trim());
    }

    private string? Profile()
    {
        var profile = request.Query("profile");
        if (profile is not null && !ProfileForm().IsMatch(profile))
            Refuse("“profile” must be a profile’s name, such as read-only.", "「profile」には、read-only のようなプロファイル名を指定してください。");
        return profile;
    }

    private VersionBound? Version()
    {
        var bound = default(VersionBound);
        if (request.Query("templateVersion") is { } text && !VersionBound.TryParse(text, out bound))
        {
            Refuse(
                "“templateVersion” must be a version, such as 1.0.0, or a version after <, such as <1.1.0, which means all before it.",
                "「templateVersion」には、1.0.0 のようなバージョンか、それより前のすべてを表す <1.1.0 のような値を指定してください。");
        }

        return bound;
    }

    private TimeSpan? Age()
    {
        var age = default(TimeSpan?);
        if (request.Query("olderThan") is { } text && (age = Duration(text)) is null)
        {
            Refuse(
                $"“olderThan” must be an ISO 8601 duration in days or hours, such as P30D or PT12H, up to P{MaxDays}D.",
                $"「olderThan」には、P30D や PT12H のような ISO 8601 の期間 (日または時間、最大 P{MaxDays}D) を指定してください。");
        }

        return age;
    }

    private void Refuse(string english, string japanese) => _refusal = Request.Malformed(english, japanese);

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static TimeSpan? Duration(string text)
    {
        if (DurationForm().Match(text) is not { Success: true } match)
            return null;
        var duration = TimeSpan.FromDays(Number(match.Groups["days"])) + TimeSpan.FromHours(Number(match.Groups["hours"]));
        return duration <= TimeSpan.FromDays(MaxDays) ? duration : null;
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?:(?<days>[0-9]{1,6})D)?(?:T(?<hours>[0-9]{1,6})H)?(?<=[DH])\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProfileForm();
}
