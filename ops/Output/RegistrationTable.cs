using Onboarding.Ops.Api;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>Registrations, one in each line.</summary>
internal static class RegistrationTable
{
    public static IRenderable Of(IReadOnlyList<Registration> registrations, Language language, DateTimeOffset now)
    {
        if (registrations.Count == 0)
            return Sheet.Of(Messages.NoRegistrations.In(language));
        var table = Sheet.WithHeadings(language, Columns.Id, Columns.State, Columns.Since, Columns.Tenant, Columns.Name, Columns.Account, Columns.Region, Columns.LastCheck);
        foreach (var r in registrations)
            Sheet.Row(table, r.Id, r.State, Sheet.Ago(r.Since, now, language), r.Tenant, r.Name, r.AwsAccountId, r.Region, LastCheck(r));
        return Sheet.Of(table, Messages.Count(registrations.Count).In(language, registrations.Count));
    }

    public static string? LastCheck(Registration registration) => registration.LastCheck switch
    {
        null => null,
        { Code: { } code, Outcome: var outcome } => $"{outcome} ({code})",
        { Outcome: var outcome } => outcome,
    };
}
