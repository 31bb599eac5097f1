using System.Globalization;
using System.Text.RegularExpressions;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;

namespace Onboarding.Functions.Operations;

/// <summary>Which registrations an operator asks for.</summary>
/// <param name="States">Those in these states.</param>
/// <param name="Until">And in them since then or longer.</param>
internal sealed partial record StateFilter(IReadOnlyList<string> States, DateTimeOffset Until)
{
    private const string Stale = "stale";
    private const int MaxDays = 3650;

    private static readonly TimeSpan s_stale = TimeSpan.FromDays(30);

    /// <summary>What the index of states holds.</summary>
    private static readonly string[] s_states = [AccountStatus.Degraded, AccountStatus.Detached, OnboardingStatus.Pending, OnboardingStatus.Expired];

    /// <summary>Reads <c>state</c> and <c>olderThan</c>.</summary>
    public static (StateFilter? Filter, Refusal? Refusal) Of(Request request)
    {
        var state = request.Query("state");
        if (state is not (null or Stale) && !s_states.Contains(state, StringComparer.Ordinal))
        {
            return (null, Request.Malformed(
                "“state” is stale, degraded, detached, pending or expired.", "「state」は stale、degraded、detached、pending、expired のいずれかです。"));
        }

        var age = state is Stale ? s_stale : TimeSpan.Zero;
        if (request.Query("olderThan") is { } text)
        {
            if (Duration(text) is not { } asked)
            {
                return (null, Request.Malformed(
                    $"“olderThan” is a duration in days or hours as ISO 8601 writes it, such as P30D or PT12H, at most P{MaxDays}D.",
                    $"「olderThan」には、P30D や PT12H のような ISO 8601 の期間 (日または時間、最大 P{MaxDays}D) を指定してください。"));
            }

            age = asked;
        }

        return (new StateFilter(state is null or Stale ? s_states : [state], request.Now - age), null);
    }

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
