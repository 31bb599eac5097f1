using Onboarding.Ops.Api;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Output;

/// <summary>A column of a list of registrations.</summary>
/// <param name="Name">What <c>--columns</c> and <c>--sort</c> call it.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Value">Its value; the API's time is for ages.</param>
/// <param name="Key">What it is sorted by; its value when null.</param>
internal sealed record RegistrationColumn(string Name, Text Heading, Func<Registration, DateTimeOffset, Language, string?> Value, Func<Registration, DateTimeOffset?>? Key = null);

/// <summary>Every column that a list of registrations can have.</summary>
internal static class RegistrationColumns
{
    /// <summary>All, in the order in which <c>--wide</c> shows them.</summary>
    public static IReadOnlyList<RegistrationColumn> All { get; } =
    [
        new("id", Columns.Id, (r, _, _) => r.Id),
        new("state", Columns.State, (r, _, _) => r.State),
        new("since", Columns.Since, (r, now, language) => Sheet.Ago(r.Since, now, language), r => r.Since),
        new("tenant", Columns.Tenant, (r, _, _) => r.Tenant),
        new("name", Columns.Name, (r, _, _) => r.Name),
        new("account", Columns.Account, (r, _, _) => r.AwsAccountId),
        new("region", Columns.Region, (r, _, _) => r.Region),
        new("profile", Columns.Profile, (r, _, _) => r.Profile),
        new("version", Columns.Version, (r, _, _) => r.TemplateVersion),
        new("method", Columns.Method, (r, _, _) => r.Method),
        new("check", Columns.LastCheck, (r, _, _) => LastCheck(r)),
        new("checked", Columns.Checked, (r, _, _) => Sheet.Time(r.LastCheck?.At), r => r.LastCheck?.At),
        new("created", Columns.Created, (r, _, _) => Sheet.Time(r.CreatedAt), r => r.CreatedAt),
    ];

    /// <summary>What fits into 80 columns.</summary>
    public static IReadOnlyList<RegistrationColumn> Usual { get; } = [.. All.Take(6)];

    /// <summary>The columns of some names; null when there is no column of one of them.</summary>
    public static IReadOnlyList<RegistrationColumn>? Parse(string names)
    {
        var columns = names.Split(',', StringSplitOptions.TrimEntries).Select(Find).ToList();
        return columns.Contains(null) ? null : [.. columns.OfType<RegistrationColumn>()];
    }

    /// <summary>The column of a name; null when there is none.</summary>
    public static RegistrationColumn? Find(string name) => All.FirstOrDefault(c => c.Name == name);

    /// <summary>What the last check came to.</summary>
    public static string? LastCheck(Registration registration) => registration.LastCheck switch
    {
        null => null,
        { Code: { } code, Outcome: var outcome } => $"{outcome} ({code})",
        { Outcome: var outcome } => outcome,
    };
}
