using Onboarding.Ops.Api;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>Registrations, one in each line.</summary>
internal static class RegistrationTable
{
    public static IRenderable Of(IReadOnlyList<Registration> registrations, IReadOnlyList<RegistrationColumn> columns, Language language, DateTimeOffset now)
    {
        if (registrations.Count == 0)
            return Sheet.Of(Messages.NoRegistrations.In(language));
        var table = Sheet.WithHeadings(language, columns.Select(c => c.Heading));
        foreach (var r in registrations)
            Sheet.Row(table, columns.Select(c => c.Value(r, now, language)));
        return Sheet.Of(table, Messages.Count(registrations.Count).In(language, registrations.Count));
    }
}
