using System.Globalization;
using Onboarding.Ops.Api;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>All that is known of one registration.</summary>
internal static class RegistrationSheet
{
    public static IRenderable Of(Registration r, Language language, DateTimeOffset now) => Sheet.Pairs(
        language,
        (Columns.Id, r.Id),
        (Columns.Kind, r.Kind),
        (Columns.State, Sheet.Ago(r.Since, now, language) is { } ago ? $"{r.State} ({ago})" : r.State),
        (Columns.StateSince, Sheet.Time(r.Since)),
        (Columns.Tenant, r.Tenant),
        (Columns.Group, r.GroupId),
        (Columns.Name, r.Name),
        (Columns.Account, r.AwsAccountId),
        (Columns.Role, r.RoleArn),
        (Columns.Stack, r.StackId),
        (Columns.Region, r.Region),
        (Columns.Profile, r.Profile),
        (Columns.Version, r.TemplateVersion),
        (Columns.Method, r.Method),
        (Columns.Created, Sheet.Time(r.CreatedAt)),
        (Columns.LastCheck, r.LastCheck is { } check ? $"{Sheet.Time(check.At)} {RegistrationColumns.LastCheck(r)}" : null),
        (Columns.Reminders, r.CleanupReminders?.ToString(CultureInfo.InvariantCulture)),
        (Columns.Deleted, Sheet.Time(r.DeletedAt)),
        (Columns.DeletedBy, r.DeletedBy));
}
