using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Profiles;
using Onboarding.Templates;

namespace Onboarding.Functions.Accounts;

/// <summary>A newer version of the template than the role was made from, and what updating to it would change.</summary>
/// <param name="Version">The newer version.</param>
/// <param name="PermissionsAdded">What the role could do then that it cannot do now.</param>
/// <param name="PermissionsRemoved">What the role can do now that it could not do then.</param>
/// <param name="Text">Both in one sentence of the caller's language.</param>
/// <param name="UpdateUrl">The console's page that updates the stack; absent for a role that was created by hand.</param>
internal sealed record TemplateUpdateView(
    string Version, IReadOnlyList<PermissionView> PermissionsAdded, IReadOnlyList<PermissionView> PermissionsRemoved, string Text, string? UpdateUrl = null)
{
    /// <summary>The update of an account to the current version; null when it has that already, or is detached.</summary>
    public static TemplateUpdateView? Of(AccountRecord account, Settings settings, Language language) =>
        account.Status is AccountStatus.Active or AccountStatus.Degraded ? Of(account, TemplateVersion.Find(account.TemplateVersion), TemplateVersion.Current, settings, language) : null;

    /// <summary>The update of an account from one version to another; null when the other is not newer.</summary>
    public static TemplateUpdateView? Of(AccountRecord account, TemplateVersion? from, TemplateVersion to, Settings settings, Language language)
    {
        if (from is null || !from.IsBefore(to))
            return null;
        var (added, removed) = TemplateDifference.Between(from, to, account.Profile);
        return new TemplateUpdateView(
            to.Name,
            Views(added, language),
            Views(removed, language),
            TextOf(to, Words(added, language), Words(removed, language)).In(language),
            account.Stack is null ? null : ConsoleLink.Update(account.Stack, $"{settings.TemplateBaseUrl}/{TemplateAddress.Path(to.Name, account.Profile.Name, settings.Templates.DigestOf(account.Profile))}"));
    }

    private static Text TextOf(TemplateVersion to, string added, string removed) => (added, removed) switch
    {
        ("", "") => new(
            $"Version {to.Name} of the template is out. Its permissions are the same.",
            $"テンプレートのバージョン {to.Name} が利用できます。権限は変わりません。"),
        (_, "") => new(
            $"Version {to.Name} of the template is out. It adds: {added}.",
            $"テンプレートのバージョン {to.Name} が利用できます。追加される権限: {added}。"),
        ("", _) => new(
            $"Version {to.Name} of the template is out. It takes away: {removed}.",
            $"テンプレートのバージョン {to.Name} が利用できます。なくなる権限: {removed}。"),
        _ => new(
            $"Version {to.Name} of the template is out. It adds: {added}. It takes away: {removed}.",
            $"テンプレートのバージョン {to.Name} が利用できます。追加される権限: {added}。なくなる権限: {removed}。"),
    };

    private static IReadOnlyList<PermissionView> Views(IEnumerable<string> actions, Language language) =>
        [.. actions.Select(Permission.Of).Select(p => new PermissionView(p.Action, new Text(p.English, p.Japanese).In(language)))];

    private static string Words(IEnumerable<string> actions, Language language) =>
        string.Join(language == Language.Japanese ? "、" : "; ", actions.Select(Permission.Of).Select(p => new Text(p.English, p.Japanese).In(language)));
}
