using System.Reflection;
using System.Text.RegularExpressions;
using Onboarding.Functions.Http;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

public sealed partial class ErrorTests
{
    private static readonly ErrorCode[] s_all =
        [.. typeof(Errors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (ErrorCode)f.GetValue(null)!)];

    [Fact]
    public void The_Codes_Are_Those_Of_The_Contract() => s_all.Select(e => e.Code).Order(StringComparer.Ordinal).ShouldBe(
    [
        "account-detached", "account-mismatch", "account-not-found", "aws-throttled", "aws-unavailable", "caller-not-allowed",
        "connection-detached", "connection-frozen", "connection-not-found", "connection-paused", "connection-unsafe", "consent-required", "external-id-mismatch",
        "external-id-not-enforced", "freeze-not-found", "group-not-empty", "group-not-found", "internal", "invitation-not-found", "limit-reached", "method-not-allowed", "name-invalid", "not-allowed",
        "onboarding-cancelled", "onboarding-completed", "onboarding-expired", "onboarding-not-found", "partition-mismatch",
        "permission-missing", "profile-not-found", "profile-unknown", "region-not-allowed", "registration-in-use", "registration-not-found", "registration-unreadable", "request-malformed", "role-already-registered",
        "role-name-mismatch", "role-not-assumable", "role-own-account", "stack-info-ambiguous", "stack-info-malformed", "stack-info-other-value",
        "stack-info-truncated", "stack-not-complete", "stack-not-found", "too-large", "unauthorized",
    ]);

    [Fact]
    public void Every_Error_Has_Both_Languages_With_The_Same_Arguments()
    {
        foreach (var error in s_all)
        {
            foreach (var text in new[] { error.Title, error.Detail, error.Hint })
            {
                text.English.ShouldNotBeNullOrWhiteSpace(error.Code);
                text.Japanese.ShouldNotBeNullOrWhiteSpace(error.Code);
                Places(text.Japanese).ShouldBe(Places(text.English), error.Code);
                if ((error != Errors.RequestMalformed && error != Errors.LimitReached && error != Errors.CallerNotAllowed) || text != error.Detail)
                    text.Japanese.ShouldMatch(@"\p{IsHiragana}", error.Code);
            }
        }
    }

    [Fact]
    public void An_Error_Is_A_Problem_Document_In_The_Readers_Language()
    {
        var refusal = Refusal.Of(Errors.AccountMismatch, "111122223333", "444455556666");

        Problem.Of(refusal, Language.English, "abc").ShouldBe(new Problem
        {
            Type = "urn:onboarding:problem:account-mismatch",
            Title = "The role is in another AWS account",
            Status = 422,
            Detail = "The expected account is 111122223333; the role is in 444455556666.",
            Instance = "urn:onboarding:request:abc",
            Code = "account-mismatch",
            Hint = "Delete the stack (or the role that you created manually) in account 444455556666, switch to account 111122223333 in the console and create it there.",
        });
        Problem.Of(refusal, Language.Japanese, "abc").Detail.ShouldBe("指定されたアカウントは 111122223333 ですが、ロールは 444455556666 にあります。");
    }

    [Fact]
    public void Arguments_With_Braces_Stay_Unchanged() =>
        Problem.Of(Request.Malformed("{0} {x}", "{1}"), Language.English, "abc").Detail.ShouldBe("{0} {x}");

    private static List<string> Places(string text) =>
        [.. PlacePattern().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex PlacePattern();
}
