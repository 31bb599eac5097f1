using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary>What a delete removes and keeps, as documented in docs/operations.md.</summary>
internal static class DeletionForecast
{
    // A detach has freed the role's claim already.
    public static IReadOnlyList<string> Going(Registration registration, Language language)
    {
        var onboarding = Messages.GoesOnboarding.In(language);
        return registration switch
        {
            { Kind: not "account" } => [onboarding],
            { State: "degraded" } => [Messages.GoesAccount.In(language), Messages.GoesClaim.In(language), onboarding],
            _ => [Messages.GoesAccount.In(language), onboarding],
        };
    }

    /// <summary>The vendor can't delete the role in the customer's account: the reader must know that it still exists.</summary>
    public static IReadOnlyList<string> Staying(Registration registration, Language language) => registration.RoleArn is { } role
        ? [Messages.StaysAudit.In(language), Messages.StaysTombstone.In(language), Messages.StaysRole.In(language, Printable.Of(role))]
        : [Messages.StaysAudit.In(language), Messages.StaysTombstone.In(language)];
}
