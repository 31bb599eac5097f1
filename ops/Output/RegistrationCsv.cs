using System.Globalization;
using System.Text;
using Onboarding.Ops.Api;

namespace Onboarding.Ops.Output;

/// <summary>Registrations as comma-separated values by RFC 4180, safe to open in a spreadsheet program.</summary>
/// <remarks>
/// What such a program would run as a formula gets an apostrophe before it: https://owasp.org/www-community/attacks/CSV_Injection.
/// The full-width signs count too, because a program with Japanese settings reads them as the narrow ones. JSON has the values as they are.
/// </remarks>
internal static class RegistrationCsv
{
    private const string FormulaSigns = "=+-@\t\r\n\0＝＋－＠";

    private static readonly (string Name, Func<Registration, string?> Value)[] s_columns =
    [
        ("id", r => r.Id),
        ("kind", r => r.Kind),
        ("state", r => r.State),
        ("since", r => Time(r.Since)),
        ("tenant", r => r.Tenant),
        ("groupId", r => r.GroupId),
        ("name", r => r.Name),
        ("awsAccountId", r => r.AwsAccountId),
        ("roleArn", r => r.RoleArn),
        ("stackId", r => r.StackId),
        ("region", r => r.Region),
        ("profile", r => r.Profile),
        ("method", r => r.Method),
        ("createdAt", r => Time(r.CreatedAt)),
        ("lastCheckAt", r => Time(r.LastCheck?.At)),
        ("lastCheckOutcome", r => r.LastCheck?.Outcome),
        ("lastCheckCode", r => r.LastCheck?.Code),
        ("cleanupReminders", r => r.CleanupReminders?.ToString(CultureInfo.InvariantCulture)),
        ("templateVersion", r => r.TemplateVersion),
    ];

    /// <summary>A line of names, then a line for each registration; every line ends with CR LF.</summary>
    public static string Of(IReadOnlyList<Registration> registrations)
    {
        var text = new StringBuilder().AppendJoin(',', s_columns.Select(c => c.Name)).Append("\r\n");
        foreach (var registration in registrations)
            text.AppendJoin(',', s_columns.Select(c => Field(c.Value(registration) ?? ""))).Append("\r\n");
        return text.ToString();
    }

    private static string Field(string value)
    {
        var isFormula = value.TrimStart(' ', '\u3000') is { Length: > 0 } trimmed && FormulaSigns.Contains(trimmed[0], StringComparison.Ordinal);
        var harmless = isFormula ? "'" + value : value;
        return isFormula || harmless.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString(UtcTimeConverter.Format, CultureInfo.InvariantCulture);
}
