using System.Text.Json;
using Onboarding.Functions.Http;
using Onboarding.Templates;

namespace Onboarding.Functions.Profiles;

/// <summary>A profile as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for, in the caller's language.</param>
/// <param name="TemplateVersion">The version of its template.</param>
/// <param name="Permissions">What the role may do, in words.</param>
/// <param name="Policy">What the role may do, as the policy document.</param>
internal sealed record ProfileView(
    string Name, string Description, string TemplateVersion, IReadOnlyList<PermissionView> Permissions, JsonElement Policy);

/// <summary>One permission in the caller's language.</summary>
internal sealed record PermissionView(string Action, string Description);

/// <summary>All profiles.</summary>
internal sealed record ProfileList(IReadOnlyList<ProfileView> Profiles);

/// <summary>What the role will be allowed to do, and what a person needs in order to create the stack. Calls no AWS service.</summary>
internal sealed class ProfilesFeature(Settings settings)
{
    public Task<Answer> HandleAsync(TenantRequest request, CancellationToken cancellation) => Task.FromResult(request.RouteKey switch
    {
        "GET /v1/profiles" => List(request),
        "GET /v1/operator-policy" => Answer.Ok(OperatorPolicyDocument(), AnswersJson.Default.JsonElement),
        _ => Refusal.Of(Errors.MethodNotAllowed, request.RouteKey),
    });

    private static Answer List(TenantRequest request) =>
        Answer.Ok(new ProfileList([.. Profile.All.Select(p => View(p, request.Language))]), AnswersJson.Default.ProfileList);

    private static ProfileView View(Profile profile, Language language) => new(
        profile.Name,
        Description(profile).In(language),
        ConnectTemplate.Version,
        [.. profile.Permissions.Select(p => new PermissionView(p.Action, new Text(p.English, p.Japanese).In(language)))],
        JsonElement.Parse(profile.PolicyJson));

    private static Text Description(Profile profile) => profile == Profile.Full
        ? new Text("See IAM users and roles, and create, change and delete them. The role can also look at itself and its stack.", "IAM ユーザーとロールを参照し、作成・変更・削除も行います。ロール自身とそのスタックも参照できます。")
        : new Text("See IAM users and roles, and put tags on users. Nothing is created or deleted. The role can also look at itself and its stack.", "IAM ユーザーとロールを参照し、ユーザーにタグを付けます。作成や削除は行いません。ロール自身とそのスタックも参照できます。");

    private JsonElement OperatorPolicyDocument() =>
        JsonElement.Parse(OperatorPolicy.Render(settings.Vendor, settings.VendorRole.Partition.Name, settings.TemplateBaseUrl, settings.TemplateBucket));
}
