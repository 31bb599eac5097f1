using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Connections;

/// <summary>Which connections are asked for.</summary>
/// <param name="Tenant">Of one tenant; null for all.</param>
internal sealed record ConnectionFilter(TenantId? Tenant)
{
    private static readonly string[] s_members = ["tenant", "awsAccountId", "profile", "status", "limit", "cursor"];

    public AwsAccountId? AwsAccountId { get; init; }

    public string? Profile { get; init; }

    /// <summary>One of <see cref="ConnectionStatus.Listed"/>.</summary>
    public string? Status { get; init; }

    /// <summary>Whether it can drop most of a query's items.</summary>
    public bool IsNarrow => AwsAccountId is not null || Profile is not null || Status is not null;

    /// <summary>Reads a list's query.</summary>
    public static (ConnectionFilter? Filter, Refusal? Refusal) Of(Request request)
    {
        if (Unknown(request, s_members) is { } unknown)
            return (null, unknown);
        TenantId? tenant = null;
        if (request.Query("tenant") is { } tenantText && !TenantId.TryParse(tenantText, out tenant))
            return (null, NoTenant);
        AwsAccountId? account = null;
        if (request.Query("awsAccountId") is { } accountText && !AwsAccountId.TryParse(accountText, out account))
            return (null, Request.Malformed("“awsAccountId” has 12 digits.", "「awsAccountId」には 12 桁の数字を指定してください。"));
        var status = request.Query("status");
        if (status is not null && !ConnectionStatus.Listed.Contains(status, StringComparer.Ordinal))
        {
            var words = string.Join(", ", ConnectionStatus.Listed);
            return (null, Request.Malformed($"“status” is one of {words}.", $"「status」は {words} のいずれかです。"));
        }

        return (new ConnectionFilter(tenant) { AwsAccountId = account, Profile = request.Query("profile"), Status = status }, null);
    }

    /// <summary>Why a query with a member that its route does not know is refused: a filter that is misspelled would show too much.</summary>
    public static Refusal? Unknown(Request request, params string[] members) => request.HasOtherQueryThan(members)
        ? Request.Malformed($"This route takes only these query parameters: {string.Join(", ", members)}.", $"このルートで使用できるクエリパラメーターは {string.Join(", ", members)} のみです。")
        : null;

    /// <summary>The refusal of an invalid tenant ID.</summary>
    public static Refusal NoTenant => Request.Malformed("“tenant” isn’t a tenant’s ID: 1 to 128 printable ASCII characters without spaces and “#”.", "「tenant」がテナント ID ではありません (空白と「#」を除く印字可能な ASCII 文字 1〜128 文字)。");

    /// <summary>Whether a connection is one of those.</summary>
    public bool Takes(AccountRecord account, FreezesInForce freezes) =>
        account.Status != AccountStatus.Closed
        && (AwsAccountId is null || AwsAccountId == account.Role.AccountId)
        && (Profile is null || string.Equals(Profile, account.Profile.Name, StringComparison.Ordinal))
        && (Status is null || string.Equals(Status, ConnectionView.StatusOf(account, freezes), StringComparison.Ordinal));
}
