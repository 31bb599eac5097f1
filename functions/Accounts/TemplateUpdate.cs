using Onboarding.Functions.Aws;
using Onboarding.Functions.Profiles;
using Onboarding.Templates;

namespace Onboarding.Functions.Accounts;

/// <summary>A newer version of the template than the role was made from, and what updating to it would change.</summary>
/// <param name="Version">The newer version.</param>
/// <param name="PermissionsAdded">What the role could do then that it cannot do now, with the features that are granted.</param>
/// <param name="PermissionsRemoved">What the role can do now that it could not do then.</param>
/// <param name="Text">Both in one sentence of the caller's language.</param>
/// <param name="Parts">The same by feature, those that are not granted included.</param>
/// <param name="UpdateUrl">The console's page that updates the stack; absent for a role that was created manually.</param>
internal sealed record TemplateUpdateView(
    string Version, IReadOnlyList<PermissionView> PermissionsAdded, IReadOnlyList<PermissionView> PermissionsRemoved, string Text, IReadOnlyList<UpdatePartView> Parts, string? UpdateUrl = null)
{
    /// <summary>The update of an account to the current version; null when it has that already, is detached, or its profile is no longer offered.</summary>
    public static TemplateUpdateView? Of(AccountRecord account, Settings settings, Language language) =>
        account.Status is AccountStatus.Active or AccountStatus.Degraded && account.Profile.IsOffered
            ? Of(account, account.Profile.FindVersion(account.TemplateVersion), account.Profile.CurrentVersion, settings, language)
            : null;

    /// <summary>The update of an account from one version to another; null when the other is not newer.</summary>
    public static TemplateUpdateView? Of(AccountRecord account, TemplateVersion? from, TemplateVersion to, Settings settings, Language language)
    {
        if (from is null || !from.IsBefore(to))
            return null;
        var (difference, granted) = Granted(account, from, to);
        return new TemplateUpdateView(
            to.Name,
            Views(granted.Added, language),
            Views(granted.Removed, language),
            TextOf(account.Profile, to, granted, [.. difference.Parts.Except(granted.Parts)]).In(language),
            [.. difference.Parts.Select(p => UpdatePartView.Of(account, p, language))],
            account.Stack is null ? null : ConsoleLink.Update(account.Stack, $"{settings.TemplateBaseUrl}/{TemplateAddress.Path(to.Name, account.Profile.Name, settings.Templates.DigestOf(account.Profile))}"));
    }

    /// <summary>What an update would change, in a few sentences.</summary>
    public static Text Summary(AccountRecord account, TemplateVersion from, TemplateVersion to)
    {
        var (difference, granted) = Granted(account, from, to);
        return TextOf(account.Profile, to, granted, [.. difference.Parts.Except(granted.Parts)]);
    }

    private static (TemplateDifference All, TemplateDifference Granted) Granted(AccountRecord account, TemplateVersion from, TemplateVersion to)
    {
        var difference = TemplateDifference.Between(from, to);
        return (difference, new TemplateDifference([.. difference.Parts.Where(p => p.Feature is null || account.Features.Contains(p.Feature))]));
    }

    /// <summary>Permissions in the caller's language.</summary>
    public static IReadOnlyList<PermissionView> Views(IEnumerable<string> actions, Language language) =>
        [.. actions.Select(Permission.Of).Select(p => new PermissionView(p.Action, new Text(p.English, p.Japanese).In(language)))];

    private static Text TextOf(Profile profile, TemplateVersion to, TemplateDifference granted, IReadOnlyList<PartDifference> others)
    {
        List<Text> sentences =
        [
            new($"Version {to.Name} of the template is out.", $"テンプレートのバージョン {to.Name} が利用できます。"),
            .. granted.Parts.Count == 0 ? [new("Its permissions are the same.", "権限は変わりません。")] : Array.Empty<Text>(),
            .. Sentence(granted.Added, "It adds: ", "追加される権限: "),
            .. Sentence(granted.Removed, "It removes: ", "なくなる権限: "),
        ];
        var changed = granted.Parts.SelectMany(p => p.Changed).Distinct(StringComparer.Ordinal).ToList();
        if (changed.Count > 0)
            sentences.Add(new($"It changes where or when these statements apply: {string.Join(", ", changed)}.", $"適用範囲が変わるステートメント: {string.Join("、", changed)}。"));
        var titles = others.Where(p => p.Added.Count > 0).Select(p => profile.Features.FirstOrDefault(f => f.Id == p.Feature)?.Title).OfType<Words>().ToList();
        if (titles.Count > 0)
            sentences.Add(new($"You can also choose: {string.Join("; ", titles.Select(t => t.English))}.", $"追加で選択できる機能: {string.Join("、", titles.Select(t => t.Japanese))}。"));
        return new Text(string.Join(' ', sentences.Select(s => s.English)), string.Concat(sentences.Select(s => s.Japanese)));
    }

    private static Text[] Sentence(IReadOnlyList<string> actions, string english, string japanese) => actions.Count == 0
        ? []
        : [new($"{english}{Words(actions, Language.English)}.", $"{japanese}{Words(actions, Language.Japanese)}。")];

    private static string Words(IEnumerable<string> actions, Language language) =>
        string.Join(language == Language.Japanese ? "、" : "; ", actions.Select(Permission.Of).Select(p => new Text(p.English, p.Japanese).In(language)));
}

/// <summary>What an update would change about one part of the profile.</summary>
/// <param name="Feature">The feature's id; absent for what is always granted.</param>
/// <param name="Title">What it is, in the caller's language; absent for what is always granted.</param>
/// <param name="IsGranted">Whether the account has it.</param>
/// <param name="Added">The permissions that only the newer version has.</param>
/// <param name="Removed">The permissions that only the account's version has.</param>
/// <param name="Changed">The statements that apply elsewhere, or under other conditions.</param>
internal sealed record UpdatePartView(
    string? Feature, string? Title, bool IsGranted, IReadOnlyList<PermissionView> Added, IReadOnlyList<PermissionView> Removed, IReadOnlyList<string> Changed)
{
    public static UpdatePartView Of(AccountRecord account, PartDifference part, Language language)
    {
        var title = account.Profile.Features.FirstOrDefault(f => f.Id == part.Feature)?.Title;
        return new UpdatePartView(
            part.Feature,
            part.Feature is null ? null : title is null ? part.Feature : new Text(title.English, title.Japanese).In(language),
            part.Feature is null || account.Features.Contains(part.Feature),
            TemplateUpdateView.Views(part.Added, language),
            TemplateUpdateView.Views(part.Removed, language),
            part.Changed);
    }
}
